/**
 * Clones of GitHub Classroom (`gh classroom clone student-repos`) and of Classroom 50:
 * `<assignment>-submissions/<assignment>-<user>/`, each a whole repository. The assignment's name is
 * taken off: it is known by the folder above, or it is what all repositories begin with.
 */
import { type Listed, listFolder } from '../disk';
import { lineOf } from '../persons';
import type { Download, Layout } from './layout';

const SUFFIX = '-submissions';

const isRepository = ({ path, kind }: Listed): boolean => {
  const listed = kind === 'folder' ? listFolder(path) : [];
  return Array.isArray(listed) && listed.some(({ name }) => name === '.git');
};

/** What all names begin with, up to a hyphen. */
function commonStart(names: readonly string[]): string {
  const [first = ''] = names;
  let length = names.length > 1 ? first.length : 0;
  while (length > 0 && !names.every((name) => name.startsWith(first.slice(0, length)))) length -= 1;
  return first.slice(0, first.slice(0, length).lastIndexOf('-') + 1);
}

function prefixOf({ name, entries }: Download): string {
  const folders = entries.filter(({ kind }) => kind === 'folder');
  const stated = `${name.slice(0, -SUFFIX.length)}-`;
  const isStated = name.endsWith(SUFFIX) && folders.some((each) => each.name.startsWith(stated));
  if (isStated) return stated;
  const prefix = commonStart(folders.map((each) => each.name));
  // Plain folders may begin alike, too: student-1, student-2.
  return prefix && folders.every(isRepository) ? prefix : '';
}

export const classroom: Layout = {
  name: 'classroom',
  looks: 'clones like attention-kata-alovelace',
  reader: (download) => {
    const prefix = prefixOf(download);
    return ({ name, kind }) =>
      prefix && kind === 'folder' && name.startsWith(prefix) && name.length > prefix.length
        ? lineOf(name.slice(prefix.length), '')
        : null;
  },
};
