/**
 * Finds the command a person meant, and runs its compiled entry. What a command does, and what it
 * says where it cannot, is its own business.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildFolder, listCommands } from './state.mjs';
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

/** Runs a command in this process; its arguments start at `process.argv[2]`. */
export function runCommand(command, args) {
  const program = join(buildFolder, 'program.child.cjs');
  process.argv = [process.argv[0], program, join(buildFolder, `${command}.cjs`), ...args];
  createRequire(import.meta.url)(program);
}
