/** `check` as a learner meets it: as a process, on right, wrong, broken and hostile code. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CatalogEntry, catalog, type Exercise, sourceOf } from '../../exercises/catalog';
import { engineNames } from '../../reference/oracle/engines';
import { probe } from '../../reference/oracle/probe';
import { root } from '../../reference/root';
import { spentBy } from '../../reference/running/processor';
import type { CheckReport } from '../check/report';
import { selectExercises } from '../terminal/arguments';
import { widthOf } from '../terminal/width';
import { beginner } from '../testing/beginner';
import { type Checkout, makeCheckout, type Run } from '../testing/checkout';
import { onPosix } from '../testing/posix';

let checkout: Checkout;
beforeAll(() => {
  checkout = makeCheckout();
});
beforeEach(() => checkout.reset());
afterAll(() => checkout.remove());

const exerciseOf = (slug: string): Exercise => {
  const exercise = catalog.find((entry) => entry.slug === slug);
  if (!exercise) throw new Error(`no exercise ${slug}`);
  return exercise;
};

const solutionOf = (slug: string): string =>
  readFileSync(join(root, 'solutions', sourceOf(exerciseOf(slug))), 'utf8');

/** The exercises here may be a learner's own and filled in: a test that needs a stub writes it. */
function writeStub(slug: string): void {
  const exercise = exerciseOf(slug);
  const number = slug.slice(0, 2);
  const stubs = exercise.exports.map(
    (name) =>
      `export function ${name}() {\n  throw new Error('Not implemented: ${name} (exercise ${number})');\n}`,
  );
  checkout.write(`exercises/${sourceOf(exercise)}`, `${stubs.join('\n')}\n`);
}

const writeSoftmax = (text: string): void =>
  checkout.write('exercises/01-softmax/softmax.ts', text);
const softmaxThat = (body: string): void =>
  writeSoftmax(`export function softmax(x: number[]): unknown {\n  ${body}\n}\n`);

/** Of the processes that a process has started. */
const childrenOf = (pid: number | undefined): number[] =>
  execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child = 0, parent]) => (parent === pid ? [child] : []));

