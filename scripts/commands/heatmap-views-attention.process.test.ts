/** `heatmap 4` and `heatmap 6`, the views of attention itself, as a process: on right, wrong and unwritten code. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../reference/root';
import { loadCanvas } from '../drawing/node-canvas';
import { type Checkout, makeCheckout } from '../testing/checkout';

let checkout: Checkout;
let out: string;
beforeAll(() => {
  checkout = makeCheckout();
});
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'kata-views-'));
});
afterEach(() => {
  checkout.reset();
  rmSync(out, { recursive: true, force: true });
});
afterAll(() => checkout.remove());

/** What a command says, its lines joined. */
function draw(...args: string[]) {
  const { code, stdout, stderr } = checkout.run(['heatmap', ...args, '--out', out]);
  const joined = (text: string): string => text.replace(/\s+/g, ' ').trim();
  return { code, says: joined(stdout), complains: joined(stderr) };
}
const onSolutions = (...args: string[]) => draw(...args, '--target', 'solutions');

/** Solutions as a learner's own exercises, one of them with a mistake. */
function write(slugs: string[], before: string, after: string): void {
  for (const slug of slugs) {
    const name = slug.replace(/^\d+-/, '');
    const solution = readFileSync(join(root, 'solutions', slug, `${name}.ts`), 'utf8');
    checkout.write(`exercises/${slug}/${name}.ts`, solution.replaceAll(before, after));
  }
}
const toSingleHead = ['01-softmax', '04-single-head'];
const toFrameworks = [
  '01-softmax',
  '03-split-heads',
  '04-single-head',
  '05-multi-head',
  '06-framework-comparison',
];

const hasCanvas = !('missing' in loadCanvas());
const withCanvas = hasCanvas ? test : test.skip;
const skipped = hasCanvas ? '' : ' (skipped: no node-canvas)';

withCanvas.each([
  ['4', 'single-head.png'],
  ['6', 'framework-comparison.png'],
])(`draws the view of exercise %s${skipped}`, (number, file) => {
  const { code, says, complains } = onSolutions(number);
  expect([code, complains]).toEqual([0, '']);
  expect(says).toContain(file);
  expect(existsSync(join(out, file))).toBe(true);
});

describe('one map, and a query’s row of it', () => {
  test('is told step by step, so that one can follow and add up', () => {
    const { says } = onSolutions('4');
    expect(says).toContain('q·k: the 0, hungry 1, cat 3, drank −3, cold 1, milk 3.');
    expect(says).toContain('Divided by 2: the 0, hungry 0.5, cat 1.5, drank −1.5,');
    expect(says).toContain('cat 0.332, drank 0.017, cold 0.122, milk 0.332.');
    expect(says).toMatch(/added up: alive 1\.45, wet 1\.48, warm 0\.39\./);
    expect(says).not.toMatch(/not the s/);
  });

  test('says no more than the step that is asked for', () => {
    const { says } = onSolutions('4', '--step', 'scaled', '--temperature', '0.5');
    expect(says).toContain('Divided by 1: the 0, hungry 1,');
    expect(says).not.toMatch(/weights|output/);
  });

  test('a masked key gets exactly 0, and the others share its weight', () => {
    const { says } = onSolutions('4', '--mask', '3.2');
    expect(says).toContain('“drank” may not look at cat.');
    expect(says).toContain('cat −∞');
    expect(says).toContain('Your weights: the 0.111, hungry 0.183, cat 0, drank 0.025,');
  });

  test('the causal mask hides every later word', () => {
    const { says } = onSolutions('4', '--preset', 'causal', '--query', 'the');
    expect(says).toContain('“the” may not look at hungry, cat, drank, cold, milk.');
    expect(says).toContain('Your weights: the 1, hungry 0, cat 0,');
  });

  const everything = '0.0,0.1,0.2,0.3,0.4,0.5';
  test('a row that may look at nothing is zeros', () => {
    const { says } = onSolutions('4', '--query', 'the', '--mask', everything);
    expect(says).toMatch(/added up: alive 0, wet 0, warm 0\./);
    expect(says).not.toMatch(/not the s/);
  });

  test('and NaN where the code gives that', () => {
    write(toSingleHead, 'if (peak === -Infinity) return', 'if (false) return');
    const { code, says } = draw('4', '--query', 'the', '--mask', everything);
    expect(code).toBe(0);
    expect(says).toContain('Your weights: the NaN, hungry NaN');
    expect(says).toMatch(
      /Your softmax of exercise 01 gives NaN where “the” looks at “the”; npm run check 1/,
    );
  });

  test('weights without √dK are drawn, and said not to be the softmax of the scaled scores', () => {
    write(toSingleHead, 'Math.sqrt(dK) * temperature', 'temperature');
    const { code, says } = draw('4');
    expect(code).toBe(0);
    expect(says).toContain('cat 0.43,');
    expect(says).toMatch(/not the softmax of these scaled scores.*Of which numbers are yours/);
    expect(says).not.toMatch(/not the sum/);
  });

  test('an output of keys in place of values is refused by its shape', () => {
    write(toSingleHead, 'weightedSum(row, v)', 'weightedSum(row, k)');
    const { code, complains } = draw('4');
    expect(code).toBe(1);
    expect(complains).toMatch(
      /output: singleHeadAttention returned shape \[6, 4\], expected.*\[6, 3\]/,
    );
  });

  test('an output that is not the sum is named', () => {
    write(toSingleHead, 'sum + weight * (v', 'sum + 2 * weight * (v');
    const { says } = draw('4');
    expect(says).toMatch(/not the sum of weight · value.*your weights and the values come to/);
    expect(says).not.toMatch(/not the softmax/);
  });
});

