/** A sample of the mutants, judged as `npm run mutate` judges all of them on a schedule. */
import { type Checkout, makeCheckout } from '../testing/checkout';

let checkout: Checkout;
beforeAll(() => {
  checkout = makeCheckout();
});
afterAll(() => checkout.remove());

test('grade finds every mutant of a sample', () => {
  const { code, stdout } = checkout.run(['mutate', '--sample', '20', '--seed', '7']);
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^all +20 .* 100\.0 % .*%$/m)]);
  expect(stdout).not.toMatch(/full points|found wrong|any more/);
});

test('a demand that is gone is missed, with the mutants that live by it', () => {
  const spec = 'reference/specs/02-cosine-sim.spec.ts';
  const gone = `import { spec } from '../judging/spec';
export default spec('02-cosine-sim', ({ cosineSim }, { test, expect }) => {
  test('is 1 for one direction', { points: 10 }, () => {
    expect(cosineSim([[1]], [[2]])).toBeClose([[1]]);
  });
});
`;
  checkout.write(spec, gone);
  const { code, stdout } = checkout.run(['mutate', '2', '--sample', '12']);
  expect(code).toBe(1);
  expect(stdout).toMatch(/Wrong, and full points in grade:\n {2}02-cosine-sim:\d+ {2}\w+ {2}\w+: /);
});

test.each([
  [['--sample', 'x'], /--sample x: expected a whole number from 1 up/],
  [['--sample', '0'], /--sample 0: expected a whole number from 1 up/],
  [['9'], /no exercise is called "9"/],
])('%j leaves 2 and one line', (flags, says) => {
  const { code, stderr } = checkout.run(['mutate', ...flags]);
  expect([code, stderr]).toEqual([2, expect.stringMatching(says)]);
});
