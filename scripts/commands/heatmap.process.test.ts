/** `heatmap` as people meet it: as a process, on right, wrong, broken and hostile code. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
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
  out = mkdtempSync(join(tmpdir(), 'kata-heatmap-'));
});
afterEach(() => {
  checkout.reset();
  rmSync(out, { recursive: true, force: true });
});
afterAll(() => checkout.remove());

/** The made-up layer, unless another model is named later. */
const notebook = ['heatmap', '--model', 'notebook'];
const heatmap = (...args: string[]) => checkout.run([...notebook, '--out', out, ...args]);
const onSolutions = (...args: string[]) => heatmap('--target', 'solutions', ...args);

/** A multiHeadAttention that returns or does something else. */
const heads = (body: string): void =>
  checkout.write(
    'exercises/05-multi-head/multi-head.ts',
    `export function multiHeadAttention(x: number[][], params: unknown, nHeads: number): unknown {\n  ${body}\n}\n`,
  );
const oneHot =
  'const weights = Array.from({ length: nHeads }, () => x.map((_, i) => x.map((_, j) => (i === j ? 1 : 0))));';

const readJson = () => JSON.parse(readFileSync(join(out, 'map.json'), 'utf8'));
const hasCanvas = !('missing' in loadCanvas());
const withCanvas = hasCanvas ? test : test.skip;
const skipped = hasCanvas ? '' : ' (skipped: no node-canvas)';

test('begins trouble with the earliest exercise that does not pass', () => {
  for (const slug of ['03-split-heads/split-heads', '04-single-head/single-head']) {
    const solution = readFileSync(join(root, 'solutions', `${slug}.ts`), 'utf8');
    checkout.write(`exercises/${slug}.ts`, solution);
  }
  checkout.write('exercises/01-softmax/softmax.ts', 'export const softmax = () => {};');
  const solution = readFileSync(join(root, 'solutions/05-multi-head/multi-head.ts'), 'utf8');
  checkout.write('exercises/05-multi-head/multi-head.ts', solution);
  const { code, stderr } = heatmap('--text', 'a b c');
  expect(code).toBe(1);
  expect(stderr.replace(/\s+/g, ' ')).toMatch(/threw TypeError.*Begin there: npm run check 1/);
});

