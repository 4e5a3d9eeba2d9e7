/** `heatmap 1` to `heatmap 3`, the views of single exercises, as a process: on right, wrong and unwritten code. */
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

/** A function of an exercise that returns or does something else. */
const cosineSim = (body: string): void =>
  checkout.write(
    'exercises/02-cosine-sim/cosine-sim.ts',
    `export function cosineSim(a: number[][], b: number[][]): unknown {\n  ${body}\n}\n`,
  );
const splitHeads = (body: string, rest = ''): void =>
  checkout.write(
    'exercises/03-split-heads/split-heads.ts',
    `export function splitHeads(x: number[][], nHeads: number): unknown {\n  ${body}\n}\n${rest}`,
  );

const dots = 'a.map((u) => b.map((v) => u.reduce((sum, value, i) => sum + value * v[i]!, 0)))';
/** Twelve numbers in, twelve out: the brackets alone are new. */
const reshape = `const [flat, dK] = [x.flat(), x[0]!.length / nHeads];
  const row = (i: number) => flat.slice(i * dK, (i + 1) * dK);
  return Array.from({ length: nHeads }, (_, h) => x.map((_, t) => row(h * x.length + t)));`;
/** Undoes the reshape; of a right split it makes something else. */
const unshape = `export function mergeHeads(heads: number[][][]): number[][] {
  const [flat, width] = [heads.flat(2), heads.length * heads[0]![0]!.length];
  return heads[0]!.map((_, t) => flat.slice(t * width, (t + 1) * width));
}\n`;