function isRunning(pid: number): boolean {
  const state = spawnSync('ps', ['-o', 'state=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  return /^[^Z]/.test(state.trim());
}

/** Asks until there are so many; the test's own limit ends it otherwise. */
async function waitFor<T>(ask: () => T[], count: number): Promise<T[]> {
  for (;;) {
    const found = ask();
    if (found.length === count) return found;
    await sleep(50);
  }
}

const check = (...args: string[]) => checkout.run(['check', ...args]);

describe('on a fresh checkout', () => {
  let first: Run;
  beforeAll(() => {
    writeStub('01-softmax');
    // The one test here in which the command chooses the engine by itself.
    first = checkout.run(['check'], { KATA_ENGINE: undefined });
  });
  beforeEach(() => writeStub('01-softmax'));

  test('greets, explains the first stub and leaves 1', () => {
    const { code, stdout, stderr } = first;
    expect(code).toBe(1);
    expect(stdout).toMatch(/Welcome/);
    expect(stdout).toMatch(/01 Softmax .* not started/);
    expect(stdout).toMatch(/02 Cosine similarity +not judged/);
    expect(stdout).toMatch(/exercises\/01-softmax\/README\.md/);
    expect(stdout).toMatch(/tfjs-\S+ 4\.22\.0/);
    expect(stderr).toBe('');
  });

  test('fits one screen, without colour where there is no terminal', () => {
    const { stdout } = first;
    expect(stdout.split('\n').length).toBeLessThanOrEqual(25);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(stdout).not.toContain('\u001b');
  });

  test('is coloured when that is asked for', () => {
    expect(checkout.run(['check'], { FORCE_COLOR: '1' }).stdout).toContain('\u001b[');
    expect(checkout.run(['check'], { FORCE_COLOR: '1', NO_COLOR: '1' }).stdout).not.toContain(
      '\u001b[',
    );
  });
});

describe('on code of a learner', () => {
  test('passes a right answer and goes on to the next exercise', () => {
    writeSoftmax(solutionOf('01-softmax'));
    const { stdout } = check();
    expect(stdout).toMatch(/✓ 01 Softmax/);
    expect(stdout).not.toMatch(/02 Cosine similarity +not judged/);
  });

  test('shows the call, at most five cells, tolerance and seed of a wrong answer', () => {
    // Right for every visible example, wrong for a matrix along axis 0.
    const wrong = solutionOf('01-softmax').replace('axis < 0 ? axis + rank : axis', 'rank - 1');
    writeSoftmax(wrong);
    checkout.write('exercises/01-softmax/softmax.example.spec.ts', '');
    const { code, stdout } = check('1');
    expect(code).toBe(1);
    expect(stdout).toMatch(/called +softmax\(/);
    expect(stdout).toMatch(/\[0\]\[0\] +got \S+, expected \S+ \(off by \S+,\s+allowed\s+\S+\)/);
    expect(stdout).toMatch(/seed +42/);
    expect(stdout.match(/got .*, expected/g)?.length).toBeLessThanOrEqual(5);
  });

  test.each([
    ['an endless loop', 'while (true) {}', /softmax did not return within 2 s/],
    ['a promise that never settles', 'return new Promise(() => {});', /promise.*not\s+settle/],
    ['process.exit', 'process.exit(0);', /process\.exit\(0\) was called/],
    [
      'something that is not data',
      'return new Map();',
      /expected shape \[2\], got a Map: give nested arrays/,
    ],
    [
      'a crash',
      'return (x as any).no.such;',
      /threw TypeError: .*01-softmax\/softmax\.ts:2.*> 2 \| +return \(x as any\)\.no\.such/,
    ],
    ['endless recursion', 'return softmax(x);', /Maximum call stack size exceeded/],
    [
      'all the memory',
      'const a: unknown[] = []; for (;;) a.push(new Array(1e7).fill(1));',
      /256 MB/,
    ],
  ])('names %s and hangs nowhere', (_, body, says) => {
    softmaxThat(body);
    const { code, stdout } = check('1');
    expect(code).toBe(1);
    expect(stdout.replace(/\n +/g, ' ')).toMatch(says);
  });

  test.each([
    [
      'a syntax error',
      'export function softmax( {',
      /softmax\.ts cannot be loaded.*01-softmax\/softmax\.ts:1:2\d > 1 \| export function softmax\( \{ \| +\^/,
    ],
    ['a missing export', 'export const x = 1;', /no exported function softmax/],
    [
      'a throw while loading',
      "throw new Error('top');",
      /softmax\.ts cannot be loaded.*Error: top .*softmax\.ts:1 > 1 \| throw new Error/,
    ],
    ['an endless loop while loading', 'for (;;) {}', /file did not load within 5 s/],
    ['a later exercise', "import '../05-multi-head/multi-head';", /earlier exercises only/],
    ['a library', "import 'mathjs';", /library "mathjs"; none may be/],
    ['a module of Node', "import 'node:fs';", /library "node:fs"; none may be/],
  ])('names %s in the file', (_, text, says) => {
    writeSoftmax(text);
    const { code, stdout } = check('1');
    expect(code).toBe(1);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(says);
  });

  test("takes no time off the code's limit for what Node takes to start", () => {
    writeSoftmax(solutionOf('01-softmax'));
    const sleep = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5500)';
    const slow = `if (/examples/.test(process.argv[1])) ${sleep};`;
    checkout.write('slow.cjs', slow);
    const options = { NODE_OPTIONS: `--require "${join(checkout.folder, 'slow.cjs')}"` };
    expect(checkout.run(['check', '1'], options)).toMatchObject({ code: 0, stderr: '' });
  });

  /** The solution under another name, and a function around it. */
  const around = (text: string): string =>
    `${solutionOf('01-softmax').replace('export function softmax', 'function now')}
const rows = (x: any, of: (row: number[]) => unknown): any =>
  typeof x[0] === 'number' ? of(x) : x.map((row: any) => rows(row, of));
export ${text}`;

  describe('takes for what it comes to, in every example,', () => {
    const json = (): string => join(checkout.folder, 'report.json');
    const titlesOf = (text: string): string[] => {
      writeSoftmax(text);
      expect(check('1', '--json', json()).code).toBe(0);
      const report: CheckReport = JSON.parse(readFileSync(json(), 'utf8'));
      return report.exercises[0]?.tests.map(({ title }) => title) ?? [];
    };
    let plain: string[];
    beforeAll(() => {
      plain = titlesOf(solutionOf('01-softmax'));
    });

    test.each([
      ['an async function', 'const softmax = async (x: any, axis?: number) => now(x, axis);'],
      [
        'a thenable',
        'function softmax(x: any, axis?: number) { const y = now(x, axis); return { then: (use: any) => use(y) }; }',
      ],
      [
        'rows that are typed arrays',
        'const softmax = (x: any, axis?: number) => rows(now(x, axis), (row) => Float64Array.from(row));',
      ],
      [
        'zeros that are −0',
        'const softmax = (x: any, axis?: number) => rows(now(x, axis), (row) => row.map((y) => y || -0));',
      ],
    ])('%s', (_, text) => {
      expect(titlesOf(around(text))).toEqual(plain);
    });
  });

  test('names the example that an async function gets wrong', () => {
    writeSoftmax(around('const softmax = async (x: any) => now(x);'));
    const { code, stdout } = check('1');
    expect(code).toBe(1);
    expect(stdout).toMatch(/goes down the columns along axis 0\s+visible example, wrong answer/);
  });

  test('takes a message with a line separator in it for one message', () => {
    softmaxThat("throw new Error('one\\u2028two');");
    expect(check('1').stdout).toContain('threw Error: one\\u2028two');
  });

  test('names the misconception that gives the same numbers, in its words and in the report', () => {
    softmaxThat(`if (!Array.isArray(x[0])) {
      let total = 0;
      const powers = [];
      for (const logit of x) { powers.push(Math.E ** logit); total += Math.E ** logit; }
      return powers.map((power) => power / total);
    }
    return x.map((row) => softmax(row));`);
    const { stdout } = check('1', '--json', 'report.json');
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'perhaps The axis makes no difference: the last one is always used.',
    );
    const report = JSON.parse(readFileSync(join(checkout.folder, 'report.json'), 'utf8'));
    const named = report.exercises[0].tests.map(
      ({ misconception }: { misconception: string | null }) => misconception,
    );
    expect(named).toContain('softmax-without-shift');
    expect(named).toContain(null);
  });

  test.each([
    ['01-softmax', 'makes the whole matrix sum to 1, without a check', /^All weights together/],
    ['03-split-heads', 'reads the numbers on in one run', /^The numbers are read on in one run/],
    ['07-multilingual', 'measures in nats', /^The entropy is in nats/],
  ])('names in %s what a beginner does who %s', (slug, mistake, says) => {
    for (const entry of catalog) {
      checkout.write(`exercises/${sourceOf(entry)}`, solutionOf(entry.slug));
    }
    checkout.write(`exercises/${sourceOf(exerciseOf(slug))}`, beginner(slug, mistake));
    const { stdout } = check(slug);
    const [, said = '', asked = ''] =
      /perhaps +([\s\S]*?)\n +ask +([\s\S]*?)\n\n/.exec(stdout) ?? [];
    expect(said.replace(/\s+/g, ' ')).toMatch(says);
    expect(asked).toContain('?');
  });

  test('shows the first lines that the code printed and counts the rest', () => {
    softmaxThat("for (let i = 0; i < 2000; i++) console.log('noise', i);\n  return [];");
    const { code, stdout } = check('1');
    expect(code).toBe(1);
    expect(stdout).toMatch(/printed +noise 0/);
    expect(stdout).toMatch(/… \d+ more lines/);
    expect(stdout.split('\n').length).toBeLessThan(40);
  });

  test('names the first failing exercise that a failing one stands on', () => {
    writeStub('01-softmax');
    checkout.write('exercises/04-single-head/single-head.ts', solutionOf('04-single-head'));
    const { stdout } = check('4');
    expect(stdout).toMatch(
      /stands on 01-softmax, which does not pass\. Begin there:\n +npm run check 1\n\nsingle-head/,
    );
  });

  test('warns of what is lacking where it is graded, and judges as if it were not', () => {
    const uses = `
const process = 'a name of its own';
export const names = () => [process, 'TextEncoder', performance.now()];
new Intl.Segmenter().segment(globalThis.Buffer.from('a').toString());
try { void RegExp.$1; } finally { queueMicrotask(() => {}); }
void 'a'.localeCompare('b');
names();\n`;
    writeSoftmax(`${solutionOf('01-softmax')}${uses}`);
    const line = solutionOf('01-softmax').split('\n').length + 3;
    const { code, stdout } = check('1', '--json', join(checkout.folder, 'report.json'));
    const [first, second] = [`(line ${line})`, `(line ${line + 1})`];
    expect(stdout.replace(/\n +/g, ' ')).toContain(
      `! softmax.ts uses Intl ${first}, Buffer ${first}, RegExp.$1 ${second} and queueMicrotask ${second}, which are not there when submissions are graded`,
    );
    expect(stdout.replace(/\n +/g, ' ')).toContain(
      `! softmax.ts uses String.prototype.localeCompare (line ${line + 2}), which goes by no locale when submissions are graded`,
    );
    expect(stdout).toContain('All 1 pass');
    expect(code).toBe(0);
    const report = JSON.parse(readFileSync(join(checkout.folder, 'report.json'), 'utf8'));
    expect(report.exercises[0].warnings).toEqual([
      { name: 'Intl', line, why: 'missing' },
      { name: 'Buffer', line, why: 'missing' },
      { name: 'RegExp.$1', line: line + 1, why: 'missing' },
      { name: 'queueMicrotask', line: line + 1, why: 'missing' },
      { name: 'String.prototype.localeCompare', line: line + 2, why: 'locale' },
    ]);
  });

  test('warns of a file once, even where another imports it', () => {
    writeSoftmax(`${solutionOf('01-softmax')}\nvoid Intl;\n`);
    for (const slug of ['03-split-heads', '04-single-head'] as const) {
      checkout.write(`exercises/${sourceOf(exerciseOf(slug))}`, solutionOf(slug));
    }
    expect(check('4').stdout).not.toContain('graded');
    expect(check('1').stdout.match(/graded/g)).toHaveLength(1);
  });

  test('judges again when the file is saved', async () => {
    softmaxThat('return [];');
    const watching = checkout.start(['check', '1', '--watch']);
    let shown = '';
    const until = (pattern: RegExp): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => void (pattern.test(shown) && resolve());
        watching.stdout?.on('data', (text) => {
          shown += text;
          look();
        });
        look();
      });
    await until(/✗ 01[\s\S]*Watching/);
    writeSoftmax(solutionOf('01-softmax'));
    await until(/✓ 01[\s\S]*Watching/);
    watching.kill();
  });

  onPosix('it has no signals')('leaves no process behind, however it is ended', async () => {
    softmaxThat('return [];');
    for (const signal of ['SIGINT', 'SIGKILL'] as const) {
      const watching = checkout.start(['check', '1', '--watch']);
      const ended = new Promise((resolve) => watching.once('close', resolve));
      await new Promise<void>((resolve) => {
        watching.stdout?.on('data', (text) => /Watching/.test(text) && resolve());
      });
      const children = await waitFor(() => childrenOf(watching.pid), 2);
      watching.kill(signal);
      await ended;
      await waitFor(() => children.filter(isRunning), 0);
    }
  });

  onPosix('it has no signals')('a loop without an end does not outlive it either', async () => {
    softmaxThat('for (;;);');
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const checking = checkout.start(['check', '1']);
      const ended = new Promise((resolve) => checking.once('close', resolve));
      const isLooping = (pid: number): boolean => (spentBy(pid)?.milliseconds ?? 0) > 1_000;
      const children = await waitFor(() => childrenOf(checking.pid).filter(isLooping), 2);
      checking.kill(signal);
      await waitFor(() => children.filter(isRunning), 0);
      await ended;
    }
  });
});

