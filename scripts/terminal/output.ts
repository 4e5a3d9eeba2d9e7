/** The one door: all that a command prints, and the files that a person asked it to write. */
import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { refusedAt } from '../../reference/machine-trouble';
import { makeFolders } from '../../reference/make-folders';
import { printableJson, toTerminal } from './printable';

/** Prints a text, of one line or more, to stdout. */
export const print = (text = ''): void => {
  process.stdout.write(`${toTerminal(text)}\n`);
};

/** The same to stderr: what is not the command's answer. */
export const printError = (text = ''): void => {
  process.stderr.write(`${toTerminal(text)}\n`);
};

/** Shows a text in place of the line before it, on a terminal that follows such commands. */
export const redraw = (stream: { write(text: string): unknown }, text: string): void => {
  stream.write(`\r\u001b[K${toTerminal(text)}`);
};

/** Begins with an empty screen, where there is one. */
export function clearScreen(): void {
  if (process.stdout.isTTY) console.clear();
}

/**
 * Writes a file and the folders above it.
 * @throws UserError where that cannot be done
 */
export function writeOut(file: string, content: string | Uint8Array): void {
  try {
    makeFolders(dirname(file));
    writeFileSync(file, content);
  } catch (cause) {
    throw refusedAt(file, cause);
  }
}

/**
 * Writes a value for other tools. A person may show the file on a terminal, so it holds nothing that a
 * terminal obeys.
 * @throws UserError where that cannot be done
 */
export const writeJson = (file: string, value: unknown, indent = 2): void =>
  writeOut(file, `${printableJson(value, indent)}\n`);
