/**
 * From the command line to the running command. On the warm path nothing but this file,
 * commands.mjs and state.mjs is loaded: a set-up with nothing to do must cost next to nothing.
 */
import { nameCommand, runCommand } from './commands.mjs';
import { isReady } from './state.mjs';
import { UserError } from './user-error.mjs';

const usage = `Usage: node scripts/setup.mjs [command] [arguments]
Makes this folder ready (packages, node-canvas, compiled kit), then runs the command.
Environment:
  KATA_SKIP_SYSTEM=1  never install system libraries; print the command for it instead`;

/** A system call that the machine refused has a name and a reason; anything else is a bug. */
function explain(error) {
  if (error instanceof UserError) return error.message;
  if (!error?.syscall)
    return `This is a bug in the kit, not in an exercise:\n${error?.stack ?? error}`;
  // A write that failed does not say by itself what was to be written.
  const place = error.path && !error.message.includes(error.path) ? ` '${error.path}'` : '';
  return `Set-up cannot go on: the machine refused ${error.message.replace(/^(\w+): /, '$1, ')}${place}.
Nothing is lost: give it the room or the rights it lacks, and run the command again.`;
}

function report(error) {
  console.error(explain(error));
  process.exitCode = error?.exitCode ?? 2;
}

/** @param {string[]} args the command and its arguments; without any, set-up alone. */
export async function main([command, ...args]) {
  if (command === '--help' || command === '-h') return console.log(usage);
  try {
    if (command !== undefined) nameCommand(command);
    if (!(await isReady())) await (await import('./prepare.mjs')).prepare();
    if (command === undefined) console.log('Everything is ready. Begin with: npm run check');
    else runCommand(command, args);
  } catch (error) {
    report(error);
  }
}
