/** What `new-exercise` writes: new files, and a place in the catalogue and in the README's table. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalog, nameOf } from '../../../exercises/catalog';
import { root } from '../../../reference/root';
import { UserError } from '../../../reference/user-error';
import { entryFor, filesFor, type Names, rowFor } from './templates';

/** Path from the root → text. */
export type Plan = Record<string, string>;

const END_OF_CATALOGUE = '] as const satisfies readonly Exercise[];';

/** @throws UserError for what cannot be the name of an exercise */
export function namesFor(name: string): Names {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    throw new UserError(
      `"${name}" is no slug: expected small letters, digits and hyphens, as in layer-norm`,
    );
  }
  if (catalog.some((exercise) => nameOf(exercise) === name)) {
    throw new UserError(`there is an exercise ${name} already; choose another name`);
  }
  const number = String(catalog.length + 1).padStart(2, '0');
  const [first = '', ...rest] = name.split('-');
  const camel = first + rest.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('');
  const words = name.replaceAll('-', ' ');
  const title = words[0]?.toUpperCase() + words.slice(1);
  return { slug: `${number}-${name}`, name, export: camel, number, title };
}

function inserted(path: string, before: RegExp | string, text: string): string {
  const source = readFileSync(join(root, path), 'utf8');
  const at = typeof before === 'string' ? source.indexOf(before) : source.search(before);
  if (at < 0) throw new Error(`new-exercise: ${path} has no place for a new entry`);
  return source.slice(0, at) + text + source.slice(at);
}

/** @throws UserError where a file is there already */
export function planFor(names: Names): Plan {
  const files = filesFor(names);
  const taken = Object.keys(files).find((path) => existsSync(join(root, path)));
  if (taken) throw new UserError(`${taken} is there already; move it away first`);
  return {
    ...files,
    'exercises/catalog.ts': inserted('exercises/catalog.ts', END_OF_CATALOGUE, entryFor(names)),
    'README.md': inserted('README.md', /(?<=^\| \d\d \|.*\n)(?!\| \d\d \|)/m, `${rowFor(names)}\n`),
  };
}
