/**
 * Finds the command a person meant, runs its compiled entry, and prints a bug's stack with the
 * lines of the TypeScript. What a command does is its own business.
 */
import { existsSync, readFileSync } from 'node:fs';
import Module, { createRequire, SourceMap } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { buildFolder, cache, listCommands, root } from './state.mjs';
import { UserError } from './user-error.mjs';

function editDistance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}

/** Throws a UserError that names the nearest command where there is no such command. */
export function nameCommand(command) {
  const names = listCommands();
  if (names.includes(command)) return;
  const [nearest] = names
    .map((name) => ({ name, distance: editDistance(command, name) }))
    .filter(({ name, distance }) => distance <= Math.max(2, name.length / 3))
    .sort((a, b) => a.distance - b.distance);
  const hint = nearest ? `Did you mean "${nearest.name}"? ` : '';
  throw new UserError(`Unknown command "${command}". ${hint}There are: ${names.join(', ')}.`);
}

/** The place in the TypeScript for one `file:line:column` of a compiled file. */
function originalPlace(whole, file, line, column) {
  if (!existsSync(`${file}.map`)) return whole;
  const map = new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')));
  const entry = map.findEntry(line - 1, column - 1);
  if (entry.originalSource === undefined) return whole;
  const source = relative(root, join(dirname(file), entry.originalSource));
  return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
}

function readableStack(stack) {
  const folder = buildFolder.replace(/\W/g, '\\$&');
  return stack.replace(new RegExp(`(${folder}.[\\w.-]+\\.cjs):(\\d+):(\\d+)`, 'g'), originalPlace);
}

function reportBug(error) {
  if (error?.code === 'EPIPE') process.exit(0);
  const text = error instanceof Error ? (error.stack ?? String(error)) : String(error);
  console.error(`${readableStack(text)}\n\nThis is a bug in the kit, not in an exercise.`);
  process.exit(2);
}

/** Runs a command in this process; its arguments start at `process.argv[2]`. */
export function runCommand(command, args) {
  const file = join(buildFolder, `${command}.cjs`);
  // Node 22 and newer keep the compiled bytes of a program; Node 20 has no such door.
  Module.enableCompileCache?.(join(cache, 'bytecode'));
  process.argv = [process.argv[0], file, ...args];
  process.on('uncaughtException', reportBug);
  createRequire(import.meta.url)(file);
}
