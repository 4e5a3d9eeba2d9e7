/** `heatmap --model DIR` as a process: the target's own attention on weights read from a model. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import expected from '../../reference/oracle/goldens/hf-bert-tiny/expected.json';
import { root } from '../../reference/root';
import { folderOfGpt2 } from '../models/testing/families';
import { type Checkout, makeCheckout } from '../testing/checkout';

let checkout: Checkout;
beforeAll(() => {
  checkout = makeCheckout();
});
afterAll(() => checkout.remove());

const folder = join(root, 'reference', 'oracle', 'goldens', 'hf-bert-tiny');
const heatmap = (...flags: string[]) =>
  checkout.run([
    'heatmap',
    '--target',
    'solutions',
    '--out',
    join(checkout.folder, 'out'),
    ...flags,
  ]);

test("gives Hugging Face's layer-0 maps to 5e-6", () => {
  const [first] = expected.cases;
  const file = join(checkout.folder, 'maps.json');
  const { code, stderr } = heatmap(
    '--model',
    folder,
    '--text',
    String(first?.text),
    '--json',
    file,
  );
  expect([code, stderr]).toEqual([0, '']);
  const report = JSON.parse(readFileSync(file, 'utf8'));
  expect(report.tokens).toEqual(first?.tokens);
  const weights: number[] = report.weights.flat(2);
  const wanted = first?.attentions[0]?.data ?? [];
  expect(weights).toHaveLength(wanted.length);
  const errors = wanted.map((weight, i) => Math.abs(weight - (weights[i] ?? Number.NaN)));
  expect(Math.max(...errors)).toBeLessThanOrEqual(5e-6);
});

test('hides from a token of GPT-2 what comes after it, in layers below as well', () => {
  const gpt2 = folderOfGpt2();
  const file = join(checkout.folder, 'causal.json');
  const flags = ['--text', 'The cat drinks milk.', '--layer', '1', '--json', file];
  const { code, stdout, stderr } = heatmap('--model', gpt2, ...flags);
  rmSync(gpt2, { recursive: true });
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/causal mask/);
  const { tokens, weights }: { tokens: string[]; weights: number[][][] } = JSON.parse(
    readFileSync(file, 'utf8'),
  );
  expect(tokens).toEqual(['T', 'he', '▁cat', '▁drinks', '▁milk', '.']);
  for (const row of weights.flatMap((map) => map.map((row, i) => row.slice(i + 1)))) {
    expect(row).toEqual(row.map(() => 0));
  }
});

test('computes a layer above others, and shows a pair', () => {
  const { code, stdout } = heatmap(
    '--model',
    folder,
    '--text',
    'cat',
    '--pair',
    'кошка',
    '--layer',
    '1',
  );
  expect(code).toBe(0);
  expect(stdout).toMatch(/layer 1/);
});

test('says which exercise is missing for a layer above others', () => {
  checkout.write(
    'exercises/05-multi-head/multi-head.ts',
    "export function multiHeadAttention() {\n  throw new Error('Not implemented: multiHeadAttention (exercise 05)');\n}\n",
  );
  const { code, stderr } = checkout.run(['heatmap', '--model', folder, '--layer', '1']);
  expect(code).toBe(1);
  expect(stderr).toMatch(/exercise 05 is not written/);
});

describe('the model that comes with the kit', () => {
  const offline = { HF_HUB_OFFLINE: '1', HF_ENDPOINT: 'http://127.0.0.1:9' };
  const show = (...flags: string[]) => {
    const file = join(checkout.folder, 'tiny.json');
    const run = checkout.run(
      [
        'heatmap',
        '--target',
        'solutions',
        '--out',
        join(checkout.folder, 'out'),
        '--json',
        file,
        ...flags,
      ],
      offline,
    );
    expect([run.code, run.stderr]).toEqual([0, '']);
    return { stdout: run.stdout, report: JSON.parse(readFileSync(file, 'utf8')) };
  };
  const columnOf = (map: number[][], row: number): number => {
    const weights = map[row] ?? [];
    return weights.indexOf(Math.max(...weights));
  };

  test('is what is shown where nothing else is asked for, in two languages', () => {
    const { report, stdout } = show();
    expect(report.model).toBe('tiny');
    expect(report.tokens).toEqual(expect.arrayContaining(['[CLS]', 'cat', 'बिल्ली', '।']));
    expect(stdout).toMatch(/tiny, layer 0/);
    const map: number[][] = report.weights[0];
    const pairs = [
      ['cat', 'बिल्ली'],
      ['drinks', 'पी'],
      ['milk', 'दूध'],
      ['kitchen', 'रसोई'],
    ];
    for (const [from = '', to = ''] of pairs) {
      const found = report.tokens[columnOf(map, report.tokens.indexOf(from))];
      expect([from, to.startsWith(found) || found]).toEqual([from, true]);
    }
  });

  test('writes tokens and maps of a text and a pair, offline', () => {
    const { report } = show('--text', 'Кошка пьёт молоко.', '--pair', '猫喝牛奶。', '--layer', '1');
    const { tokens, weights, entropy, layer } = report;
    expect(tokens.join(' ')).toBe('[CLS] кошка пьёт молоко . [SEP] 猫 喝 牛 奶 。 [SEP]');
    expect(layer).toBe(1);
    expect([weights.length, weights[0].length, weights[0][0].length]).toEqual([4, 12, 12]);
    expect(entropy).toHaveLength(4);
  });

  test('says where it does not know most of a text', () => {
    expect(show('--text', 'ენა და 언어').stdout).toMatch(
      /3 of 3 pieces \(100 %\) are unknown to tiny/,
    );
    expect(show('--text', 'a text of words it never saw').stdout).not.toMatch(/unknown/);
  });

  test('has no words to show of an empty text', () => {
    for (const flag of ['--text', '--pair']) {
      const { code, stderr } = checkout.run(['heatmap', flag, ' ']);
      expect([code, stderr]).toEqual([2, expect.stringContaining(`${flag} has no words`)]);
    }
  });
});

test.each([
  [['--model', 'notebok'], /did you mean --model notebook\?/],
  [['--model', folder, '--layer', '7'], /layer from 0 to 1, got 7/],
  [['--model', folder, '--heads', '2'], /--heads is for --model notebook/],
])('%j is refused in one line', (flags, says) => {
  const { code, stderr } = heatmap(...flags);
  expect(code).toBe(2);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(says);
});
