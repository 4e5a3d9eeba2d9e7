/** The pages that are about the kit as a whole; lessons and cards have tests of their own. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../reference/root';

const docs = readdirSync(join(root, 'docs')).map((name) => `docs/${name}`);

/** From the root. */
export const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', ...docs];

export const textOf = (page: string): string => readFileSync(join(root, page), 'utf8');
