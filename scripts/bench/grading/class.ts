/**
 * A made-up class as classes are: some have not begun, some handed in the file of a friend, and the
 * rest wrote right answers each in their own way.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { type CatalogEntry, catalog, sourceOf } from '../../../exercises/catalog';
import { root } from '../../../reference/root';

/** Of a hundred. */
const UNTOUCHED = 30;
const COPIED = 20;

export interface ClassSize {
  submissions: number;
  seed: number;
}

type Draw = (from: number, to: number) => number;

/** Every right answer that the kit has for an exercise. */
function answersTo(exercise: CatalogEntry): string[] {
  const folder = join(root, 'reference', 'right-ways', exercise.slug);
  const ways = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  const files = [
    join(root, 'solutions', sourceOf(exercise)),
    ...ways.map((name) => join(folder, name)),
  ];
  return files.map((file) => readFileSync(file, 'utf8'));
}

const answers = () => catalog.map((exercise) => ({ exercise, texts: answersTo(exercise) }));
const stub = (exercise: CatalogEntry): string =>
  readFileSync(join(root, 'exercises', sourceOf(exercise)), 'utf8');

function handIn(person: string, texts: readonly string[]): void {
  for (const [i, exercise] of catalog.entries()) {
    const file = join(person, sourceOf(exercise));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, texts[i] ?? '');
  }
}

/** One of the right answers to each exercise, with a line that nobody else has. */
function writeOwn(all: ReturnType<typeof answers>, number: number, draw: Draw): string[] {
  return all.map(({ texts }) => {
    const text = texts[draw(0, texts.length - 1)] ?? '';
    return `${text}\nexport const handedIn${number} = ${draw(1, 1_000_000)};\n`;
  });
}

/**
 * Writes a class: 30 of 100 handed in the stubs, 20 of 100 what somebody else did, byte for byte.
 * @param folder gets one folder a person; the same class under the same seed
 */
export function writeClass(folder: string, { submissions, seed }: ClassSize): void {
  const generator = xoroshiro128plus(seed);
  const draw: Draw = (from, to) => uniformInt(generator, from, to);
  const all = answers();
  const stubs = catalog.map(stub);
  const own: string[][] = [];
  for (let number = 1; number <= submissions; number += 1) {
    const kind = draw(1, 100);
    const mayCopy = kind <= UNTOUCHED + COPIED && own.length > 0;
    if (kind > UNTOUCHED && !mayCopy) own.push(writeOwn(all, number, draw));
    const texts = kind <= UNTOUCHED ? stubs : mayCopy ? own[draw(0, own.length - 1)] : own.at(-1);
    handIn(join(folder, `person-${number}`), texts ?? stubs);
  }
}
