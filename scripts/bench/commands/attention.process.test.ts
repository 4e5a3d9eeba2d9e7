/** Attention in turn with that of another folder, which lacks it or answers otherwise. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../../reference/root';
import { attentions } from './attention';
import { measureWork } from './measure';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kata-attention-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const FILE = join('solutions', '05-multi-head', 'multi-head.ts');

function measureBeside() {
  const [plain] = attentions({ quick: true, growth: false });
  if (!plain) throw new Error('there is no attention to measure');
  const { signal } = new AbortController();
  const kits = { this: { folder: root }, before: { folder } };
  return measureWork(plain, kits, { tell: () => {}, ending: signal });
}

function spoil(from: RegExp, to: string): void {
  cpSync(join(root, 'solutions'), join(folder, 'solutions'), { recursive: true });
  const text = readFileSync(join(folder, FILE), 'utf8');
  if (!from.test(text)) throw new Error(`${FILE} has no ${from}`);
  writeFileSync(join(folder, FILE), text.replace(from, to));
}

test.each([
  ['no solutions', () => mkdirSync(join(folder, 'solutions')), /multi-head\.ts/],
  [
    'no such function',
    () => spoil(/export function multiHeadAttention/, 'export function otherAttention'),
    /no exported function multiHeadAttention/,
  ],
  [
    'another answer',
    () => spoil(/mergeHeads\(heads\.map/, 'mergeHeads([...heads].reverse().map'),
    /answers/,
  ],
])('a commit with %s is left out and says why', async (_, make, says) => {
  make();
  const { figures, lacking } = await measureBeside();
  expect(Object.keys(figures.pass ?? {})).toEqual(['this']);
  expect(lacking.before).toMatch(says);
});

test('the same code on both sides has a time and, on Linux, the memory of a pass', async () => {
  cpSync(join(root, 'solutions'), join(folder, 'solutions'), { recursive: true });
  const { figures, lacking } = await measureBeside();
  expect(lacking).toEqual({});
  const both = ['this', 'before'];
  expect(Object.keys(figures.pass ?? {})).toEqual(both);
  if (process.platform === 'linux') expect(Object.keys(figures.peak ?? {})).toEqual(both);
});
