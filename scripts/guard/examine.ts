/** What must not go out: marks that a merge left behind, and examples that are not the kit's. */
import { digestOf, type HandedOut } from './record';
import type { Snapshot } from './snapshot';

/** As git writes them, at the beginning of a line. */
const conflict = /^(?:<{7}|>{7}|\|{7})(?: |\r?$)/m;

const isExample = (path: string): boolean => path.endsWith('.example.spec.ts');

function lineOf(text: string): number {
  return text.slice(0, text.search(conflict)).split('\n').length;
}

function conflictsIn(snapshot: Snapshot): string[] {
  return snapshot.list('exercises').flatMap((path) => {
    const text = snapshot.read(path)?.toString('utf8') ?? '';
    return conflict.test(text) ? [`${path}:${lineOf(text)} has a conflict mark of a merge`] : [];
  });
}

function editedExamples(snapshot: Snapshot, { files }: HandedOut): string[] {
  return Object.entries(files).flatMap(([path, digest]) => {
    if (!isExample(path)) return [];
    const found = snapshot.read(path);
    if (!found) return [`${path} is missing`];
    return digestOf(found) === digest ? [] : [`${path} was edited`];
  });
}

/** Everything that must not go out, a sentence each. */
export const findTrouble = (snapshot: Snapshot, record: HandedOut): string[] => [
  ...conflictsIn(snapshot),
  ...editedExamples(snapshot, record),
];
