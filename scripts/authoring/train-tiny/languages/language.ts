/** What a language of the training sentences has to say for itself. */
import type {
  Meaning,
  Place,
  Subject,
  SubjectQuality,
  Thing,
  ThingQuality,
  Time,
  Verb,
} from '../meanings';

/** What a word means in every language; `in` is a place's preposition, `.` ends a sentence. */
export type Concept =
  | Subject
  | SubjectQuality
  | Verb
  | Thing
  | ThingQuality
  | Place
  | Time
  | 'in'
  | '.';

/** A word as it is written, and what it means; null where other languages have no word for it. */
export interface Word {
  text: string;
  means: Concept | null;
}

export interface Language {
  /** ISO 639-1 */
  code: string;
  name: string;
  /** How much of the text that the vocabulary is counted on is in this language, beside English. */
  exposure: number;
  /** What stands between two words. */
  gap: '' | ' ';
  say(meaning: Meaning): Word[];
}

/** Words that mean one concept together, or none. */
export const words = (means: Concept | null, ...texts: string[]): Word[] =>
  texts.map((text) => ({ text, means }));

/** Whether a time says how often, which stands elsewhere than when in most languages. */
export const isFrequency = (time: Time | null): boolean => time === 'often' || time === 'always';

/** A sentence as it is written. */
export function write({ gap }: Language, sentence: readonly Word[]): string {
  const texts = sentence.map(({ text, means }, i) =>
    i === 0 || means === '.' ? text : gap + text,
  );
  const [first = '', ...rest] = texts.join('');
  return first.toUpperCase() + rest.join('');
}
