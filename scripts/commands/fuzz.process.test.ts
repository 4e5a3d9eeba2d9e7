/** `npm run fuzz` as a process: a clean run, a property that does not hold, and what it refuses. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../reference/root';
import { type Checkout, makeCheckout } from '../testing/checkout';

let checkout: Checkout;
beforeAll(() => {
  checkout = makeCheckout();
  copyFileSync(join(root, 'jest.config.ts'), join(checkout.folder, 'jest.config.ts'));
  checkout.write(
    'scripts/testing/planted.fuzz.test.ts',
    `import fc from 'fast-check';
import { fuzz } from './fuzz';
test('a number is below 5 (it is not)', () => {
  fc.assert(fc.property(fc.nat(), (n) => n < 5), { seed: fuzz.seed, numRuns: fuzz.runs(50) });
});
`,
  );
  checkout.write(
    'scripts/testing/held.fuzz.test.ts',
    `import fc from 'fast-check';
import { fuzz } from './fuzz';
test('a number is a number', () => {
  fc.assert(fc.property(fc.nat(), Number.isInteger), { seed: fuzz.seed, numRuns: fuzz.runs(5) });
});
`,
  );
});
afterAll(() => checkout.remove());

test('a run without a find says how long it was clean', () => {
  const { code, stdout } = checkout.run(['fuzz', '--minutes', '0.01', '--only', 'held']);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^1 file, 0\.01 min\. .*\nround 1: 1 property, .*seed \d+, \d+ s\nClean for /,
  );
});

test('the first property that fails ends it, with its counterexample and how to repeat it', () => {
  const { code, stdout, stderr } = checkout.run(['fuzz', '--minutes', '5', '--only', 'planted']);
  expect([code, stdout]).toEqual([1, expect.stringMatching(/^Found 1 after /m)]);
  expect(stderr).toContain('scripts/testing/planted.fuzz.test.ts: a number is below 5 (it is not)');
  expect(stderr).toContain('Counterexample: [5]');
  expect(stderr).not.toMatch(/^\s+at /m);
  const [, seed, flags = '', title = ''] =
    /KATA_FUZZ_SEED=(\d+) KATA_FUZZ_RUNS=1 npm (test) -- .*planted\.fuzz\.test\.ts -t '(.*)'/.exec(
      stderr,
    ) ?? [];
  const again = checkout.run([flags, 'planted.fuzz', '-t', title], { KATA_FUZZ_SEED: seed });
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('Counterexample: [5]')]);
});

test('Ctrl-C ends it and says what came of it', async () => {
  const child = checkout.start(['fuzz', '--only', 'held']);
  let said = '';
  child.stdout?.once('data', () => child.kill('SIGINT'));
  child.stdout?.on('data', (text) => {
    said += text;
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect([code, said]).toEqual([0, expect.stringMatching(/Ended before its time\.\nClean for /)]);
});

test.each([
  [['--minutes', 'x'], /--minutes x: expected a number above 0/],
  [['--minutes', '0'], /--minutes 0: expected a number above 0/],
  [['--only', 'nothing'], /--only nothing: expected a part of one of .*held\.fuzz\.test\.ts/],
  [['--minute', '1'], /unknown flag --minute; did you mean --minutes/],
])('%j leaves 2 and one line', (flags, says) => {
  const { code, stderr } = checkout.run(['fuzz', ...flags]);
  expect([code, stderr]).toEqual([2, expect.stringMatching(says)]);
});
