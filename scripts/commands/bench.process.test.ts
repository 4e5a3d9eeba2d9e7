/** `bench` as people meet it: as a process, on right, wrong, unwritten and hostile code. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineNames } from '../../reference/oracle/engines';
import { root } from '../../reference/root';
import { codeContenders, type EngineContender } from '../bench/contenders';
import { measure, type Result } from '../bench/measure';
import { runtimes } from '../bench/peers/onnxruntime';
import { render } from '../bench/render';
import { type BenchReport, type Row, reportOf } from '../bench/report';
import { quick } from '../bench/sizes';
import { loadCanvas } from '../drawing/node-canvas';
import { type Checkout, makeCheckout } from '../testing/checkout';

let checkout: Checkout;
let out: string;
beforeAll(() => {
  checkout = makeCheckout();
  out = mkdtempSync(join(tmpdir(), 'kata-bench-'));
});
afterEach(() => {
  checkout.reset();
  rmSync(out, { recursive: true, force: true });
});
afterAll(() => checkout.remove());

const names = codeContenders({ folder: '' }).map(({ name }) => name);
const hasCanvas = !('missing' in loadCanvas());

/** One engine, which every machine has, unless the test is about engines. */
function bench(args: string[] = [], env: NodeJS.ProcessEnv = { KATA_ENGINE: 'tfjs-cpu' }) {
  const file = join(out, 'bench.json');
  const flags = ['--quick', '--out', out, '--json', file];
  const run = checkout.run(['bench', 'attention', ...flags, ...args], env);
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as BenchReport) : null;
  const rowOf = (name: string): Row | undefined =>
    report?.contenders.find((row) => row.name === name);
  return { ...run, plain: run.stdout.replace(/\s+/g, ' '), report, rowOf };
}

/** A right answer in other words, spoilt or not by what the body does with it. */
const headsThat = (
  body: string,
): string => `import { mergeHeads, splitHeads } from '../03-split-heads/split-heads';
import { singleHeadAttention } from '../04-single-head/single-head';
type Matrix = number[][];
const times = (x: Matrix, w: Matrix, b: number[]): Matrix =>
  x.map((row) => b.map((bias, j) => row.reduce((sum, value, i) => sum + value * w[i][j], bias)));
function right(x: Matrix, p: any, nHeads: number) {
  const [q, k, v] = ['Q', 'K', 'V'].map((n) => splitHeads(times(x, p['w' + n], p['b' + n]), nHeads));
  const heads = q.map((_, h) => singleHeadAttention(q[h], k[h], v[h]));
  return {
    weights: heads.map(({ weights }) => weights),
    output: times(mergeHeads(heads.map(({ output }) => output)), p.wO, p.bO),
  };
}
export function multiHeadAttention(x: Matrix, params: any, nHeads: number): any {
  const answer = right(x, params, nHeads);
  ${body}
}
`;

const heads = (body: string): void =>
  checkout.write('exercises/05-multi-head/multi-head.ts', headsThat(body));

/** Exercises 3 and 4 as solved, so that 5 has something to stand on. */
function solveEarlier(): void {
  for (const path of [
    '01-softmax/softmax',
    '03-split-heads/split-heads',
    '04-single-head/single-head',
  ]) {
    const solution = readFileSync(join(checkout.folder, 'solutions', `${path}.ts`), 'utf8');
    checkout.write(`exercises/${path}.ts`, solution);
  }
}

