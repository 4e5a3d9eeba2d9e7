/** `tokens` as a person meets it, and how words are counted. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../reference/root';
import { type Checkout, makeCheckout } from '../testing/checkout';
import { splitWords } from '../tokens/fertility';

const text = 'The cat drinks milk. 猫喝牛奶 🦓';
const bert = join(root, 'reference/oracle/goldens/hf-bert-tiny');
const xlmr = join(root, 'reference/oracle/goldens/hf-xlmr-tiny');

describe('words', () => {
  test.each([
    ['The cat, in the kitchen.', ['The', 'cat,', 'in', 'the', 'kitchen.']],
    ['  Кошка\n пьёт ', ['Кошка', 'пьёт']],
    ['القطة تشرب', ['القطة', 'تشرب']],
    ['बिल्ली दूध', ['बिल्ली', 'दूध']],
    ['猫喝牛奶。', ['猫', '喝', '牛奶']],
    ['แมวดื่มนม', ['แมว', 'ดื่ม', 'นม']],
    ['고양이가 우유를', ['고양이가', '우유를']],
    ['。', ['。']],
    [' ', []],
  ])('of %j', (given, words) => expect(splitWords(given)).toEqual(words));
});

describe('the command', () => {
  let checkout: Checkout;
  beforeAll(() => {
    checkout = makeCheckout();
  });
  afterAll(() => checkout.remove());
  const tokens = (...args: string[]) => checkout.run(['tokens', ...args]);

  test('shows several models side by side and writes them down', () => {
    const file = join(checkout.folder, 'out.json');
    const { code, stdout, stderr } = tokens(
      ...['--text', text, '--model', bert, '--model', xlmr, '--json', file],
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/0 +The +289 +▁Th +5\n/);
    expect(stdout).toMatch(/\[UNK\] +1 \?/);
    expect(stdout).toMatch(/pieces +12 +16\n *fertility +1\.50 +2\.00\n *unknown +1 +1\n/);
    const { words, models } = JSON.parse(readFileSync(file, 'utf8'));
    expect(words).toHaveLength(8);
    expect(models[0]).toEqual({
      model: bert,
      tokens: 'The cat drink ##s mil ##k . 猫 喝 牛 奶 [UNK]'.split(' '),
      ids: [289, 335, 338, 224, 345, 261, 5, 163, 152, 162, 154, 1],
      unknown: [...Array(11).fill(false), true],
      fertility: 1.5,
    });
  });

  test('has a model of its own', () => {
    const { code, stdout } = tokens('--text', 'cat');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^1 word;.*\n\n +tiny\n/);
  });

  test('says where a model does not know most of a text', () => {
    const { stdout } = tokens('--text', 'ენა 언어 cat');
    expect(stdout).toMatch(/2 of 3 pieces \(67 %\) are unknown to tiny/);
  });

  test.each([
    [[], /expected a text/],
    [['--text', 'cat', '--model', 'no such'], /tiny, a folder or a hub id/],
    [['--text', 'cat', '--modell', 'tiny'], /did you mean --model\?/],
  ])('refuses %j', (args, says) => {
    const { code, stderr } = tokens(...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(says);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
