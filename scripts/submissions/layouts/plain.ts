/** A folder for each person, named as the person is to be called; an archive stands for a folder. */
import { lineOf } from '../persons';
import type { Layout } from './layout';

export const plain: Layout = {
  name: 'plain',
  looks: 'folders of persons',
  reader:
    () =>
    ({ name, kind }) => {
      if (kind === 'folder' || kind === 'link') return lineOf(name, '');
      const isArchive = kind === 'file' && /[^.]\.zip$/i.test(name);
      return isArchive ? lineOf(name.slice(0, -'.zip'.length), name) : null;
    },
};
