/** What commands print in scripts of every width fits the terminal, and columns stand under each other. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from '../../reference/root';
import { widthOf } from '../terminal/width';
import { type Checkout, makeCheckout } from '../testing/checkout';

jest.setTimeout(120_000);

const text = `The cat 猫喝牛奶 👩‍👩‍👧‍👦 e\u0301te\u0301 q\u0323 बिल्ली दूध 한국어 क्षत्रिय ${'猫喝牛奶'.repeat(9)}`;
const bert = join(root, 'reference/oracle/goldens/hf-bert-tiny');
const xlmr = join(root, 'reference/oracle/goldens/hf-xlmr-tiny');

let checkout: Checkout;
beforeAll(() => {
  checkout = makeCheckout();
  // A pipe has no columns; this is how a process gets some without a terminal.
  const preload = 'process.stdout.columns = Number(process.env.TEST_COLUMNS);';
  writeFileSync(join(checkout.folder, 'columns.cjs'), preload);
});
afterAll(() => checkout.remove());

/** What is to be copied stays in one piece; the terminal breaks it by itself. */
const isToCopy = (line: string): boolean =>
  /npm run|exercises\/|\.ts(?::\d+)*$|^Pictures:|npm install/.test(line);

/** Lines of a command on a terminal that is so wide. */
function linesOf(columns: number, args: string[]): string[] {
  const preload = join(checkout.folder, 'columns.cjs').replaceAll('\\', '\\\\');
  const { stdout, stderr } = checkout.run(args, {
    NODE_OPTIONS: `--require "${preload}"`,
    TEST_COLUMNS: String(columns),
  });
  expect(stderr.replace(/Another person's code.*?minutes\.\n/s, '')).toBe('');
  const lines = stripVTControlCharacters(stdout).trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(3);
  const wide = lines.filter((line) => widthOf(line) > columns && !isToCopy(line));
  expect(wide).toEqual([]);
  return lines;
}

/** The column in which the last match of a pattern ends. */
const endOf = (line: string, pattern: RegExp): number =>
  widthOf(line.slice(0, line.search(pattern)) + (line.match(pattern)?.[0] ?? ''));

describe.each([80, 40])('in %i columns', (columns) => {
  test('tokens', () => {
    const lines = linesOf(columns, [
      ...['tokens', '--text', text, '--model', bert, '--model', xlmr],
    ]);
    expect(lines.some((line) => line.includes('猫'))).toBe(true);
    const starts = lines.flatMap((line, i) => (/^ {12}\S/.test(line) ? [i] : []));
    expect(starts).toHaveLength(columns === 80 ? 1 : 2);
    for (const [i, start] of starts.entries()) {
      const table = lines.slice(start + 1, starts[i + 1]);
      const rows = table.filter((line) => /^ +\d+ {3}\S/.test(line));
      expect(rows.length).toBeGreaterThan(10);
      // The first piece and its id: `0   The   289`, so ids of one table end in one column.
      const ends = rows.map((row) => endOf(row, /^ +\d+ {3}\S+ +\d+/));
      expect(new Set(ends).size).toBe(1);
    }
  });

  test('heatmap', () => {
    const out = join(checkout.folder, 'pictures');
    const lines = linesOf(columns, [
      ...['heatmap', '--model', 'notebook', '--text', text, '--target', 'solutions'],
      ...['--heads', '2', '--d-model', '8', '--out', out],
    ]);
    const named = lines.filter((line) => /^head \d+ +\d\.\d\d of \d\.\d\d bits/.test(line));
    expect(named).toHaveLength(2);
    const frames = lines.filter((line) => line.includes('│'));
    expect(new Set(frames.map(widthOf)).size).toBeLessThanOrEqual(1);
  });

  test('check of a folder with an odd name', () => {
    const folder = `abgabe 猫${'👩‍👩‍👧‍👦क्षि'.repeat(6)}`;
    mkdirSync(join(checkout.folder, folder), { recursive: true });
    cpSync(join(checkout.folder, 'solutions'), join(checkout.folder, folder), { recursive: true });
    writeFileSync(
      join(checkout.folder, folder, '02-cosine-sim', 'cosine-sim.ts'),
      `export function cosineSim(): never { throw new Error('${'猫'.repeat(60)}${'猫👩‍👩‍👧‍👦'.repeat(20)}'); }`,
    );
    const lines = linesOf(columns, ['check', '--target', folder]);
    const says = lines.findIndex((line) => /^ {3}says {6}threw/.test(line));
    expect(lines[says + 1]).toMatch(/^ {13}[猫👩]/u);
    const bars = lines.filter((line) => /^ [✓✗·] \d\d .*[█░]/.test(line));
    expect(bars).toHaveLength(2);
    expect(new Set(bars.map((line) => widthOf(line.slice(0, line.search(/[█░]/))))).size).toBe(1);
  });
});