describe('on code that answers', () => {
  test('says where each head attends, and how spread out it is', () => {
    const { code, stdout, stderr } = onSolutions('--text', 'the cat sat', '--heads', '2');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/head 0 +1\.5\d of 1\.58 bits +\w+ → \w+ 0\.3\d/);
    expect(stdout).toMatch(/head 1 /);
    expect(stdout).not.toMatch(/head 2 /);
    expect(stdout).toMatch(/│[ ░▒▓█]{6}│/);
  });

  test('writes the numbers that the code computed', () => {
    heads(`${oneHot} return { weights, output: x };`);
    const file = join(out, 'map.json');
    const { code } = heatmap('--text', 'a b c', '--heads', '2', '--json', file);
    expect(code).toBe(0);
    const { weights, ...rest } = readJson();
    // The exercises here have no headEntropy yet, and the kit measures by no other.
    expect(rest).toEqual({ model: 'notebook', tokens: ['a', 'b', 'c'], layer: 0, entropy: null });
    expect(weights).toEqual(
      Array(2).fill([
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ]),
    );
  });

  test('shows the entropy that the code itself measures, and none before it is written', () => {
    heads(`${oneHot} return { weights, output: x };`);
    const measures = (text: string): string => {
      checkout.write('exercises/07-multilingual/multilingual.ts', text);
      return heatmap('--text', 'a b c', '--heads', '2').stdout;
    };
    const counts = 'export const headEntropy = (maps: unknown[]) => maps.map((_, i) => i + 7);';
    expect(measures(counts)).toMatch(
      /head 0 +7\.00 of 1\.58 bits[\s\S]*head 1 +8\.00 of 1\.58 bits/,
    );
    for (const none of ['export const other = 1;', "export const headEntropy = () => 'flat';"]) {
      const said = measures(none);
      expect(said).toMatch(/head 1 +a → a 1\.00/);
      expect(said).not.toMatch(/bits|entropy/);
    }
  });

  test('the same flags give the same numbers, another temperature others', () => {
    const entropyAt = (temperature: string): number => {
      onSolutions('--temperature', temperature, '--json', join(out, 'map.json'));
      return readJson().entropy[0];
    };
    expect(entropyAt('0.02')).toBe(entropyAt('0.02'));
    expect(entropyAt('0.02')).toBeLessThan(entropyAt('0.1'));
  });

  test('shows the average where it is asked for', () => {
    const { stdout } = onSolutions(
      '--model',
      'pytorch',
      '--average',
      '--json',
      join(out, 'map.json'),
    );
    expect(stdout).toMatch(/average +3\.28 of 3\.32 bits/);
    expect(stdout).toMatch(/average_attn_weights=False/);
    expect(readJson().average).toHaveLength(10);
    expect(readJson().weights).toHaveLength(4);
  });

  test('shows wrong weights as they are, and says that they are no attention', () => {
    heads(
      'return { weights: Array.from({ length: nHeads }, () => x.map(() => x.map(() => 1))), output: x };',
    );
    const { code, stdout } = heatmap('--text', 'a b c');
    expect(code).toBe(0);
    expect(stdout).toMatch(/Row 0 of head 0 sums to 3/);
  });

  test('shows what the code printed', () => {
    heads(`console.log('look here'); ${oneHot} return { weights, output: x };`);
    expect(heatmap().stdout).toMatch(/your code printed: look here/);
  });

  withCanvas(`draws a picture of all heads and one of each${skipped}`, () => {
    const { stdout } = onSolutions('--model', 'relations', '--average', '--values');
    const files = ['average.png', 'head-0.png', 'head-1.png', 'heads.png'];
    expect(readdirSync(out).sort()).toEqual(files);
    expect(stdout).toMatch(/Pictures: .*heads\.png/);
    for (const file of files) {
      const png = readFileSync(join(out, file));
      expect(png.toString('latin1', 1, 4)).toBe('PNG');
      expect(png.includes('dog bites man')).toBe(true);
    }
  });

  withCanvas(`writes the formats that are asked for, with the same words inside${skipped}`, () => {
    const drawn = onSolutions('--model', 'relations', '--format', 'pdf,svg,png');
    expect(drawn.stderr).toBe('');
    const files = ['head-0', 'head-1', 'heads'].flatMap((name) =>
      ['pdf', 'png', 'svg'].map((ending) => `${name}.${ending}`),
    );
    expect(readdirSync(out).sort()).toEqual(files);
    const svg = readFileSync(join(out, 'heads.svg'), 'utf8');
    expect(svg).toMatch(/<title>Attention in “dog bites man”, relations, layer 0<\/title>/);
    expect(svg).toMatch(/>dog → dog 1\.00/);
    const [, description = ''] = svg.match(/<desc>(.*)<\/desc>/) ?? [];
    expect(description).toMatch(/3 × 3, rows are queries.*Tokens: dog bites man\. Head 0: /);
    const png = readFileSync(join(out, 'heads.png'), 'utf8');
    expect(png).toContain(description);
    const pdf = readFileSync(join(out, 'heads.pdf'), 'latin1');
    expect(pdf.slice(0, 5)).toBe('%PDF-');
    expect(pdf).toMatch(/\/Title/);
  });

  withCanvas(`names the sentence, or what one calls it, and says its scale${skipped}`, () => {
    const svgOf = (...args: string[]): string => {
      const { stderr } = onSolutions('--model', 'relations', '--format', 'svg', ...args);
      expect(stderr).toBe('');
      return readFileSync(join(out, 'heads.svg'), 'utf8');
    };
    const usual = svgOf();
    expect(usual).toMatch(/>“dog bites man”<.*\n.*>attention of relations, layer 0 · /);
    expect(usual).toContain('>attention weight<');
    const own = svgOf('--title', 'Who bites', '--caption', 'Figure 3', '--scale', 'head');
    expect(own).toMatch(/>Who bites<.*\n.*>Figure 3</);
    expect(own).not.toMatch(/>“dog|>attention of/);
    expect(own).toContain("share of each map's largest weight<");
    expect(own).toMatch(/>largest 1\.00</);
    const print = svgOf('--palette', 'print', '--scale', 'sqrt');
    expect(print).toContain('>attention weight, √ scale<');
    expect(print).not.toContain('#440154');
  });

  withCanvas(`reports a letter that no font has${skipped}`, () => {
    expect(onSolutions('--text', 'ox 𓃾').stdout).toMatch(/no glyph for U\+130FE/);
  });
});

