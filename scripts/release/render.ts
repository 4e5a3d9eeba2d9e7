/** What `release` did, in words. */
import { dirname } from 'node:path';
import { paint } from '../terminal/colour';
import type { Delivered } from './deliver';

interface Outcome {
  folder: string;
  slugs: readonly string[];
  isFirst: boolean;
  delivered: Delivered;
  /** Its short name; null without --git. */
  commit: string | null;
  /** The file with right answers; null without --compare. */
  answers: string | null;
}

/** A folder with more files than these is one line. */
const MOST = 4;

/** Few files by name, many in one folder by its name. */
function collapse(paths: readonly string[]): string[] {
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    const folder = dirname(path);
    groups.set(folder, [...(groups.get(folder) ?? []), path]);
  }
  return [...groups].flatMap(([folder, files]) =>
    files.length > MOST && folder !== '.' ? [`${folder}/ (${files.length} files)`] : files,
  );
}

const list = (title: string, paths: readonly string[]): string[] =>
  paths.length === 0 ? [] : [`${title}:`, ...paths.map((path) => `  ${path}`)];

const count = (number: number, what: string): string =>
  `${number} ${what}${number === 1 ? '' : 's'}`;

export function summarise(outcome: Outcome): string {
  const { folder, slugs, isFirst, delivered, commit, answers } = outcome;
  const { added, updated, removed, kept } = delivered;
  const hidden = answers ? 'a hidden spec' : 'a solution, a hidden spec';
  const numbers = slugs.map((slug) => slug.slice(0, 2)).join(', ');
  const changes = isFirst
    ? [`${count(added.length + 1, 'file')} written.`]
    : [
        ...list('Added', collapse(added)),
        ...list('Updated', updated),
        ...list('Removed', removed),
        ...list('Changed since, so left as they are', kept),
        ...(added.length + updated.length + removed.length === 0 ? ['Nothing is new.'] : []),
      ];
  return [
    `${paint('bold', folder)}  exercises ${numbers}${commit ? `, commit ${commit}` : ''}`,
    ...changes,
    ...(answers ? [`${answers} holds right answers, which every student can read.`] : []),
    paint('green', `No trace of ${hidden} or a recorded answer was found in it.`),
  ].join('\n');
}
