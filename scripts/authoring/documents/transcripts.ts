/**
 * Transcripts in README.md and docs/: `console` blocks with a command behind each `$ ` and what it
 * prints below. `…` stands for what is left out, a line of its own for any number of lines. A `ts`
 * block that begins with `// exercises/…` is what the learner of the page has written by then.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../reference/root';
import { readBlocks } from '../lessons/markdown';

export interface Written {
  kind: 'file';
  /** From the root. */
  path: string;
  text: string;
}

export interface Command {
  kind: 'command';
  /** Without the `$ `. */
  command: string;
  /** Number of the command's line within the page, from 1. */
  line: number;
  shows: string[];
}

export type Step = Written | Command;

const PROMPT = '$ ';
const LEFT_OUT = '…';

const isBlank = (line: string | undefined): boolean => line?.trim() === '';

/** Without blank lines at both ends and spaces at the ends of lines. */
export function trimmed(lines: readonly string[]): string[] {
  const kept = lines.map((line) => line.trimEnd());
  while (isBlank(kept[0])) kept.shift();
  while (isBlank(kept.at(-1))) kept.pop();
  return kept;
}

function commandsIn(lines: readonly string[], first: number): Command[] {
  const starts = lines.flatMap((line, i) => (line.startsWith(PROMPT) ? [i] : []));
  return starts.map((start, n) => ({
    kind: 'command',
    command: (lines[start] ?? '').slice(PROMPT.length),
    line: first + start,
    shows: trimmed(lines.slice(start + 1, starts[n + 1])),
  }));
}

/** What a page shows, in the order in which it happens. */
export function stepsOf(page: string): Step[] {
  const lines = readFileSync(join(root, page), 'utf8').split('\n');
  return readBlocks(lines).flatMap(({ language, line, lines: shown }): Step[] => {
    if (language === 'console') return commandsIn(shown, line);
    const path = language === 'ts' ? shown[0]?.match(/^\/\/ (exercises\/\S+)/)?.[1] : undefined;
    return path ? [{ kind: 'file', path, text: `${shown.slice(1).join('\n')}\n` }] : [];
  });
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const patternOf = (line: string): string => line.split(LEFT_OUT).map(escaped).join('.+?');

/** Whether a command printed what is shown, lines and parts of lines left out aside. */
export function isShown(shows: readonly string[], printed: readonly string[]): boolean {
  const patterns = shows.map((line) => (line === LEFT_OUT ? '(?:.*\n)*?' : `${patternOf(line)}\n`));
  const text = trimmed(printed).map((line) => `${line}\n`);
  return new RegExp(`^${patterns.join('')}$`).test(text.join(''));
}

/** A page with what a command printed in place of what is shown below it; parts stay left out. */
export function withPrinted(page: string, { line, shows }: Command, printed: readonly string[]) {
  const lines = page.split('\n');
  const from = lines.slice(line).findIndex((text) => !isBlank(text)) + line;
  const partial = shows.filter((shown) => shown.includes(LEFT_OUT) && shown !== LEFT_OUT);
  const anew = trimmed(printed).map(
    (text) => partial.find((shown) => new RegExp(`^${patternOf(shown)}$`).test(text)) ?? text,
  );
  lines.splice(shows.length > 0 ? from : line, shows.length, ...anew);
  return lines.join('\n');
}
