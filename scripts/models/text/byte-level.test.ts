/** Pieces of bytes have the ids of Python's tokenizers, and read as text. */
import { readFileSync } from 'node:fs';
import { golden } from '../testing/families';
import { readTokenizer } from '../tokenizer';

const read = (file: string) => JSON.parse(readFileSync(golden(`hf-gpt2-tiny/${file}`), 'utf8'));

const tokenizer = readTokenizer(read('tokenizer.json'), 'x/tokenizer.json', false);

const shown: Record<string, string[]> = {
  'The cat drinks milk.': ['T', 'he', '▁cat', '▁drinks', '▁milk', '.'],
  ' the  cat\n': ['▁', 'the', '▁', '▁cat', '\\n'],
  Кошка: ['<D0>', '<9A>', '<D0>', '<BE><D1>', '<88>ка'],
  '猫 café': ['<E7>', '<8C>', '<AB>', '▁ca', 'f<C3>', '<A9>'],
  'the cat<|endoftext|>': ['the', '▁cat', '<|endoftext|>'],
  "dog's 🦓": ['d', 'o', 'g', "'", 's', '▁', '<F0>', '<9F>', '<A6>', '<93>'],
};

const cases: { text: string; ids: number[] }[] = read('expected.json').cases;

test.each(cases.map(({ text, ids }) => [text, ids] as const))('%j', (text, ids) => {
  const encoded = tokenizer.encode(text);
  expect(encoded.ids).toEqual(ids);
  expect(encoded.tokens).toEqual(shown[text]);
  expect(tokenizer.split(text).tokens).toEqual(shown[text]);
});
