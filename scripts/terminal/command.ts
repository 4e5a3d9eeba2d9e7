/**
 * How every command begins and ends: `--help`, exit codes, and which errors show a stack.
 * 0 success, 1 ran and something failed, 2 could not run.
 */
import type { ParseArgsConfig } from 'node:util';
import { UserError } from '../../reference/user-error';
import { type CommandForm, parseCommand } from './arguments';
import { paint } from './colour';

type Options = NonNullable<ParseArgsConfig['options']>;
const help = { help: { type: 'boolean', short: 'h' } } as const;

function report(error: unknown): void {
  if (error instanceof UserError) {
    console.error(`${paint('red', 'Cannot run:')} ${error.message}`);
    return;
  }
  process.setSourceMapsEnabled(true);
  console.error('This is a mistake in the kit, not in your code:');
  console.error(error);
}

/**
 * Runs a command with its arguments read, and leaves the exit code behind.
 * @param main what the command does; returns its exit code
 */
export async function runCommand<O extends Options>(
  form: CommandForm<O>,
  main: (parsed: ReturnType<typeof parseCommand<O & typeof help>>) => Promise<number>,
): Promise<void> {
  try {
    const withHelp = { ...form, options: { ...form.options, ...help } };
    const parsed = parseCommand(withHelp, process.argv.slice(2));
    if ((parsed.values as { help?: boolean }).help) console.log(form.usage.trim());
    else process.exitCode = await main(parsed);
  } catch (error) {
    report(error);
    process.exitCode = 2;
  }
}
