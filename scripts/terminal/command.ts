/**
 * How every command begins and ends: `--help`, exit codes, and what is said where it cannot go on.
 * 0 success, 1 ran and something failed, 2 could not run.
 */
import type { ParseArgsConfig } from 'node:util';
import { refusedAt } from '../../reference/machine-trouble';
import { type CommandForm, parseCommand } from './arguments';
import { tellFault } from './fault';
import { takenByNpm, thisNpmRun } from './npm';
import { print, printError } from './output';

type Options = NonNullable<ParseArgsConfig['options']>;
const help = { help: { type: 'boolean', short: 'h' } } as const;

/** Ends on what no `catch` has seen: an event of a stream or a child. */
function endOnFault(error: Error): void {
  tellFault(error);
  process.exit(2);
}

/** A reader that has seen enough, as `head` has, ends a command without a word. */
function endOnStream(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0);
  endOnFault(refusedAt('what is printed', error));
}

/** Flags of the command that npm took before it; one line says so. */
function flagsFromNpm(options: Options, args: readonly string[]): readonly string[] {
  const run = thisNpmRun();
  const taken = run && takenByNpm(options, args, run);
  if (taken) printError(taken.says);
  return taken?.flags ?? [];
}

/**
 * Runs a command with its arguments read, and leaves the exit code behind.
 * @param form of the command, or the promise of it
 * @param main what the command does; returns its exit code
 */
export async function runCommand<O extends Options>(
  form: CommandForm<O> | Promise<CommandForm<O>>,
  main: (parsed: ReturnType<typeof parseCommand<O & typeof help>>) => Promise<number>,
): Promise<void> {
  process.on('uncaughtException', endOnFault);
  for (const stream of [process.stdout, process.stderr]) stream.on('error', endOnStream);
  try {
    const known = await form;
    const withHelp = { ...known, options: { ...known.options, ...help } };
    const args = process.argv.slice(2);
    const parsed = parseCommand(withHelp, [...args, ...flagsFromNpm(known.options, args)]);
    if ((parsed.values as { help?: boolean }).help) print(known.usage.trim());
    else process.exitCode = await main(parsed);
  } catch (error) {
    tellFault(error);
    process.exitCode = 2;
  }
}
