/** Which names are taken for which exercise, and which are only seen. */
import { catalog, nameOf, sourceOf } from '../../exercises/catalog';
import { adviceOn, claimOf, exerciseOfFolder, mayBeWork, resembledBy } from './names';

const softmax = '01-softmax';

test.each(catalog)('$slug is found by its own path, and at home in exercises/', (exercise) => {
  const path = sourceOf(exercise);
  const { slug } = exercise;
  const plain = { slug, language: 'TypeScript', isOdd: false };
  expect(claimOf(path)).toEqual({ ...plain, isHome: false });
  expect(claimOf(`my work/exercises/${path}`)).toEqual({ ...plain, isHome: true });
  expect(claimOf(`${nameOf(exercise)}.ts`)).toEqual({ ...plain, isHome: false });
  expect(claimOf(`${nameOf(exercise)}-1.ts`)).toMatchObject({ slug, isOdd: true });
  expect(claimOf(`${slug}.js`)).toMatchObject({ slug, language: 'JavaScript' });
});

test.each([
  'softmax-1.ts',
  'softmax-12.ts',
  'softmax (1).ts',
  'softmax(2).ts',
  'softmax_1.ts',
  'softmax - Copy.ts',
  'softmax copy 2.ts',
  'Softmax.ts',
  'SOFTMAX.TS',
  'softmax.mts',
  'softmax.cts',
  'softmax.js',
  'softmax.mjs',
  '01-softmax.ts',
  '01_softmax (1).ts',
  '1 Softmax.ts',
  '01-softmax/index.ts',
  'softmax/index.ts',
  '01-softmax/index (1).js',
])('%s is taken and said to be odd', (path) => {
  expect(claimOf(path)).toMatchObject({ slug: softmax, isOdd: true, isHome: false });
});

test.each([
  '01_softmax/softmax.ts',
  '01-softmax (1)/softmax.ts',
  '1-Softmax/softmax.ts',
  '01-softmax.zip/softmax.ts',
  'a/b/c/d/softmax.ts',
  '01-softmax/src/softmax.ts',
  'work.zip/exercises/01_softmax/softmax.ts',
])('%s is taken, whatever its folder is called', (path) => {
  expect(claimOf(path)).toMatchObject({ slug: softmax, isOdd: false, isHome: false });
});

test.each([
  ['3-split-heads/SplitHeads.ts', '03-split-heads'],
  ['cosine_sim-1.ts', '02-cosine-sim'],
  ['5-multi-head/multi_head.ts', '05-multi-head'],
])('%s is taken for %s', (path, slug) => expect(claimOf(path)).toMatchObject({ slug }));

test.each([
  'softmax.ts.txt',
  'softmax.txt',
  'softmax.pdf',
  'softmax.tsx',
  'softmax.example.spec.ts',
  'softmax.test.ts',
  'softmax.d.ts',
  'softmax.js.map',
  'my-softmax.ts',
  '01-softmax/solution.ts',
  'index.ts',
  'exercises/index.ts',
  '1.ts',
  // A copy of an earlier answer that a later one uses.
  '04-single-head/softmax.ts',
])('%s is not taken', (path) => expect(claimOf(path)).toBeNull());

test.each([
  ['softmax.ts.txt', 'softmax.ts.txt: rename it to softmax.ts'],
  ['softmax.tsx', 'softmax.tsx: rename it to softmax.ts'],
  ['my-softmax.ts', 'my-softmax.ts: rename it to softmax.ts'],
  ['01-softmax/solution.ts', '01-softmax/solution.ts: rename it to softmax.ts'],
  ['Softmax.pdf', 'Softmax.pdf: hand in softmax.ts itself'],
])('%s is seen, with what to do', (path, advice) => {
  const [exercise] = catalog;
  expect(resembledBy(path)).toBe(softmax);
  expect(exercise && adviceOn(path, exercise)).toBe(advice);
});

test.each([
  'softmax.ts',
  'softmax.example.spec.ts',
  'softmax.d.ts',
  '01-softmax/README.md',
  '01-softmax/heads.png',
  'essay.pdf',
  'package.json',
])('%s resembles no exercise that is missing', (path) => expect(resembledBy(path)).toBeNull());

test('a name that is longer than a disk allows is no exercise’s', () => {
  expect(claimOf(`softmax${' '.repeat(60_000)}copy.ts`)).toBeNull();
});

test('a folder is an exercise only with its number', () => {
  const slugs = ['01-softmax', '1_Softmax (1)', 'softmax', 'anna', '2024-01'].map(
    (name) => exerciseOfFolder(name)?.slug ?? null,
  );
  expect(slugs).toEqual([softmax, softmax, null, null, null]);
});

test.each([
  'softmax.mine-1.txt',
  'exercises/01-softmax/softmax.mine-12.txt',
  'softmax.mine-1 (1).txt',
])('%s is what a reset kept, no answer and nothing to rename', (path) => {
  expect([claimOf(path), resembledBy(path), mayBeWork(path)]).toEqual([null, null, false]);
});
