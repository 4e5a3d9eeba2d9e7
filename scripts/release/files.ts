/** Files of a folder by their paths, with slashes and in one order on every system. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folders that are no part of a student's work: packages, the history of a repository. */
const left = new Set(['.git', 'node_modules']);

/** Code units, not a locale's idea of an order. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Paths of all files below a folder, sorted; links are not followed and not listed. */
export function filesBelow(folder: string, path = ''): string[] {
  const entries = readdirSync(join(folder, path), { withFileTypes: true });
  return entries
    .filter(({ name }) => !left.has(name))
    .flatMap((entry) => {
      const below = path ? `${path}/${entry.name}` : entry.name;
      if (entry.isDirectory()) return filesBelow(folder, below);
      return entry.isFile() ? [below] : [];
    })
    .sort(compare);
}
