/** What is derived from the catalogue and stands in another file: the table of exercises. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalog } from '../../../exercises/catalog';
import { root } from '../../../reference/root';
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