describe('on right answers', () => {
  test('times every function, engine and library that runs here, at every size', () => {
    const { code, stderr, stdout, report, rowOf } = bench(['--target', 'solutions'], {
      KATA_ENGINE: undefined,
      PYTHON: '/nowhere/python',
    });
    expect([code, stderr]).toEqual([0, '']);
    const absent = report?.absent.map(({ name }) => name) ?? [];
    expect(absent).toEqual(expect.arrayContaining(['numpy', 'torch']));
    const present = [...engineNames, ...runtimes].filter((name) => !absent.includes(name));
    expect(report?.contenders.map(({ name }) => name)).toEqual([...names, ...present]);
    for (const name of [...names, ...present]) {
      const row = rowOf(name);
      expect(row).toMatchObject({ verdict: 'timed', says: null });
      expect(row?.timings).toHaveLength(quick.Ts.length * quick.dModels.length);
      for (const { milliseconds, passes, stopped } of row?.timings ?? []) {
        expect(milliseconds).toBeGreaterThan(0);
        if (!stopped) expect(passes).toBeGreaterThanOrEqual(5);
      }
      expect(stdout).toMatch(new RegExp(`^${name} +[\\d.,]+`, 'm'));
    }
    if (!hasCanvas) return;
    const png = readFileSync(join(out, 'bench.png'));
    expect(png.toString('latin1', 1, 4)).toBe('PNG');
    expect(png.includes('multiHeadAttention')).toBe(true);
  });

  test('awaits a function that is async, and tells that it prints', () => {
    solveEarlier();
    heads("console.log('here'); return Promise.resolve(answer);");
    const { code, rowOf, plain } = bench();
    expect(code).toBe(0);
    expect(rowOf('multiHeadAttention')).toMatchObject({ verdict: 'timed' });
    expect(plain).toMatch(/multiHeadAttention printed [\d,]+ lines; that takes time too/);
  });
});

describe('on what is no right answer', () => {
  const wrong: [string, RegExp][] = [
    ['answer.output[1][2] += 0.1; return answer;', /wrong at T = 8, dModel = 16: output: 1 of/],
    // Right where it is small: a time at a small size would still be a time for a wrong answer.
    ['if (x.length === 32) answer.weights[3][0][1] *= 2; return answer;', /wrong at T = 32/],
    ['answer.weights.pop(); return answer;', /expected shape \[8, 8, 8\], got shape \[7, 8, 8\]/],
    ['return { output: answer.output };', /wrong at T = 8, dModel = 16: weights/],
    ['return null;', /wrong at .* expected an object with .*, got null/],
    ['answer.output[0][0] = NaN; return answer;', /got NaN/],
  ];
  const failing: [string, RegExp][] = [
    [
      "throw new TypeError('no such thing');",
      /threw TypeError: no such thing \(multi-head\.ts:16\)/,
    ],
    ['return { ...answer, output: new Map() };', /returned Map at output/],
    ['for (;;);', /did not return within 2 s/],
    ['process.abort();', /ended the process it ran in/],
    [
      'return answer;; }}',
      /05-multi-head\/multi-head\.ts: Declaration or statement expected\. \(\d+:\d+\)/,
    ],
  ];
  const bodies = [...wrong, ...failing].map(([body]) => body);
  const engine: EngineContender = { kind: 'engine', name: 'tfjs-cpu', label: 'tfjs-cpu 4.22.0' };
  const course = { ...quick, patience: 2 };
  let results: Result[];

  /** All of them beside one engine, in one measurement. */
  beforeAll(async () => {
    const contenders = bodies.flatMap((body) => {
      const replaced = { '05-multi-head': headsThat(body) };
      return codeContenders({ folder: join(root, 'solutions'), replaced }).slice(0, 1);
    });
    results = await measure([engine, ...contenders], course, () => {});
  });

  /** What is said of one of them and the engine. */
  function told(body: string) {
    const both = results.filter((_, i) => i === 0 || i === 1 + bodies.indexOf(body));
    const report = reportOf('exercises', course, { present: [engine], absent: [] }, both);
    const text = render(report, 80);
    const [row, timed] = report.contenders;
    return { timed, row, text, plain: text.replace(/\s+/g, ' ') };
  }

  test.each(wrong)('%s is wrong and not timed', (body, says) => {
    const { timed, row, plain, text } = told(body);
    expect(plain).toMatch(/multiHeadAttention is not timed: wrong at/);
    expect(plain).toMatch(says);
    expect(row).toMatchObject({ name: 'multiHeadAttention', verdict: 'wrong', timings: [] });
    expect(timed).toMatchObject({ name: 'tfjs-cpu', verdict: 'timed' });
    expect(text).not.toMatch(/^multiHeadAttention +[\d.]/m);
  });

  test.each(failing)('%s fails, and is not timed', (body, says) => {
    const { timed, row, plain } = told(body);
    expect(plain).toMatch(says);
    expect(row).toMatchObject({ name: 'multiHeadAttention', verdict: 'failed', timings: [] });
    expect(timed).toMatchObject({ name: 'tfjs-cpu', verdict: 'timed' });
  });

  test.each([
    ['return null;', 'wrong', /not timed: wrong at .* expected an object with .*, got null/],
    ['process.abort();', 'failed', /not timed: ended the process it ran in/],
  ])('%s, which is %s, leaves 1 and times the others', (body, verdict, says) => {
    solveEarlier();
    heads(body);
    const { code, rowOf, plain, stdout } = bench();
    expect(code).toBe(1);
    expect(plain).toMatch(says);
    expect(rowOf('multiHeadAttention')).toMatchObject({ verdict, timings: [] });
    expect(rowOf('tfjs-cpu')).toMatchObject({ verdict: 'timed' });
    expect(stdout).not.toMatch(/^multiHeadAttention +[\d.]/m);
  });
});

