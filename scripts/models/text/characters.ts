/**
 * Characters as the Rust crate behind Python's `tokenizers` reads them, whatever Unicode version the
 * running Node has. The tables were asked of the crate: reference/oracle/goldens/record/characters.py.
 */
import tables from './characters.json';

/** Ranges such as `21-2f 3b` as the inside of a RegExp's class, for a RegExp with the flag u. */
const classOf = (ranges: string): string =>
  ranges.replaceAll(/[\da-f]+/g, '\\u{$&}').replaceAll(' ', '');

/** Blanks, as Unicode has them: U+0085 is one, U+FEFF is none. */
export const white = classOf(tables.white);
export const punctuation = classOf(tables.punctuation);
/** Control and format characters, which `clean_text` takes out. */
export const control = classOf(tables.control);
/** Marks that take no room, which `strip_accents` takes out. */
export const mark = classOf(tables.mark);
/** All marks, which `StripAccents` takes out. */
export const combining = classOf(tables.combining);
export const number = classOf(tables.number);
/** Letters, marks and digits too young for `\w`. */
export const lateWord = classOf(tables.lateWord);
export const ideograph = classOf(tables.ideograph);

const younger = new Map(
  [...tables.youngUpper].map((upper, i) => [upper, [...tables.youngLower][i]]),
);

/** Small letters, each by itself: a Σ becomes σ at the end of a word too. */
export const lowercase = (text: string): string =>
  [...text].map((char) => younger.get(char) ?? char.toLowerCase()).join('');

const outsideForms = new RegExp(`([${classOf(tables.outsideForms)}]+)`, 'u');

/** A normal form that leaves alone what Unicode got after the crate's tables. */
export const normalForm =
  (form: 'NFC' | 'NFD' | 'NFKC' | 'NFKD') =>
  (text: string): string =>
    text
      .split(outsideForms)
      .map((stretch, i) => (i % 2 === 1 ? stretch : stretch.normalize(form)))
      .join('');

const unassigned = new RegExp(`[${classOf(tables.unassigned)}]`, 'u');

/** Whether this Node knows a character that the crate, which has Unicode 17, does not. */
const isNewHere = (char: string): boolean => unassigned.test(char) && /\P{Cn}/u.test(char);

/** Whether the crate knows a character that this Node does not. */
const isMissingHere = (char: string): boolean => !unassigned.test(char) && /\p{Cn}/u.test(char);

const words = new RegExp(`[^${white}]+`, 'gu');

/**
 * The words of a text with a character that this Node knows and the crate does not, or the other way
 * round where a rule asks this Node what a character is.
 */
export const wordsBetweenVersions = (text: string, asksNode: boolean): string[] =>
  (text.match(words) ?? []).filter((word) =>
    [...word].some((char) => isNewHere(char) || (asksNode && isMissingHere(char))),
  );
