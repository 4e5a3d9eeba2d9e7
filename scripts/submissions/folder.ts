/** One person's folder, read by the rules by which a class's are. */
import { basename, resolve } from 'node:path';
import { catalog, type Slug } from '../../exercises/catalog';
import { pathOf } from './disk';
import type { Found } from './find';
import type { Person } from './persons';
import { readSubmission } from './read';

/** The person whose only hand-in a folder is. */
export function personOf(id: string, folder: string): Person {
  const whole = { name: basename(folder), path: pathOf(resolve(folder)), kind: 'folder' as const };
  const attempts = [{ when: null, isLate: false, parts: [{ ...whole, as: '' }] }];
  return { id, name: null, rejected: null, attempts, members: [] };
}

/** Finds all exercises in a folder. */
export async function findInFolder(folder: string): Promise<Record<Slug, Found>> {
  return (await readSubmission(personOf(basename(folder), folder), catalog)).found;
}
