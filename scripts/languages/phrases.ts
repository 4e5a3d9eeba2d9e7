/**
 * What is said in a language: English sentences, and what stands for them. A sentence may have
 * places for values, `{count} of {all} numbers are off`; the value `count` decides a plural. What
 * stands at `{says}`, `{also}`, `{wanted}`, `{got}` or `{where}` is a part of the sentence, too.
 */

/** A translation, or one for each plural category of CLDR that the language has. */
export type Phrase = string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

/** English sentence → phrase. */
export type Phrases = Readonly<Record<string, Phrase>>;

/** Places whose values are translated as well; any other value is a name, a number or code. */
const parts: readonly string[] = ['says', 'also', 'wanted', 'got', 'where'];

/** Characters of a text that is looked through; a longer one was made by no sentence of the kit. */
const MOST = 4_000;

type Values = Readonly<Record<string, string | number>>;

export interface Tongue {
  /** One of the kit's sentences, with its values. */
  say(english: string, values?: Values): string;
  /** A text that was made elsewhere: as a whole, or as a sentence with values in it; else as it is. */
  translate(text: string): string;
}

const place = /\{(\w+)\}/g;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What may stand at a place: a part ends with its sentence, an error's own words may be several. */
const valueAt = (name: string): string =>
  ['says', 'also', 'error'].includes(name) ? '([^]*?)' : '((?:(?!; )[^])*?)';

/** A sentence with places as a pattern that finds the values. */
function patternOf(english: string): RegExp {
  const [first = '', ...rest] = english.split(place);
  // Split by what is captured: name, text, name, text.
  const pieces = rest.map((piece, i) => (i % 2 === 0 ? valueAt(piece) : escaped(piece)));
  return new RegExp(`^${escaped(first)}${pieces.join('')}$`);
}

const namesIn = (english: string): string[] =>
  [...english.matchAll(place)].map(([, name = '']) => name);

/** @param code of ISO 639-1 */
export function createTongue(code: string, phrases: Phrases): Tongue {
  const rules = new Intl.PluralRules(code);
  const chosen = (phrase: Phrase, count: string | number | undefined): string | undefined => {
    if (typeof phrase === 'string') return phrase;
    const number = Number(count);
    return phrase[Number.isNaN(number) ? 'other' : rules.select(number)] ?? phrase.other;
  };
  const say = (english: string, values: Values = {}): string => {
    const phrase = chosen(phrases[english] ?? english, values.count) ?? english;
    return phrase.replace(place, (whole, name: string) => String(values[name] ?? whole));
  };
  // The more of a sentence is fixed, the sooner it is tried.
  const fixed = (english: string): number => english.replace(place, '').length;
  let patterns: { english: string; pattern: RegExp; names: string[] }[] | null = null;
  const readPatterns = () =>
    Object.keys(phrases)
      .filter((english) => english.includes('{'))
      .sort((a, b) => fixed(b) - fixed(a))
      .map((english) => ({ english, pattern: patternOf(english), names: namesIn(english) }));
  const translate = (text: string): string => {
    if (Object.hasOwn(phrases, text)) return say(text);
    if (text.length > MOST) return text;
    patterns ??= readPatterns();
    for (const { english, pattern, names } of patterns) {
      const found = pattern.exec(text);
      if (!found) continue;
      const partOf = (name: string, i: number): string =>
        parts.includes(name) ? translate(found[i + 1] ?? '') : (found[i + 1] ?? '');
      return say(english, Object.fromEntries(names.map((name, i) => [name, partOf(name, i)])));
    }
    return text;
  };
  return { say, translate };
}
