/**
 * What a passed exercise is compared with: the model's answer, and right answers that look unlike
 * it, each with what is worth noticing. The kit has them in its own files; students have them only
 * where a release was made with `--compare`, in one file.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CatalogEntry, type Slug, sourceOf } from '../../exercises/catalog';
import { root } from '../../reference/root';

/** A right answer beside the model's. */
export interface OtherWay {
  /** `log-sum-exp` */
  name: string;
  /** What is worth noticing, in one sentence. */
  says: string;
  text: string;
}

export interface Answers {
  /** Source of the model's answer. */
  model: string;
  others: OtherWay[];
}

/** Where students find them, from the root. */
export const HANDED_OUT = 'reference/answers.json';

/** A comment of a right way; it may go on in further lines. */
export const note = /^\/\/ Worth noticing: (.*\n(?:\/\/ .*\n)*)/m;

const read = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8');
const isHere = (path: string): boolean => existsSync(join(root, path));

/** Without the line that marks what is hidden. */
const unmarked = (text: string): string => text.replace(/^\/\/! .*\n/m, '');

function wayIn(slug: Slug, file: string): OtherWay[] {
  const text = unmarked(read('reference', 'right-ways', slug, file));
  const [whole, says] = note.exec(text) ?? [];
  if (whole === undefined || says === undefined) return [];
  const sentence = says.replaceAll('\n// ', ' ').trim();
  return [{ name: file.replace(/\.ts$/, ''), says: sentence, text: text.replace(whole, '') }];
}

/** What the kit's own files hold; a right way without a note is not shown. */
export function collectAnswers(exercise: CatalogEntry): Answers {
  const files = readdirSync(join(root, 'reference', 'right-ways', exercise.slug)).sort();
  return {
    model: unmarked(read('solutions', sourceOf(exercise))),
    others: files.flatMap((file) => wayIn(exercise.slug, file)),
  };
}

/** What an exercise may be compared with here; null where nothing was handed out. */
export function answersTo(exercise: CatalogEntry): Answers | null {
  if (isHere(`reference/right-ways/${exercise.slug}`)) return collectAnswers(exercise);
  if (!isHere(HANDED_OUT)) return null;
  return JSON.parse(read(HANDED_OUT))[exercise.slug] ?? null;
}

/** The file that a release with `--compare` holds. */
export const answersFile = (exercises: readonly CatalogEntry[]): string => {
  const answers = exercises.map((exercise) => [exercise.slug, collectAnswers(exercise)]);
  return `${JSON.stringify(Object.fromEntries(answers), null, 2)}\n`;
};
