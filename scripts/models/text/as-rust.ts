/**
 * Gives the parts of `@huggingface/tokenizers` the reading of the Rust crate behind Python's
 * `tokenizers`: the library goes by the running Node's tables of characters, never opens a charsmap
 * and rounds otherwise in a Unigram model. Its WordPiece, its BPE and its templates are as the crate's.
 */
import {
  ByteLevelPreTokenizer,
  type Normalizer,
  type PreTokenizer,
  type Tokenizer,
  Unigram,
} from '@huggingface/tokenizers';
import { isObject, type JsonObject } from '../json';
import { wordsBetweenVersions } from './characters';
import { normalizers } from './normalizers';
import { byteLevelPattern, splitters } from './splitters';
import { readUnigramAsRust } from './unigram';

/** A rule of tokenizer.json beside the library's part that follows it. */
type Pair<Part> = [rule: JsonObject, part: Part];

/**
 * The single rules of a chain.
 * @param inner what a `Sequence` calls its links: in the file, and in the library
 */
function pairUp<Part>(
  rule: unknown,
  part: unknown,
  inner: readonly [file: string, library: string],
): Pair<Part>[] {
  if (!isObject(rule) || !part) return [];
  if (rule.type !== 'Sequence') return [[rule, part as Part]];
  const rules = rule[inner[0]] as unknown[];
  const parts = (part as Record<string, unknown>)[inner[1]] as unknown[];
  return parts.flatMap((each, i) => pairUp<Part>(rules[i], each, inner));
}

/** Whether a rule is followed by asking the running Node what a character is. */
function asksNode({ type, pattern, use_regex: usesRegex }: JsonObject): boolean {
  if (type === 'Whitespace' || type === 'Precompiled') return true;
  if (type === 'ByteLevel') return usesRegex !== false;
  const regex = isObject(pattern) ? pattern.Regex : null;
  return typeof regex === 'string' && /\\[pPwWdDbB]|\[:/.test(regex);
}

/**
 * Changes a tokenizer's parts in place.
 * @param json of its tokenizer.json
 * @returns the words of a text whose pieces may be others in Python all the same, because the running
 *   Node has another version of Unicode than the crate
 * @throws RangeError for a charsmap that breaks off
 */
export function readAsRust(tokenizer: Tokenizer, json: JsonObject): (text: string) => string[] {
  const { normalizer, pre_tokenizer: splitter } = json;
  const normalizing = pairUp<Normalizer>(normalizer, tokenizer.normalizer, [
    'normalizers',
    'normalizers',
  ]);
  const splitting = pairUp<PreTokenizer>(splitter, tokenizer.pre_tokenizer, [
    'pretokenizers',
    'tokenizers',
  ]);
  for (const [rule, part] of normalizing) {
    part.normalize = normalizers[String(rule.type)]?.(rule) ?? part.normalize;
  }
  for (const [rule, part] of splitting) {
    part.pre_tokenize_text = splitters[String(rule.type)]?.(rule) ?? part.pre_tokenize_text;
    if (part instanceof ByteLevelPreTokenizer) part.pattern = byteLevelPattern;
  }
  if (tokenizer.model instanceof Unigram) readUnigramAsRust(tokenizer.model);
  const isAsked = [...normalizing, ...splitting].some(([rule]) => asksNode(rule));
  return (text) => wordsBetweenVersions(text, isAsked);
}
