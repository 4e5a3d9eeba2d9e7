/** What is derived and stands in another file: the table of exercises, and the texts of the stubs. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalog, type Exercise, sourceOf } from '../../../exercises/catalog';
import { root } from '../../../reference/root';
import { filledIn } from '../../release/stubs';
import { rowsFor } from '../../release/table';

const README = join(root, 'README.md');

/** All rows of the table, which stand in one block. */
const rows = /(?:^\| \d\d \|.*\n)+/m;

/** @param readme with a table of exercises; its rows are replaced by the catalogue's */
export const withTable = (readme: string): string =>
  readme.replace(rows, () => `${rowsFor(catalog).join('\n')}\n`);

/** Whether the README's table is the catalogue's. */
export function isTableRight(): boolean {
  const readme = readFileSync(README, 'utf8');
  return rows.test(readme) && withTable(readme) === readme;
}

/** Writes the README's table anew. */
export const writeTable = (): void =>
  writeFileSync(README, withTable(readFileSync(README, 'utf8')));

const copyOf = ({ slug }: Exercise): string => `reference/stubs/${slug}.txt`;
const read = (path: string): string =>
  existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '';

/**
 * Exercises whose stub has another text than its copy, from which `check --reset` takes it. What was
 * written into an exercise is no stub and says nothing.
 */
export const changedStubs = (): Exercise[] =>
  catalog.filter((exercise) => {
    const text = read(`exercises/${sourceOf(exercise)}`);
    return filledIn(exercise, text).length === 0 && text !== read(copyOf(exercise));
  });

/** Writes the copies of those stubs anew. */
export const copyStubs = (): void =>
  changedStubs().forEach((exercise) => {
    writeFileSync(join(root, copyOf(exercise)), read(`exercises/${sourceOf(exercise)}`));
  });
