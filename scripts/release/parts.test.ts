/** What goes out computes nothing that an exercise asks for. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalog } from '../../exercises/catalog';
import { root } from '../../reference/root';
import { partsFor } from './parts';

const sources = partsFor(catalog).files.filter((path) => /\.tsx?$/.test(path));

test('no file that goes out holds an entropy: headEntropy would only have to be copied', () => {
  const holds = sources.filter((path) => {
    const text = readFileSync(join(root, path), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    return /\* Math\.log2\(/.test(text);
  });
  expect(sources.length).toBeGreaterThan(100);
  expect(holds).toEqual([]);
});

test('a view goes out with its exercise, and what it imports with it', () => {
  const { files } = partsFor(catalog.filter(({ slug }) => slug === '02-cosine-sim'));
  expect(files).toContain('scripts/views/02-cosine-sim.view.ts');
  expect(files).toContain('scripts/views/plane.ts');
  expect(files).not.toContain('scripts/views/03-split-heads.view.ts');
});
