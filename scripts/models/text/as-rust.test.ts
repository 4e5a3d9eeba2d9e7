/** A text has the ids that Python's tokenizers gave it, or a doubt that names a word. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../reference/root';
import { UserError } from '../../../reference/user-error';
import type { JsonObject } from '../json';
import { type ModelTokenizer, readTokenizer } from '../tokenizer';

type Kind = 'wordpiece' | 'unigram';
type Rules = { of: Kind; normalizer: JsonObject; pre_tokenizer: JsonObject; ids: number[][] };

const folder = join(root, 'reference/oracle/goldens/hf-tokens');
const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const recorded: Record<Kind, number[][]> & { texts: string[]; variants: Rules[] } =
  read('expected.json');

const load = (kind: Kind, rules: object = {}): ModelTokenizer =>
  readTokenizer({ ...read(`${kind}/tokenizer.json`), ...rules }, 'x/tokenizer.json', true);

/** Texts with other ids and no doubt, and the share of the others that are doubted. */
function compare(tokenizer: ModelTokenizer, texts: readonly string[], ids: readonly number[][]) {
  const compared = texts.map((text, i) => ({
    text,
    isSame: tokenizer.split(text).ids.join() === ids[i]?.join(),
    isDoubted: tokenizer.doubtful(text).length > 0,
  }));
  const same = compared.filter(({ isSame }) => isSame);
  return {
    silent: compared.filter(({ isSame, isDoubted }) => !isSame && !isDoubted),
    falseAlarms: same.filter(({ isDoubted }) => isDoubted).length / same.length,
  };
}

const kinds: Kind[] = ['wordpiece', 'unigram'];

test.each(kinds)('2,000 texts in 30 scripts have the ids of Python, or a doubt: %s', (kind) => {
  expect(recorded.texts).toHaveLength(2_000);
  const { silent, falseAlarms } = compare(load(kind), recorded.texts, recorded[kind]);
  expect(silent).toEqual([]);
  expect(falseAlarms).toBeLessThan(0.02);
});

const some = recorded.texts.filter((_, i) => i % 10 === 7);
const named = recorded.variants.map((rules): [string, Rules] => [
  `${rules.normalizer.type} ${rules.pre_tokenizer.type}`,
  rules,
]);

test.each(named)('texts have the ids of Python under other rules, too: %s', (_, rules) => {
  const { of: kind, ids, ...others } = rules;
  expect(ids).toHaveLength(200);
  const { silent, falseAlarms } = compare(load(kind, others), some, ids);
  expect(silent).toEqual([]);
  expect(falseAlarms).toBeLessThan(0.02);
});

const idsOf = (kind: Kind, text: string): string => load(kind).split(text).ids.join();

test.each<[string, Kind, string, string]>([
  ['a Σ at the end of a word is read as σ', 'wordpiece', 'ΑΣ', 'ασ'],
  ['an ideograph beyond U+FFFF is read as a word', 'wordpiece', 'a𠀀b', 'a 𠀀 b'],
  ['U+0085 is read as a blank', 'unigram', 'a\u0085b', 'a b'],
])('%s', (_, kind, text, same) => expect(idsOf(kind, text)).toBe(idsOf(kind, same)));

test.each<[string, Kind, string, string]>([
  ['a Σ at the end of a word is not read as ς', 'wordpiece', 'ΑΣ', 'ας'],
  ['the parts of a syllable are not read as the whole', 'unigram', '톳'.normalize('NFD'), '톳'],
  ['a joiner is not read as a blank', 'unigram', 'ක\u200dක', 'ක ක'],
])('%s', (_, kind, text, other) => expect(idsOf(kind, text)).not.toBe(idsOf(kind, other)));

test('a charsmap that breaks off is a sentence about the file', () => {
  const { normalizer } = read('unigram/tokenizer.json');
  const charsmaps = ['', 'AAAA', 'BAAAAP////8=', normalizer.precompiled_charsmap.slice(0, 4_000)];
  for (const charsmap of charsmaps) {
    const open = () =>
      load('unigram', { normalizer: { ...normalizer, precompiled_charsmap: charsmap } });
    expect(open).toThrow(UserError);
    expect(open).toThrow(/^x\/tokenizer\.json: expected /);
  }
});

const hasOlderTables = /\p{Cn}/u.test('\u1ae5');
const testOlder = hasOlderTables ? test : test.skip;

testOlder('a character that this Node does not know yet puts its word in doubt', () => {
  expect(load('unigram').doubtful('a x\u1ae5y b')).toEqual(['x\u1ae5y']);
});
