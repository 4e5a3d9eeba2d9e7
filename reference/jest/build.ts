/** Before any test: the compiled cache is what the sources say. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../root';

// A compiler to CommonJS would turn a plain import() into require(), which cannot load a module.
const importModule = new Function('url', 'return import(url)') as (
  url: string,
) => Promise<{ build(): Promise<void> }>;

export default async (): Promise<void> => {
  const { build } = await importModule(pathToFileURL(join(root, 'scripts', 'setup.mjs')).href);
  await build();
};
