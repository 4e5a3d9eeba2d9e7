/**
 * The marks in what no student may see: each solution, hidden spec, planted answer and recorded
 * answer carries one of its own, found nowhere else. Comments that begin with `//!` stay where
 * programs are bundled or made smaller, so a mark outlives that, too.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../reference/root';
import { filesBelow } from './files';

/** `kata-hidden-0123456789ab` */
const form = /kata-hidden-[0-9a-f]{12}/g;
export const PREFIX = 'kata-hidden-';

const folders = [
  'solutions',
  'reference/specs',
  'reference/misconceptions',
  'reference/beginners',
  'reference/right-ways',
  'reference/oracle/goldens',
];
const files = ['reference/oracle/ops.ts', 'reference/oracle/wordpiece.ts'];

/** Of recordings the answers are marked, not a model's own files, what engines err by, and the hub's settings. */
const isMarked = (path: string): boolean =>
  path.endsWith('.ts') ||
  (path.endsWith('.json') &&
    !/\/(?:config|engine-errors|hub-settings|tokenizer\w*)\.json$/.test(path));

/** Every file that has to carry a mark. */
export const hiddenFiles = (): string[] => [
  ...folders
    .flatMap((folder) => filesBelow(join(root, folder)).map((path) => `${folder}/${path}`))
    .filter(isMarked),
  ...files,
];

export interface Marks {
  /** Mark → the file that carries it. */
  marks: Map<string, string>;
  /** What is wrong with them, a sentence each. */
  trouble: string[];
}

/** A mark that no file has, for a new file. */
export const newMark = (random: () => number = Math.random): string =>
  PREFIX + Array.from({ length: 12 }, () => Math.floor(random() * 16).toString(16)).join('');

/** The line that carries a mark in a TypeScript file. */
export const markLine = (mark: string): string => `//! ${mark}: never handed to students.`;

export function readMarks(paths = hiddenFiles()): Marks {
  const marks = new Map<string, string>();
  const trouble = paths.flatMap((path) => {
    const found = readFileSync(join(root, path), 'utf8').match(form) ?? [];
    const [mark] = found;
    if (!mark || found.length > 1) return [`${path} has ${found.length} marks, expected one`];
    const other = marks.get(mark);
    if (other) return [`${path} has the mark of ${other}; give it another`];
    marks.set(mark, path);
    return [];
  });
  return { marks, trouble };
}
