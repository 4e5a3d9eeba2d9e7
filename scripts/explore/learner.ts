/**
 * Learner code for the browser: a Vite plugin that transforms it as `check` does, holds imports
 * to the same rule, and tells the page when a file was saved. Lines stay those of the file.
 */
import { relative } from 'node:path';
import type { Plugin } from 'vite';
import { catalog, numberOf, sourceOf } from '../../exercises/catalog';
import { root } from '../../reference/root';
import { exerciseAt } from '../../reference/running/load';
import { transform } from '../../reference/running/transform';

/** The page's name for "a file of this folder was saved". */
export const SAVED = 'kata:saved';

const slashes = (path: string): string => path.replaceAll('\\', '/');
const withoutQuery = (id: string): string => id.replace(/\?.*$/s, '');
const nameOf = (file: string): string => slashes(relative(root, file));

function toJavaScript(code: string, file: string): string {
  try {
    return transform(code, 'esm');
  } catch (error) {
    throw new Error(`${nameOf(file)}: ${(error as Error).message}`);
  }
}

/** Throws where an import is not one that `check` would allow. */
function expectAllowed(folder: string, importer: string, name: string): void {
  const from = catalog.find((exercise) => importer === slashes(`${folder}/${sourceOf(exercise)}`));
  const found = name.startsWith('.') ? exerciseAt(folder, importer, name) : undefined;
  if (from && found && numberOf(found) < numberOf(from)) return;
  throw new Error(
    `${nameOf(importer)} imports ${name}; an exercise may import earlier exercises only`,
  );
}

/** @param folders laid out like `exercises/`, absolute */
export function learnerCode(folders: string[]): Plugin {
  const folderOf = (id: string): string | undefined =>
    folders.find((folder) => slashes(id).startsWith(`${slashes(folder)}/`));
  return {
    name: 'learner-code',
    enforce: 'pre',
    resolveId(name, importer) {
      const from = importer && withoutQuery(importer);
      const folder = from && folderOf(from);
      if (!from || !folder) return null;
      // Vite asks again with paths it has resolved itself.
      if (!name.startsWith('/') && name !== from) expectAllowed(folder, slashes(from), name);
      return null;
    },
    transform(code, id) {
      const file = withoutQuery(id);
      if (!folderOf(file) || !file.endsWith('.ts')) return null;
      return { code: toJavaScript(code, file), map: null };
    },
    hotUpdate({ file }) {
      if (folderOf(file)) this.environment.hot.send(SAVED, { file: nameOf(file) });
      return [];
    },
  };
}
