/** The catalogue is the only list of exercises: everything that mirrors it is there, and no more. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../reference/root';
import { catalog, exampleOf, numberOf, prerequisitesOf, sourceOf, spellingsOf } from './catalog';

const read = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8');
const folders = (name: string): string[] =>
  readdirSync(join(root, name), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

const slugs = catalog.map(({ slug }) => slug);

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

  test('lets an exercise stand on earlier ones only', () => {
    for (const exercise of catalog) {
      for (const earlier of prerequisitesOf(exercise)) {
        expect(numberOf(earlier)).toBeLessThan(numberOf(exercise));
      }
    }
  });

  test.each(['exercises', 'solutions', 'reference/right-ways'])('is mirrored by %s', (name) => {
    expect(folders(name)).toEqual(slugs);
  });

  test.each(['reference/specs', 'reference/misconceptions'])('is mirrored by %s', (name) => {
    const found = readdirSync(join(root, name)).map((file) => file.replace(/(\.spec)?\.ts$/, ''));
    expect(found.sort()).toEqual(slugs);
  });

  test("has its table in the README, with each exercise's functions and points", () => {
    const rows = read('README.md').match(/^\| \d\d \|.*$/gm);
    const expected = catalog.map(({ slug, title, exports, points }) => {
      const functions = exports.map((name) => `\`${name}\``).join(', ');
      const lesson = `[${title}](exercises/${slug}/README.md)`;
      return `| ${slug.slice(0, 2)} | ${lesson} | ${functions} | ${points} |`;
    });
    expect(rows).toEqual(expected);
  });
});

describe.each(catalog.map((exercise) => [exercise.slug, exercise] as const))(
  '%s',
  (_, exercise) => {
    test('has stub, examples and lesson', () => {
      for (const file of [sourceOf(exercise), exampleOf(exercise), `${exercise.slug}/README.md`]) {
        expect([file, existsSync(join(root, 'exercises', file))]).toEqual([file, true]);
      }
    });

    test('has three hints, none of them empty', () => {
      expect(exercise.hints.filter((hint) => hint.length > 40)).toHaveLength(3);
    });

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
