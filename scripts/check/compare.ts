/** `--compare`: a learner's answer beside the model's, and beside two other right ways. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CatalogEntry } from '../../exercises/catalog';
import { root } from '../../reference/root';
import { UserError } from '../../reference/user-error';
import { type Answers, answersTo } from '../answers/answers';
import { say, translate } from '../languages/tongue';
import { paint } from '../terminal/colour';
import { wrap } from '../terminal/values';
import { padEnd } from '../terminal/width';

/** Columns from which on two texts stand side by side. */
const WIDE = 120;
const BETWEEN = ' │ ';
const SHOWN_WAYS = 2;

/** A text and what stands above it. */
interface Column {
  title: string;
  /** What is worth noticing; empty where nothing is said. */
  says: string;
  text: string;
}

/** Code alone: the docstrings are the lesson's, and alike in all of them. */
const codeOf = (text: string): string[] =>
  text
    .replaceAll('\r\n', '\n')
    .replace(/^[ \t]*\/\*\*[\s\S]*?\*\/[ \t]*\n/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .split('\n');

/** A line of code broken where it is too long, the rest indented by four more. */
function wrapCode(line: string, width: number): string[] {
  const indent = Math.min(line.length - line.trimStart().length, Math.floor(width / 3));
  const [first = '', ...more] = wrap(line.trim(), width - indent - 4);
  return [' '.repeat(indent) + first, ...more.map((rest) => ' '.repeat(indent + 4) + rest)];
}

function linesOf({ title, says, text }: Column, width: number): string[] {
  return [
    ...wrap(title, width).map((line) => paint('bold', line)),
    ...(says ? wrap(says, width) : []),
    '',
    ...codeOf(text).flatMap((line) => wrapCode(line, width)),
  ];
}

/** Two columns side by side where there is room, one above the other elsewhere. */
function beside(left: Column, right: Column, width: number): string[] {
  if (width < WIDE) return [...linesOf(left, width), '', ...linesOf(right, width)];
  const half = Math.floor((width - BETWEEN.length) / 2);
  const [a, b] = [linesOf(left, half), linesOf(right, half)];
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) =>
    `${padEnd(a[i] ?? '', half)}${paint('dim', BETWEEN)}${b[i] ?? ''}`.trimEnd(),
  );
}

/**
 * All of them, for a learner to read.
 * @param own source of the learner's answer, and its file
 * @param width columns of the screen
 */
export function compareAnswers(
  own: { file: string; text: string },
  { model, others }: Answers,
  width: number,
): string {
  const [first, second] = others.slice(0, SHOWN_WAYS).map(
    ({ name, says, text }): Column => ({
      title: say('Another right way: {name}', { name }),
      says: translate(says),
      text,
    }),
  );
  const yours = { title: say('Yours: {file}', { file: own.file }), says: '', text: own.text };
  const kits = { title: say("The model's"), says: '', text: model };
  const pairs = first && second ? [beside(first, second, width)] : [];
  return [beside(yours, kits, width), ...pairs].map((lines) => lines.join('\n')).join('\n\n\n');
}

/** @throws UserError where a release came without answers */
export function expectAnswers(exercises: readonly CatalogEntry[]): void {
  const without = exercises.find((exercise) => !answersTo(exercise));
  if (!without) return;
  throw new UserError(
    `--compare: this release has no answer to compare ${without.slug} with; instructors hand them out when they want to`,
  );
}

/**
 * An exercise that passes, compared with what is here.
 * @param file the learner's, from the root
 */
export function showComparison(exercise: CatalogEntry, file: string, width: number): string {
  const answers = answersTo(exercise);
  const text = readFileSync(resolve(root, file), 'utf8');
  return answers ? compareAnswers({ file, text }, answers, width) : '';
}