describe('--compare', () => {
  test('shows what passes beside the model and two other right ways', () => {
    checkout.write(
      'exercises/02-cosine-sim/cosine-sim.ts',
      `// mine\n${solutionOf('02-cosine-sim').replace(/^\/\/! .*\n/m, '')}`,
    );
    const { code, stdout } = check('2', '--compare');
    expect(code).toBe(0);
    expect(stdout).toMatch(/Yours: exercises\/02.*\/\/ mine.*The model's/s);
    expect(stdout.match(/Another right way: /g)).toHaveLength(2);
    expect(stdout).not.toContain('kata-hidden');
  });

  test('shows nothing of what does not pass', () => {
    writeStub('02-cosine-sim');
    const { code, stdout } = check('2', '--compare');
    expect(code).toBe(1);
    expect(stdout).toContain('Nothing is compared yet: first let 02-cosine-sim pass.');
    expect(stdout).not.toContain('model');
  });

  test('asks which exercise', () => {
    const { code, stderr } = check('--compare');
    expect(code).toBe(2);
    expect(stderr).toMatch(/--compare: name the exercise, as in npm run check 3 -- --compare/);
  });
});

describe('--reset', () => {
  const file = (name: string): string => join(checkout.folder, 'exercises/01-softmax', name);
  const text = (name: string): string => readFileSync(file(name), 'utf8');
  const stub = readFileSync(join(root, 'reference/stubs/01-softmax.txt'), 'utf8');

  test('gives the stub back, keeps what was written each time, and leaves a stub alone', () => {
    writeSoftmax('first');
    const first = check('1', '--reset');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain('exercises/01-softmax/softmax.mine-1.txt');
    writeSoftmax('second');
    expect(check('softmax', '--reset').stdout).toContain('softmax.mine-2.txt');
    expect([text('softmax.ts'), text('softmax.mine-1.txt'), text('softmax.mine-2.txt')]).toEqual([
      stub,
      'first',
      'second',
    ]);
    writeSoftmax(stub.replaceAll('\n', '\r\n'));
    const again = check('1', '--reset');
    expect(again.stdout).toBe(
      'exercises/01-softmax/softmax.ts is the stub; nothing was written there.\n',
    );
    expect(existsSync(file('softmax.mine-3.txt'))).toBe(false);
  });

  test('brings a file back that is gone', () => {
    rmSync(file('softmax.ts'));
    expect(check('1', '--reset').code).toBe(0);
    expect(text('softmax.ts')).toBe(stub);
  });

  test.each([
    [[], /--reset: name the exercise, as in npm run check 3 -- --reset/],
    [['1', '--target', 'solutions'], /--reset goes alone; leave --target out/],
    [['1', '--watch'], /--reset goes alone; leave --watch out/],
  ])('changes nothing for %j', (args, says) => {
    writeSoftmax('mine');
    const { code, stderr } = check(...args, '--reset');
    expect(code).toBe(2);
    expect(stderr).toMatch(says);
    expect(text('softmax.ts')).toBe('mine');
  });
});

describe('--mine', () => {
  const file = 'exercises/01-softmax/softmax.mine.example.spec.ts';
  const mine = (): string => check('softmax', '--mine').stdout.replace(/\s+/g, ' ');
  const writeMine = (expectation: string): void =>
    checkout.write(
      file,
      `import { softmax } from './softmax';\ntest('mine', () => {\n  ${expectation}\n});\n`,
    );
  beforeEach(() => writeStub('01-softmax'));
  afterEach(() => rmSync(join(checkout.folder, file), { force: true }));

  test('makes a file to fill in, and says so until that is done', () => {
    expect(mine()).toMatch(/softmax\.mine\.example\.spec\.ts is there now/);
    expect(readFileSync(join(checkout.folder, file), 'utf8')).toMatch(/expect\(softmax\(/);
    expect(mine()).toMatch(/has nothing in it yet/);
  });

  test('counts the planted mistakes that the example would catch, and names none', () => {
    writeMine('expect(softmax([0, Math.log(3)])).toBeClose([0.25, 0.75]);');
    const { code, stdout } = check('1', '--mine');
    expect(code).toBe(0);
    expect(stdout).toMatch(/and your example do\s+not agree/);
    const [, caught, planted] = stdout.match(/would\s+catch\s+(\d+)\s+of\s+(\d+)/) ?? [];
    expect(Number(caught)).toBeGreaterThan(0);
    expect(Number(planted)).toBeGreaterThan(2 * Number(caught));
    expect(stdout).not.toMatch(/softmax-\w+-/);
  }, 120_000);

  test('says where an example is off that no right answer passes', () => {
    writeMine('expect(softmax([0, Math.log(3)])).toBeClose([0.3, 0.7]);');
    const { code, stdout } = check('1', '--mine');
    expect(code).toBe(1);
    expect(stdout.replace(/\s+/g, ' ')).toContain('so something in it is off at line 3');
  });

  test.each([
    [[], /--mine: name the exercise/],
    [['1', '--all'], /--mine goes alone; leave --all out/],
  ])('judges nothing for %j', (args, says) => {
    const { code, stderr } = check(...args, '--mine');
    expect(code).toBe(2);
    expect(stderr).toMatch(says);
  });
});

describe('hints', () => {
  test('come one tier a request, three in all', () => {
    writeStub('03-split-heads');
    const tiers = [1, 2, 3, 4].map(
      () => check('3', '--hint').stdout.match(/Hint \d of 3/g)?.length,
    );
    expect(tiers).toEqual([1, 2, 3, 3]);
  });

  test('are about the function that is explained, each with a ladder of its own', () => {
    writeStub('03-split-heads');
    expect(check('3', '--hint').stdout).toContain('Hint 1 of 3 for splitHeads, a question');
    const half = solutionOf('03-split-heads').replace('export function mergeHeads', 'function was');
    const stub = "export const mergeHeads = () => {\n  throw new Error('not yet');\n};\n";
    checkout.write('exercises/03-split-heads/split-heads.ts', half + stub);
    expect(check('3', '--hint').stdout).toContain('Hint 1 of 3 for mergeHeads, a question');
  });
});

describe('in a language', () => {
  /** Words that English sentences of the kit are full of, and no other language has. */
  const english = /\b(?:the|expected|with|what|which|pass|answer|line)\b/i;
  /** What is the same in each language: code, commands, paths, and the engine's name. */
  const isCode = (line: string): boolean => /[/(=]|npm run|^ {13}\S*\.\.\./.test(line);

  test.each(['de', 'zh'])('%s explains a failure, no word of it English', (code) => {
    writeSoftmax(`export function softmax(x: any, axis = -1): any {
  const exps = x.map((row: any) => [row].flat().map(Math.exp));
  console.log('here');
  return Array.isArray(x[0]) ? exps : exps.flat();
}
`);
    const { code: exit, stdout } = check('1', '--lang', code, '--hint');
    expect(exit).toBe(1);
    const said = stdout.split('\n').filter((line) => !isCode(line));
    expect(said.filter((line) => english.test(line))).toEqual([]);
    expect(said.filter((line) => widthOf(line) > 80)).toEqual([]);
  });

  test('is that of the system, where none is asked for', () => {
    writeStub('01-softmax');
    const { stdout } = checkout.run(['check', '1'], { LC_ALL: 'de_AT.UTF-8' });
    expect(stdout).toContain('noch nicht begonnen');
  });

  test('that there is not is refused', () => {
    const { code, stderr } = check('--lang', 'klingon');
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('--lang klingon: there are en, es'),
    ]);
  });
});

describe('flags', () => {
  test('one that npm took for itself is honoured, with a line that shows how to type it', () => {
    writeStub('03-split-heads');
    const npm = { npm_lifecycle_event: 'check', npm_config_hint: 'true' };
    const { code, stdout, stderr } = checkout.run(['check', '3'], npm);
    expect(code).toBe(1);
    expect(stderr).toBe('npm took --hint for itself; type: npm run check 3 -- --hint\n');
    expect(stdout).toContain('Hint 1 of 3');
  });

  test.each([
    [['--wach'], /unknown flag --wach; did you mean --watch\?/],
    [['sofmax'], /no exercise is called "sofmax"; did you mean "softmax"\? there are 1 to 7/],
    [['9'], /no exercise is called "9"; there are 1 to 7: softmax, .* and multilingual/],
    [['attention'], /no exercise is called "attention"; there are 1 to 7: softmax/],
    [['--quiet'], /unknown flag --quiet; there are --watch, --hint, /],
    [['--target', 'elsewhere'], /elsewhere: there is no such folder/],
    [['--json'], /--json/],
  ])('%j is refused in one line that says what to do', (args, says) => {
    const { code, stdout, stderr } = check(...args);
    expect(code).toBe(2);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(says);
    expect(stdout).toBe('');
  });

  test('an engine that is none is refused', () => {
    const { code, stderr } = checkout.run(['check'], { KATA_ENGINE: 'abacus' });
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /KATA_ENGINE: expected tfjs-node-gpu, tfjs-wasm, tfjs-cpu, got "abacus"/,
    );
  });

  test('--help shows every flag', () => {
    const { code, stdout } = check('--help');
    expect(code).toBe(0);
    for (const flag of [
      '--watch',
      '--hint',
      '--all',
      '--compare',
      '--reset',
      '--mine',
      '--lang',
      '--target',
      '--json',
    ]) {
      expect(stdout).toContain(flag);
    }
  });

  test.each(['1', '01', 'softmax', '01-softmax'])('%s names the first exercise', (name) => {
    expect(selectExercises([name])).toEqual([exerciseOf('01-softmax')]);
  });

  test('a name leaves the other exercises out', () => {
    const { stdout } = check('softmax');
    expect(stdout).toMatch(/01 Softmax/);
    expect(stdout).not.toMatch(/02 Cosine/);
  });
});

/** What `--json` writes of right answers. */
function expectPassed(file: string, judged: readonly CatalogEntry[]): void {
  const report = JSON.parse(readFileSync(file, 'utf8')) as CheckReport;
  expect(report.schema).toBe('attention-kata/check/v1');
  expect(report.exercises.map(({ slug, verdict, score }) => [slug, verdict, score])).toEqual(
    judged.map(({ slug, points }) => [slug, 'pass', points]),
  );
  expect(report.exercises.every(({ tests }) => tests.some(({ visible }) => visible))).toBe(true);
}

describe('--all --target solutions --json FILE', () => {
  // Each engine's operations are compared in reference/oracle/parity; here one of them judges all.
  for (const name of engineNames) {
    const found = probe(name);
    const judge = found.ok ? test : test.skip;
    const why = found.ok ? '' : ` (skipped: ${found.reason})`;
    judge(`passes on ${name}, names it and writes what was judged${why}`, () => {
      const file = join(checkout.folder, `${name}.json`);
      const judged = name === 'tfjs-wasm' ? catalog : catalog.slice(3, 5);
      const numbers = judged.map(({ slug }) => slug);
      const args = ['check', ...numbers, '--all', '--target', 'solutions', '--json', file];
      const { code, stdout } = checkout.run(args, { KATA_ENGINE: name });
      expect(stdout).toContain(found.ok && found.label);
      expect(stdout).toMatch(new RegExp(`All ${judged.length} pass`));
      expect(code).toBe(0);
      expectPassed(file, judged);
    });
  }
});
