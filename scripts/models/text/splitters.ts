/** The pre-tokenizers of a tokenizer.json that `@huggingface/tokenizers` reads otherwise than the Rust crate. */
import type { JsonObject } from '../json';
import { lateWord, number, punctuation, white } from './characters';

/** @param options.section_index 0 where the text stands at the very beginning */
export type Split = (text: string, options?: { section_index?: number }) => string[];

const splitBy = (pattern: string): Split => {
  const piece = new RegExp(pattern, 'gu');
  return (text) => text.match(piece) ?? [];
};

/** `\w` as Rust's regular expressions have it. */
const word = `(?![${lateWord}])[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}]`;

/** What becomes of the marks of punctuation that a text is split at. */
const byBehavior: Readonly<Record<string, string>> = {
  Isolated: `[^${punctuation}]+|[${punctuation}]`,
  Contiguous: `[^${punctuation}]+|[${punctuation}]+`,
  Removed: `[^${punctuation}]+`,
  MergedWithPrevious: `[^${punctuation}]*[${punctuation}]|[^${punctuation}]+`,
  MergedWithNext: `[${punctuation}]?[^${punctuation}]+|[${punctuation}]`,
};

function makePunctuation({ behavior }: JsonObject): Split | null {
  const pattern = byBehavior[String(behavior ?? 'Isolated')];
  return pattern === undefined ? null : splitBy(pattern);
}

/** `▁` in place of blanks, and a piece begins at each. */
function makeMetaspace(config: JsonObject): Split {
  const { add_prefix_space: hasPrefix = true, split: splits = true } = config;
  const { prepend_scheme: scheme = hasPrefix ? 'always' : 'never' } = config;
  const sign = String(config.replacement ?? '▁');
  return (text, { section_index: section } = {}) => {
    const signed = text.replaceAll(' ', sign);
    const isPrepended = scheme === 'always' || (scheme === 'first' && section === 0);
    const whole = isPrepended && !signed.startsWith(sign) ? sign + signed : signed;
    if (!splits) return [whole];
    const [first = '', ...rest] = whole.split(sign);
    return [first, ...rest.map((piece) => sign + piece)].filter((piece) => piece !== '');
  };
}

/** By type; null for a rule of which the library's reading is as good. */
export const splitters: Readonly<Record<string, (config: JsonObject) => Split | null>> = {
  BertPreTokenizer: () => splitBy(`[^${white}${punctuation}]+|[${punctuation}]`),
  Digits: ({ individual_digits: each }) => splitBy(`[^${number}]+|[${number}]${each ? '' : '+'}`),
  FixedLength: ({ length }) => splitBy(`[^]{1,${length}}`),
  Metaspace: makeMetaspace,
  Punctuation: makePunctuation,
  Whitespace: () => splitBy(`(?:${word})+|(?:(?!${word})[^${white}])+`),
  WhitespaceSplit: () => splitBy(`[^${white}]+`),
};

/** How GPT-2 splits a text before it looks at bytes; the library has JavaScript's blanks in it. */
export const byteLevelPattern = new RegExp(
  `'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^${white}\\p{L}\\p{N}]+|[${white}]+(?![^${white}])|[${white}]+`,
  'gu',
);