const onLinux = process.platform === 'linux';
const why = onLinux ? '' : ' (skipped: only Linux tells what a killed process has spent)';

(onLinux ? test : test.skip)(
  `on hostile submissions shows the dearest ten, and that the bounds hold${why}`,
  () => {
    const { code, stdout, stderr } = checkout.run(['bench', 'grade', '--hostile', '--quick'], {
      KATA_ENGINE: 'tfjs-wasm',
    });
    expect([code, stderr]).toEqual([0, '']);
    const [, count] = /The dearest of (\d+) hostile submissions/.exec(stdout) ?? [];
    const shown = Math.min(10, Number(count));
    expect(stdout.match(/^ +\d+\.\d +\d+\.\d +\d+ {3}\w/gm)).toHaveLength(shown);
    expect(stdout).toMatch(/At most 20 s of processor: held, \d+\.\d at most/);
    expect(stdout).toMatch(/At most 300 MB of the process that judges: held/);
  },
);

describe('on flags that make no sense', () => {
  test.each([
    [['grades'], {}, /bench grades: expected attention, check, .*grade or flags alone/],
    [['--growth'], {}, /--growth is for commands, and for attention with --against/],
    [['--against', 'no-such-commit'], {}, /--against no-such-commit: expected a commit/],
    [['--hostile'], {}, /--hostile is for npm run bench -- grade/],
    [['--qick'], {}, /--quick\?/],
    [['--target', 'scripts'], {}, /it holds no exercise/],
    [[], { KATA_ENGINE: 'tfjs-abacus' }, /KATA_ENGINE: expected .*got "tfjs-abacus"/],
    [
      ['--json', join(root, 'LICENSE', 'x')],
      { KATA_ENGINE: 'tfjs-cpu' },
      /below something that is no folder|is there already/,
    ],
  ])('%j with %j leaves 2 and one line', (args, env, says) => {
    const { code, stderr } = bench(args, env);
    expect(stderr).toMatch(says);
    expect([code, stderr.trim().split('\n').length]).toEqual([2, 1]);
  });

  test('--help shows every flag', () => {
    const { code, stdout } = checkout.run(['bench', '--help']);
    expect(code).toBe(0);
    for (const flag of ['quick', 'out', 'json', 'target']) expect(stdout).toContain(`--${flag} `);
  });
});

describe('on stubs, without node-canvas,', () => {
  let run: ReturnType<typeof bench>;
  let isDrawn: boolean;
  beforeAll(() => {
    rmSync(join(checkout.folder, 'node_modules', 'canvas'), { force: true, recursive: true });
    run = bench();
    isDrawn = existsSync(join(out, 'bench.png'));
  });

  test('says that a stub is not written yet, which is no failure', () => {
    const { code, stderr, rowOf, plain } = run;
    expect([code, stderr]).toEqual([0, '']);
    expect(plain).toContain('multiHeadAttention: not written yet (exercise 05)');
    expect(rowOf('multiHeadAttention')).toMatchObject({ verdict: 'unwritten', timings: [] });
    expect(rowOf('tfjs-cpu')).toMatchObject({ verdict: 'timed' });
  });

  test('says how to get a picture, and still prints the times', () => {
    const { stdout, plain } = run;
    expect(stdout).toMatch(/^tfjs-cpu +[\d.]+/m);
    expect(plain).toMatch(/No pictures without node-canvas.*npm install/);
    expect(isDrawn).toBe(false);
  });
});