/** Sides of a PNG file, in pixels: the first two numbers of its header. */
function sizeOf(name: string): [width: number, height: number] {
  const png = readFileSync(join(out, name));
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

const hasCanvas = !('missing' in loadCanvas());
const withCanvas = hasCanvas ? test : test.skip;
const skipped = hasCanvas ? '' : ' (skipped: no node-canvas)';

withCanvas.each([
  ['2', 'cosine-sim.png'],
  ['3', 'split-heads.png'],
])(`draws the view of exercise %s as a picture of a page's width${skipped}`, (number, file) => {
  const { code, says, complains } = onSolutions(number);
  expect([code, complains]).toEqual([0, '']);
  expect(says).toContain(file);
  const [width, height] = sizeOf(file);
  expect(width).toBeGreaterThan(1200);
  expect(width).toBeLessThan(2100);
  expect(height).toBeGreaterThan(600);
  expect(height).toBeLessThan(width);
});

withCanvas(`draws names of every script in the kit's fonts${skipped}`, () => {
  const { code, says } = onSolutions('2', '--vectors', '猫 2 1; قطة -1 2; New York 1 1');
  expect(code).toBe(0);
  expect(says).toContain('猫');
  expect(says).not.toContain('no glyph');
  const { says: warns } = onSolutions('2', '--vectors', '𓀀 2 1; a 1 1');
  expect(warns).toContain('no glyph for U+13000');
});

describe('cosines', () => {
  test('are told with their angles in words', () => {
    const { says } = onSolutions('2');
    expect(says).toContain('twice-a 1 (same direction, 0°)');
    expect(says).toContain('across 0 (a right angle, 90°)');
    expect(says).toContain('back −1 (opposite, 180°)');
    expect(says).toContain('aside 0.71 (less than a right angle, 45°)');
    expect(says).toContain('zero 0 (a zero vector has no direction)');
  });

  test('do not change with a length, and the dot product does', () => {
    const flags = ['--vector', 'a', '--longer', '10', '--beside', 'dot'];
    const { says } = onSolutions('2', '--vectors', 'a 1 1; b 1 1; c 4 0', ...flags);
    expect(says).toMatch(/With a 10 times as long no cosine changes by more than \d\.\de−\d+\./);
    expect(says).toContain('Nearest to a by dot product: c, 40; by your cosine: b, 1.');
  });

  test('of more than two dimensions are drawn without arrows, and that is said', () => {
    const { code, says } = onSolutions('2', '--vectors', 'cat 2 1 0; dog 1 2 0; car 0 1 3');
    expect(code).toBe(0);
    expect(says).toContain('Vectors of 3 numbers lie in no plane: their map alone is drawn.');
  });

  test('that still hold lengths are drawn as they are, and said to be none', () => {
    cosineSim(`return ${dots};`);
    const { code, says } = draw('2', '--longer', '10');
    expect(code).toBe(0);
    expect(says).toMatch(/a cosine changes by \d+\. Is a length still in your numbers\?/);
    expect(says).toContain('no cosine lies outside −1 to 1. By what is each row divided?');
  });

  test('that are no numbers are drawn as they are, and ask for eps', () => {
    cosineSim(
      'const norm = (u: number[]) => Math.hypot(...u);\n  return ' +
        'a.map((u) => b.map((v) => u.reduce((s, x, i) => s + x * v[i]!, 0) / norm(u) / norm(v)));',
    );
    const { code, says } = draw('2');
    expect(code).toBe(0);
    expect(says).toContain('For a and zero your cosineSim gives no number.');
  });

  test.each([
    ['a 1 2; b 1', 'expected 2 numbers for b, as a has, got 1'],
    ['a 1 2; a 2 1', 'two are called a; give each a name of its own'],
    ['a', 'expected numbers after the name "a", got none'],
    [' ', 'expected a line such as "cat 2 1", got none'],
  ])('of the vectors "%s" are refused in one line', (vectors, why) => {
    const { code, complains } = onSolutions('2', '--vectors', vectors);
    expect([code, complains]).toEqual([2, `Cannot run: vectors: ${why}`]);
  });
});

describe('heads', () => {
  test('of a right split are told from what a reshape alone gives', () => {
    const { says } = onSolutions('3');
    expect(says).toContain('Your splitHeads gives each head all 4 positions');
    expect(says).toContain('its head 0 are from positions 0, 0, 0, 1, and none is from 2, 3.');
    expect(says).toContain('Your mergeHeads gives x back, number for number.');
  });

  test('of a reshape alone are drawn, named, and proved by no round trip', () => {
    splitHeads(reshape, unshape);
    const { code, says } = draw('3');
    expect(code).toBe(0);
    expect(says).toContain(
      'In your split head 0, t=1, column 0 has 2, where x[1][0], 10, belongs.',
    );
    expect(says).toContain('it is what a reshape alone gives');
    expect(says).toContain('Your mergeHeads gives x back all the same');
  });

  test('with numbers of their own are drawn, and said to be none of x', () => {
    splitHeads(
      reshape.replace('x.flat()', 'x.flat().map((value) => value + 0.5)'),
      'export const mergeHeads = (heads: number[][][]) => heads.flat();',
    );
    const { code, says } = draw('3');
    expect(code).toBe(0);
    expect(says).toContain('What is grey, such as 0.5, is no number of x.');
    expect(says).toContain('mergeHeads returned shape [12, 2], expected shape [4, 6]');
  });

  test('are drawn before mergeHeads is written, and then say which cell does not come back', () => {
    const solution = readFileSync(join(root, 'solutions/03-split-heads/split-heads.ts'), 'utf8');
    const [split = ''] = solution.split(/^export function mergeHeads/m);
    const file = 'exercises/03-split-heads/split-heads.ts';
    checkout.write(file, split);
    const without = draw('3');
    expect(without.code).toBe(0);
    expect(without.says).toContain('Your splitHeads gives each head all 4 positions');
    expect(without.says).toMatch(/mergeHeads/);
    checkout.write(file, split + unshape);
    expect(draw('3').says).toContain('the first cell that differs is [0][2], 10 in place of 2.');
  });

  test('that do not divide the columns are refused, and those that do are named', () => {
    const { code, complains } = onSolutions('3', '--heads', '4');
    expect([code, complains]).toEqual([
      2,
      'Cannot run: heads: 4 does not divide d-model 6; these do: 1, 2, 3, 6',
    ]);
  });
});

test.each([
  ['2', 'cosineSim', '02-cosine-sim/cosine-sim.ts'],
  ['3', 'splitHeads', '03-split-heads/split-heads.ts'],
])('draws nothing of the stub of exercise %s, and says what to write', (number, name, file) => {
  const { code, complains } = draw(number);
  expect(code).toBe(1);
  expect(complains).toContain(`Nothing to draw yet: the picture shows what your own ${name}`);
  expect(complains).toContain(`exercises/${file}`);
  expect(existsSync(join(out, `${file.split('/')[1]?.replace('.ts', '.png')}`))).toBe(false);
});

test.each([
  ['2', cosineSim, 'return a;', 'cosineSim returned shape [6, 2], expected shape [6, 6]'],
  ['3', splitHeads, 'return x;', 'splitHeads returned shape [4, 6], expected shape [3, 4, 2]'],
])('draws nothing of a wrong shape in exercise %s', (number, write, body, why) => {
  write(body);
  expect(draw(number)).toEqual({ code: 1, says: '', complains: why });
});
