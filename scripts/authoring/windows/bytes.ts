/** Whether two folders hold the same, to the byte. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../../release/files';

const bytesOf = (folder: string, path: string): Buffer => readFileSync(join(folder, path));

/** Paths that only one of two folders has, or whose bytes differ. */
export function differing(one: string, other: string): string[] {
  const [here, there] = [filesBelow(one), filesBelow(other)];
  const all = [...new Set([...here, ...there])];
  const isSame = (path: string): boolean =>
    here.includes(path) && there.includes(path) && bytesOf(one, path).equals(bytesOf(other, path));
  return all.filter((path) => !isSame(path));
}
