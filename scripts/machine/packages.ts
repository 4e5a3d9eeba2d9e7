/** The packages that are installed here, lent to another copy of the kit: read there, and not changed. */
import { copyFileSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../reference/root';

/** Folders by a link that Windows lets every user make; files as they are. */
export function linkEach(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isFile()) copyFileSync(source, target);
    else if (entry.name !== '.cache') symlinkSync(source, target, 'junction');
  }
}

/** Gives a folder the packages that are installed here, and no compiled code. */
export const lendPackages = (folder: string): void =>
  linkEach(join(root, 'node_modules'), join(folder, 'node_modules'));
