/**
 * `intake.md` and `intake.csv`: what was received from each person, before any mark. The page begins
 * with those who have to be looked at; the table has all.
 */
import { join } from 'node:path';
import type { Slug } from '../../../exercises/catalog';
import { writeWhole } from '../../../reference/write-whole';
import { isToldOf, isWhole, type Received, type ReceivedFile } from '../received';
import { csvText, markdownSpan } from './escape';

const yes = (is: boolean): string => (is ? 'yes' : '');

/** What happened to an exercise's file, as a cell. */
const fileOf = ({ path, problem }: ReceivedFile): string => path ?? `— ${problem}`;

function* writeCsv(slugs: readonly Slug[], received: readonly Received[]): Generator<string> {
  const heads = ['id', 'name', 'status', 'handed in', 'attempts', 'late', ...slugs, 'notes'];
  yield `\ufeff${heads.join(',')}\r\n`;
  for (const each of received) {
    const { id, name, status, when, attempts, isLate, files, notes } = each;
    const who = [id, name ?? '', status, when ?? '', String(attempts), yes(isLate)];
    yield `${[...who, ...files.map(fileOf), notes.join('; ')].map(csvText).join(',')}\r\n`;
  }
}

const headingOf = ({ id, name }: Received): string =>
  name === null ? markdownSpan(id) : `${markdownSpan(id)} ${markdownSpan(name)}`;

/** Files by what happened to them, each thing once: `02, 03: not found`. */
function problemsOf(files: readonly ReceivedFile[]): string[] {
  const about = new Map<string, string[]>();
  for (const { slug, problem: none, instead } of files) {
    const problem = none ?? instead;
    if (problem) about.set(problem, [...(about.get(problem) ?? []), slug.slice(0, 2)]);
  }
  return [...about].map(([problem, numbers]) => `${numbers.join(', ')}: ${markdownSpan(problem)}`);
}

/** Of one person what was not taken and why, what there is to remark, and what was taken. */
function linesOf({ files, notes }: Received): string[] {
  const taken = files.flatMap(({ path }) => path ?? []);
  const all = [
    ...problemsOf(files),
    ...notes.map(markdownSpan),
    ...(taken.length > 0 ? [`taken: ${taken.map(markdownSpan).join(', ')}`] : []),
  ];
  return all.map((line) => `  - ${line}`);
}

function* writeSection(title: string, received: readonly Received[]): Generator<string> {
  yield `\n## ${title} (${received.length})\n\n`;
  for (const each of received) {
    yield `- ${headingOf(each)}, ${each.status}\n${linesOf(each).join('\n')}\n`;
  }
}

function* writeMarkdown(received: readonly Received[]): Generator<string> {
  const rest = received.filter((each) => !isToldOf(each));
  const isPlain = (each: Received): boolean => isWhole(each) && each.notes.length === 0;
  yield '# What was handed in\n\n';
  yield `Persons: ${received.length}. With every exercise: ${received.filter(isWhole).length}.\n`;
  yield* writeSection('To be looked at', received.filter(isToldOf));
  yield* writeSection(
    'In part, or taken with a remark',
    rest.filter((each) => !isPlain(each)),
  );
  yield* writeSection('Whole', rest.filter(isPlain));
}

/** Writes both. */
export function writeIntake(
  out: string,
  slugs: readonly Slug[],
  received: readonly Received[],
): void {
  writeWhole(join(out, 'intake.csv'), writeCsv(slugs, received));
  writeWhole(join(out, 'intake.md'), writeMarkdown(received));
}
