/** What ended a command: something that a person can put right, a refusal of the machine, or a bug. */
import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { machineTrouble } from '../../reference/machine-trouble';
import { root } from '../../reference/root';
import { UserError } from '../../reference/user-error';
import { paint } from './colour';
import { printError } from './output';

/** The place in the TypeScript for one `file:line:column` of a compiled file. */
function originalPlace(whole: string, file: string, line: string, column: string): string {
  if (!existsSync(`${file}.map`)) return whole;
  const map = new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')));
  const entry = map.findEntry(Number(line) - 1, Number(column) - 1);
  if (!('originalSource' in entry)) return whole;
  const source = relative(root, join(dirname(file), entry.originalSource));
  return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
}

const compiled = /([^\s()]*[\\/]attention-kata[\\/]build[\\/][\w.-]+\.cjs):(\d+):(\d+)/g;

/** The stack of an error, with the lines of the TypeScript. */
export function readableStack(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? String(error)) : String(error);
  return stack.replace(compiled, originalPlace);
}

/** What a person reads of an error; a bug's stack is for those who mend the kit. */
export function faultOf(error: unknown): { isBug: boolean; says: string } {
  const says = error instanceof UserError ? error.message : machineTrouble(error);
  return says === null ? { isBug: true, says: readableStack(error) } : { isBug: false, says };
}

/** Prints why a command could not run. */
export function tellFault(error: unknown): void {
  const { isBug, says } = faultOf(error);
  if (isBug) printError(`This is a mistake in the kit, not in your code:\n${says}`);
  else printError(`${paint('red', 'Cannot run:')} ${says}`);
}