describe('three frameworks', () => {
  test('differ by the rounding of their numbers', () => {
    const { says } = onSolutions('6', '--head', '1');
    expect(says).toMatch(/head 1, TensorFlow\.js and exercise 05: .*? as float32 makes it/);
    expect(says).toMatch(/head 1, mathjs and exercise 05: .*? as float64 makes it/);
    expect(says).toMatch(/Your compareOutputs of TensorFlow\.js and exercise 05: at most .*e−[78]/);
    expect(says).not.toMatch(/mistake|stands alone|that is drawn/);
  });

  test.each([
    [
      'bias of the output',
      'project(merged, wO, bO).arraySync()',
      'project(merged, wO).arraySync()',
    ],
    ['bias of the queries', 'split(project(input, wQ, bQ))', 'split(project(input, wQ))'],
  ])(
    'a forgotten %s is far from rounding, and the one that forgot it is named',
    (_, before, after) => {
      write(toFrameworks, before, after);
      const { code, says } = draw('6');
      expect(code).toBe(0);
      expect(says).toContain(
        'TensorFlow.js stands alone, and the other two agree: look into tfMultiHeadAttention.',
      );
      expect(says).toMatch(
        /Outputs, TensorFlow\.js and mathjs: .*? 0\.\d+ at “\w+”, column \d+: more than rounding/,
      );
      expect(says).toMatch(/Outputs, mathjs and exercise 05: .*? as float64 makes it/);
    },
  );

  test('a compareOutputs that measures otherwise is shown beside what is drawn', () => {
    write(toFrameworks, 'errors.reduce((most, error) => Math.max(most, error), 0)', '0');
    expect(draw('6').says).toMatch(
      /at most 0, .*? The largest difference that is drawn is \d\.\de−/,
    );
  });

  test('are drawn for words of any script, and for a single one', () => {
    expect(onSolutions('6', '--text', '猫 喝 牛奶 شربت القطة').says).toMatch(/25 equal/);
    expect(onSolutions('6', '--text', 'one').says).toMatch(
      /1 of 1 equal: not one bit is different/,
    );
  });

  test('begin with exercise 05', () => {
    const { code, complains } = draw('6');
    expect(code).toBe(1);
    expect(complains).toMatch(/multiHeadAttention of exercise 05 is not written.*npm run check 5/);
  });
});

test.each([
  [['4', '--mask', '3.6'], /mask: expected pairs query\.key of 0 to 5/],
  [['4', '--query', 'dog'], /query: expected one of the, hungry,/],
  [['6', '--head', '2'], /head: expected one of 0, 1, got "2"/],
  [['6', '--text', 'a b c d e f g h i j k l m'], /at most 12 words/],
])('%j leaves 2 and one line', (args, says) => {
  const { code, complains } = onSolutions(...args);
  expect(code).toBe(2);
  expect(complains).toMatch(says);
});
