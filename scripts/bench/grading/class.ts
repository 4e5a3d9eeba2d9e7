/**
 * A class as classes are, to be graded: 30 in 100 handed in the stubs as they were, 20 the same files
 * as another person, and the rest right answers, no two alike.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { type CatalogEntry, catalog, type Slug, sourceOf } from '../../../exercises/catalog';
import { root } from '../../../reference/root';
import { createRewrite, type Draw } from './rewrite';

/** Of a hundred persons. */
const STUBS = 30;
const SAME = 20;
/** Of a hundred right answers to an exercise, those that look unlike the solution. */
const UNLIKE = 10;

type Files = Record<Slug, string>;

const below = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8');

/** The line that tells a file of the kit from those of others. */
const withoutMark = (text: string): string => text.replace(/^\/\/! .*\n/m, '');

/** The answers that others are made of: the solution, then those that look unlike it. */
function answersTo(exercise: CatalogEntry): ((draw: Draw) => string)[] {
  const ways = join('reference', 'right-ways', exercise.slug);
  const texts = [
    below('solutions', sourceOf(exercise)),
    ...readdirSync(join(root, ways))
      .sort()
      .map((name) => below(ways, name)),
  ];
  return texts.map((text) => createRewrite(withoutMark(text)));
}

const filesBy = (write: (exercise: CatalogEntry) => string): Files =>
  Object.fromEntries(catalog.map((exercise) => [exercise.slug, write(exercise)])) as Files;

/** Gives a person's own answers to all exercises, at each turn other ones. */
function createAnswers(draw: Draw): () => Files {
  const answers = new Map(catalog.map((exercise) => [exercise.slug, answersTo(exercise)]));
  return () =>
    filesBy(({ slug }) => {
      const [solution, ...unlike] = answers.get(slug) as ((draw: Draw) => string)[];
      const other = unlike[Math.floor(draw() * unlike.length)];
      return (draw() * 100 < UNLIKE && other ? other : (solution as typeof other & {}))(draw);
    });
}

function drawFrom(seed: number): Draw {
  const generator = xoroshiro128plus(seed);
  return () => (generator.next() >>> 0) / 2 ** 32;
}

function handIn(folder: string, files: Files): void {
  for (const exercise of catalog) {
    const file = join(folder, sourceOf(exercise));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, files[exercise.slug]);
  }
}

/**
 * Writes a class that `grade` reads, a folder a person; the same bytes for the same seed.
 * @param folder where their folders are put: `student-0001`, `student-0002`, …
 * @param submissions how many there are; what is written for the first does not depend on it
 * @example
 * writeClass('/tmp/class', { submissions: 100, seed: 7 });
 */
export function writeClass(
  folder: string,
  { submissions, seed }: { submissions: number; seed: number },
): void {
  const draw = drawFrom(seed);
  const answer = createAnswers(draw);
  const stubs = filesBy(({ slug }) => below('reference', 'stubs', `${slug}.txt`));
  const own: Files[] = [];
  for (let n = 1; n <= submissions; n += 1) {
    const kind = draw() * 100;
    const same = own[Math.floor(draw() * own.length)];
    let files = stubs;
    if (kind >= STUBS) {
      const isSame = kind < STUBS + SAME && same;
      files = isSame || answer();
      if (!isSame) own.push(files);
    }
    handIn(join(folder, `student-${String(n).padStart(4, '0')}`), files);
  }
}
