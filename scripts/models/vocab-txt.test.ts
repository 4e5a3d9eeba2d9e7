/** BERT's vocabulary without a tokenizer.json, beside what transformers makes of it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../reference/root';
import { UserError } from '../../reference/user-error';
import { openTokenizer } from './model';

interface Case {
  vocabulary: string;
  config: object | null;
  ids: number[][];
}

const golden = join(root, 'reference/oracle/goldens/vocab-txt.json');
const { texts, cases }: { texts: [string, string | null][]; cases: Case[] } = JSON.parse(
  readFileSync(golden, 'utf8'),
);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kata-vocab-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(vocabulary: string, config: object | null): void {
  writeFileSync(join(folder, 'vocab.txt'), vocabulary);
  if (config) writeFileSync(join(folder, 'tokenizer_config.json'), JSON.stringify(config));
}

test.each(cases.map((each) => [JSON.stringify(each.config), each] as const))(
  'with a tokenizer_config.json of %s has the ids of transformers',
  async (_, { vocabulary, config, ids }) => {
    put(vocabulary, config);
    const tokenizer = await openTokenizer(folder);
    const found = texts.map(([text, pair]) => tokenizer.encode(text, pair ?? undefined).ids);
    expect(found).toEqual(ids);
  },
);

test('tells the two texts of a pair apart, and names what it does not know', async () => {
  put('[UNK]\n[CLS]\n[SEP]\ncat\n', null);
  const tokenizer = await openTokenizer(folder);
  expect(tokenizer.encode('Cat', 'dog cat')).toEqual({
    tokens: ['[CLS]', 'cat', '[SEP]', '[UNK]', 'cat', '[SEP]'],
    ids: [1, 3, 2, 0, 3, 2],
    typeIds: [0, 0, 0, 1, 1, 1],
    segments: [0, 0, 0, 1, 1, 1],
    unknown: [false, false, false, true, false, false],
  });
});

test('is not read where a tokenizer.json is there', async () => {
  put('[UNK]\n[CLS]\n[SEP]\n', { do_lower_case: 'broken' });
  writeFileSync(join(folder, 'tokenizer.json'), '{}');
  await expect(openTokenizer(folder)).rejects.toThrow(/tokenizer\.json: expected model/);
});

const whole = '[UNK]\n[CLS]\n[SEP]\n';
test.each<[string, string, object | null, RegExp]>([
  ['lacks its separator', '[UNK]\n[CLS]\n', null, /vocab\.txt: expected a line "\[SEP\]"/],
  ['is a page', '<html>\n</html>\n', null, /vocab\.txt: expected a line "\[UNK\]"/],
  ['is empty', '', null, /expected a line/],
  ['is a Japanese one', whole, { tokenizer_class: 'BertJapaneseTokenizer' }, /tokenizer_class/],
  ['has a flag in words', whole, { do_lower_case: 'no' }, /do_lower_case to be true or false/],
  ['has a token of numbers', whole, { sep_token: 7 }, /sep_token to be a token, got 7/],
])('one that %s is refused', async (_, vocabulary, config, says) => {
  put(vocabulary, config);
  await expect(openTokenizer(folder)).rejects.toThrow(UserError);
  await expect(openTokenizer(folder)).rejects.toThrow(says);
});
