/** A tokenizer.json that cannot be right is a sentence about the file, and never a wrong id. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../reference/root';
import { UserError } from '../../reference/user-error';
import { readTokenizer } from './tokenizer';

const goldens = join(root, 'reference/oracle/goldens');

/** A deep copy to change. */
// biome-ignore lint/suspicious/noExplicitAny: changed in any way
const load = (model: string): any =>
  JSON.parse(readFileSync(join(goldens, model, 'tokenizer.json'), 'utf8'));

// biome-ignore lint/suspicious/noExplicitAny: changed in any way
type Change = (json: any) => void;

function opened(change: Change, model = 'hf-bert-tiny') {
  const json = load(model);
  change(json);
  return () => readTokenizer(json, 'x/tokenizer.json', true).encode('The cat', 'Кошка');
}

const id =
  (value: unknown): Change =>
  (json) => {
    json.model.vocab.cat = value;
  };

test.each<[string, Change, RegExp]>([
  ['a negative id', id(-3), /^x\/tokenizer\.json: expected the id of "cat" in .* got -3; fetch/],
  ['half an id', id(1.5), /got 1\.5/],
  ['an id of 2⁵²', id(2 ** 52), /from 0 to 9999999, got 4503599627370496/],
  ['an id in words', id('7'), /got "7"/],
  ['no id', id(null), /got null/],
  ['no model', (json) => delete json.model, /expected model to be an object, got nothing/],
  ['no vocabulary', (json) => delete json.model.vocab, /model\.vocab .* got nothing/],
  [
    'a vocabulary of words',
    (json) => {
      json.model.vocab = 'cat';
    },
    /model\.vocab to be pieces with their ids, got "cat"/,
  ],
  [
    'an added token with a negative id',
    (json) => {
      json.added_tokens[0].id = -1;
    },
    /added_tokens\[0\]\.id to be a whole number/,
  ],
  [
    'an added token without letters',
    (json) => {
      json.added_tokens[0].content = '';
    },
    /added_tokens\[0\]\.content to be a text, got ""/,
  ],
  [
    'a special token that is no token',
    (json) => {
      json.post_processor.pair[0].SpecialToken = 0;
    },
    /expected pieces of text with an id each, got nothing with 1; fetch/,
  ],
  [
    'rules that fail at work',
    (json) => {
      json.post_processor.single = null;
      json.post_processor.pair = null;
    },
    /expected rules that split a text, got some that fail/,
  ],
  [
    'added tokens that are no list',
    (json) => {
      json.added_tokens = {};
    },
    /added_tokens to be a list, got an object/,
  ],
])('a BERT tokenizer with %s is refused', (_, change, says) => {
  expect(opened(change)).toThrow(UserError);
  expect(opened(change)).toThrow(says);
});

test.each<[string, Change, RegExp]>([
  [
    'a piece without a score',
    (json) => {
      json.model.vocab[5] = ['a'];
    },
    /entry 5 of model\.vocab to be a piece and a number, got a list of 1/,
  ],
  [
    'an unknown piece beyond the vocabulary',
    (json) => {
      json.model.unk_id = 1e6;
    },
    /model\.unk_id to be below \d+, .* got 1000000/,
  ],
  [
    'an unknown piece before the vocabulary',
    (json) => {
      json.model.unk_id = -1;
    },
    /model\.unk_id to be below \d+, .* got -1/,
  ],
])('an XLM-R tokenizer with %s is refused', (_, change, says) => {
  expect(opened(change, 'hf-xlmr-tiny')).toThrow(UserError);
  expect(opened(change, 'hf-xlmr-tiny')).toThrow(says);
});

test('a rule of thousands of letters is told in few', () => {
  const open = opened((json) => {
    json.normalizer = { type: 'a'.repeat(5_000) };
  });
  expect(open).toThrow(/that cannot be read \(.*aaa…\)/);
  expect(open).not.toThrow(/a{200}/);
});
