/** The catalogue is the only list of exercises: everything that mirrors it is there, and no more. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../reference/root';
import { findGaps } from '../scripts/authoring/verify/gaps';
import { catalog, findExercise, numberOf, prerequisitesOf, sourceOf, spellingsOf } from './catalog';

const read = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8');

describe('the catalogue', () => {
  test('numbers exercises in order, from 1', () => {
    expect(catalog.map(numberOf)).toEqual(catalog.map((_, i) => i + 1));
  });

  test('gives whole points that leave room for what is to come, 100 over seven', () => {
    const total = catalog.reduce((sum, { points }) => sum + points, 0);
    expect(catalog.every(({ points }) => Number.isInteger(points) && points > 0)).toBe(true);
    expect(catalog.length < 7 ? total < 100 : total === 100).toBe(true);
  });

  test('names every exercise unmistakably', () => {
    const all = catalog.flatMap(spellingsOf);
    expect(new Set(all).size).toBe(all.length);
  });

  test.each([
    'exercises/05-multi-head/',
    'exercises/05-multi-head/multi-head.ts',
    'exercises/05-multi-head/README.md',
    './05-multi-head',
    '.\\exercises\\05-multi-head\\multi-head.ts',
    '/home/ada/01-softmax/exercises/05-multi-head',
    'multi-head.example.spec.ts',
    'Multi-Head',
    '05-MULTI-HEAD',
    '5',
  ])('finds an exercise by %s', (spelling) => {
    expect(findExercise(spelling)?.slug).toBe('05-multi-head');
  });

  test.each([
    '',
    '/',
    '.',
    '8',
    '55',
    'head',
    'exercises',
    'exercises/08-layer-norm/layer-norm.ts',
  ])('finds none by %j', (spelling) => {
    expect(findExercise(spelling)).toBeUndefined();
  });

  test('lets an exercise stand on earlier ones only', () => {
    for (const exercise of catalog) {
      for (const earlier of prerequisitesOf(exercise)) {
        expect(numberOf(earlier)).toBeLessThan(numberOf(exercise));
      }
    }
  });

  test('has all that belongs to each exercise, and nothing lies about without one', () => {
    expect(findGaps()).toEqual([]);
  });
});

describe.each(catalog.map((exercise) => [exercise.slug, exercise] as const))(
  '%s',
  (_, exercise) => {
    const isStub = read('exercises', sourceOf(exercise)).includes('Not implemented');
    const ofStub = isStub ? test : test.skip;
    const folders = isStub ? ['exercises', 'solutions'] : ['solutions'];

    test.each(folders)('exports what it says in %s', (folder) => {
      const source = read(folder, sourceOf(exercise));
      const exported = [...source.matchAll(/^export (?:async )?(?:function|const) (\w+)/gm)];
      expect(exported.map((match) => match[1])).toEqual([...exercise.exports]);
    });

    ofStub(
      `has the same docstrings in stub and solution${isStub ? '' : ' (skipped: filled in)'}`,
      () => {
        const docstrings = (folder: string) =>
          [
            ...read(folder, sourceOf(exercise)).matchAll(
              /\/\*\*(?:(?!\*\/)[\s\S])*@returns[\s\S]*?\*\//g,
            ),
          ].map(([text]) => text);
        expect(docstrings('exercises')).toEqual(docstrings('solutions'));
        expect(docstrings('solutions')).toHaveLength(exercise.exports.length);
      },
    );
  },
);
