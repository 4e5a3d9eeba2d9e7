/** `--target DIR` as a process: another person's folder, whose code never runs outside the sandbox. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../../reference/root';
import { type Checkout, makeCheckout } from '../testing/checkout';
import { onPosix } from '../testing/posix';

jest.setTimeout(60_000);

const posix = onPosix('Windows links files for administrators alone');

let checkout: Checkout;
let folder: string;
beforeAll(() => {
  checkout = makeCheckout();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kata stranger '));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
afterAll(() => checkout.remove());

const handIn = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const handInSolutions = (into = ''): void =>
  cpSync(join(root, 'solutions'), join(folder, into), { recursive: true });
const run = (...args: string[]) => {
  const { stdout, ...rest } = checkout.run([...args, '--target', folder], { COLUMNS: '200' });
  return { ...rest, stdout, plain: stdout.replace(/\s+/g, ' ') };
};

test('check passes right answers, wherever in the folder they lie, without the examples', () => {
  handInSolutions('my work/exercises');
  const json = join(folder, 'check.json');
  const { code, plain } = run('check', '--all', '--json', json);
  expect(plain).toMatch(/hidden specs alone.*All 7 pass/);
  expect(code).toBe(0);
  const { exercises } = JSON.parse(readFileSync(json, 'utf8'));
  for (const { tests, score, maxScore } of exercises) {
    expect(tests.some(({ visible }: { visible: boolean }) => visible)).toBe(false);
    expect(score).toBe(maxScore);
  }
});

test("check's prerequisites are that person's own, and the first that fails is named", () => {
  handInSolutions();
  handIn('01-softmax/softmax.ts', 'export const softmax = (x) => x;');
  const { code, plain } = run('check', '5');
  expect(code).toBe(1);
  expect(plain).toMatch(/05 Multi-head attention .* 0?\d\/14 .*hidden test, wrong answer/);
  expect(plain).toContain(
    '05-multi-head stands on 01-softmax, which does not pass. Begin there: npm run check 1 -- --target',
  );
});

test('a stub is not started, a file that is not there is missing', () => {
  cpSync(join(root, 'exercises', '01-softmax'), join(folder, '01-softmax'), { recursive: true });
  handIn(
    '01-softmax/softmax.ts',
    "export const softmax = () => { throw new Error('Not implemented: softmax (exercise 01)'); };",
  );
  const { code, plain } = run('check', '1', '2', '--all');
  expect(code).toBe(1);
  expect(plain).toMatch(/01 Softmax ░+ not started/);
  const missing = run('check', '2').plain;
  expect(missing).toMatch(/missing-file .*02-cosine-sim\/cosine-sim\.ts: not found/);
  handInSolutions();
  rmSync(join(folder, '03-split-heads'), { recursive: true });
  expect(run('check', '5').plain).toMatch(
    /multi-head\.ts cannot be loaded .*03-split-heads\/split-heads\.ts: not found/,
  );
});

posix('a link is refused and not followed', () => {
  // No answers are looked for among solutions.
  handInSolutions('solutions');
  mkdirSync(join(folder, '01-softmax'));
  const secret = join(folder, 'solutions/01-softmax/softmax.ts');
  symlinkSync(secret, join(folder, '01-softmax/softmax.ts'));
  expect(run('check', '1').plain).toMatch(/rejected .*softmax\.ts: it is a link/);
});

test('nothing of it runs in this process or in Node', () => {
  const witness = join(folder, 'witness');
  const write = `try { require('fs').writeFileSync(${JSON.stringify(witness)}, '') } catch {}
    try { process.exit(0) } catch {}`;
  handInSolutions();
  handIn('05-multi-head/multi-head.ts', `${write}\nexport const multiHeadAttention = () => 1;`);
  handIn('05-multi-head/multi-head.example.spec.ts', write);
  handIn('jest.config.js', write);
  handIn('node_modules/expect/index.js', write);
  expect(run('check', '5')).toMatchObject({ code: 1 });
  const { code, stderr } = run('heatmap', '--out', join(folder, 'out'));
  expect([code, stderr]).toEqual([1, expect.stringMatching(/returned no weights/)]);
  expect(existsSync(witness)).toBe(false);
});

test('heatmap draws what it computes; bench does not time the interpreter', () => {
  handInSolutions('exercises');
  const json = join(folder, 'out.json');
  const { code, stderr } = run('heatmap', '--text', 'the cat sat', '--out', folder, '--json', json);
  expect([code, stderr]).toEqual([0, expect.stringMatching(/runs in the sandbox/)]);
  expect(JSON.parse(readFileSync(json, 'utf8')).weights).toHaveLength(4);
  expect(run('bench', '--quick')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/expected exercises or solutions/),
  });
});

test('a folder without exercises is refused in one line', () => {
  const { code, stderr, stdout } = run('check');
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/it holds no exercise; expected .*01-softmax\/softmax\.ts/);
});
