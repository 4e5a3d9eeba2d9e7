import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { catalog } from '../../exercises/catalog';
import { root } from '../../reference/root';
import { loadView } from './view';

test('every exercise but that of the maps themselves has its view, and each asks before it shows', async () => {
  const files = readdirSync(join(root, 'scripts', 'views')).filter((name) => /^\d\d-/.test(name));
  const slugs = catalog.map(({ slug }) => slug).filter((slug) => slug !== '05-multi-head');
  expect(files.map((name) => name.replace(/\.view\.ts$/, ''))).toEqual(slugs);
  for (const slug of slugs) expect((await loadView(slug)).asks).toMatch(/\?$/);
});