describe('on code that does not answer', () => {
  const expectRefusal = (says: RegExp, ...args: string[]): void => {
    const { code, stdout, stderr } = heatmap('--json', join(out, 'map.json'), ...args);
    expect(stderr.replace(/\s+/g, ' ')).toMatch(says);
    expect([code, stdout]).toEqual([1, '']);
    expect(existsSync(join(out, 'heads.png'))).toBe(false);
    expect(existsSync(join(out, 'map.json'))).toBe(false);
  };

  test('a stub is named, with its file and how to check it', () => {
    heads("throw new Error('Not implemented: multiHeadAttention (exercise 05)');");
    expectRefusal(/exercise 05 is not written.*multi-head\.ts, and check it with npm run check 5/);
  });

  test('so is the stub of an earlier exercise', () => {
    heads("throw new Error('Not implemented: softmax (exercise 01)');");
    expectRefusal(
      /softmax of exercise 01 is not written.*01-softmax\/softmax\.ts.*npm run check 1/,
    );
  });

  test.each([
    [
      "throw new TypeError('no such thing');",
      /threw TypeError: no such thing \(multi-head\.ts:2\)/,
    ],
    ['for (;;);', /multiHeadAttention did not return within 2 s/],
    ['return null;', /returned no weights/],
    ['return { weights: [[1]], output: x };', /weights of shape \[1, 1\], expected \[4, 10, 10\]/],
    [`${oneHot} return { weights, output: [[1]] };`, /output of shape \[1, 1\]/],
    [
      `${oneHot} weights[1][2][3] = NaN; return { weights, output: x };`,
      /weights\[1\]\[2\]\[3\] is NaN/,
    ],
    [
      `${oneHot} weights[3][9].pop(); return { weights, output: x };`,
      /weights\[3\]\[9\] has 9 entries/,
    ],
    [
      'return new Map();',
      /multiHeadAttention returned a Map: give nested arrays or a plain object\. N/,
    ],
    ['', /multiHeadAttention returned undefined: is a return missing/],
  ])('%s', (body, says) => {
    heads(body);
    expectRefusal(says);
  });
});

describe('on flags that make no sense', () => {
  test.each([
    [['--modle', 'notebook'], /--model\?/],
    [['--model', 'pytroch'], /--model pytorch\?/],
    [['--heads', 'two'], /--heads has to be a whole number/],
    [['--heads', '5'], /5 does not divide 32/],
    [['--temperature', '0'], /--temperature has to be a number above 0/],
    [['--layer', '1'], /--layer can only be 0/],
    [['--scale', 'log'], /--scale has to be one of 0-1, sqrt, head, got "log"/],
    [['--palette', 'jet'], /--palette has to be one of viridis, print/],
    [['--format', 'png,gif'], /--format has to be one of png, svg, pdf, got "gif"/],
    [['--pair', 'zwei'], /--pair is for models that read two texts/],
    [['--text', ''], /--text has no words/],
    [['--target', 'elsewhere'], /there is no such folder/],
    [
      ['--out', join(root, 'LICENSE', 'x'), '--target', 'solutions'],
      hasCanvas ? /below something that is no folder|is there already/ : /^$/,
    ],
  ])('%j leaves 2 and one line', (args, says) => {
    const { code, stderr } = checkout.run([...notebook, ...args]);
    expect(stderr).toMatch(says);
    if (stderr) expect([code, stderr.trim().split('\n').length]).toEqual([2, 1]);
  });

  test('--help shows every flag', () => {
    const { code, stdout } = checkout.run(['heatmap', '--help']);
    expect(code).toBe(0);
    expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
    for (const flag of ['text', 'model', 'scale', 'palette', 'title', 'caption', 'format']) {
      expect(stdout).toContain(`--${flag} `);
    }
  });
});

describe('without node-canvas', () => {
  const link = () => join(checkout.folder, 'node_modules', 'canvas');

  test('still prints and writes numbers, and says how to get pictures', () => {
    rmSync(link(), { force: true, recursive: true });
    const { code, stdout } = onSolutions('--json', join(out, 'map.json'));
    expect(code).toBe(0);
    expect(stdout).toMatch(/head 3 /);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(/No pictures without node-canvas.*npm install/);
    expect(readdirSync(out)).toEqual(['map.json']);
  });
});
