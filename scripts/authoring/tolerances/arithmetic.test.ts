/** What the changed texts compute: the same, in another arithmetic. */
import { evaluate } from '../../../reference/running/load';
import { type Arithmetic, compensated, fromBehind, inFloat32 } from './arithmetic';

/** The function `f` that a text exports once its arithmetic is another one. */
function functionIn(source: string, arithmetic: Arithmetic): (...given: unknown[]) => unknown {
  const { f } = evaluate(arithmetic(source), 'answer.ts', require);
  return f as ReturnType<typeof functionIn>;
}

const sum = 'export const f = (x: number[]) => x.reduce((sum, value) => sum + value, 0);';
const ulp = 2 ** -53;

test.each([
  ['a product', 'export const f = (a, b) => a * b;'],
  ['a quotient', 'export const f = (a, b) => a / b;'],
  ['a difference', 'export const f = (a, b) => { let c = a; c -= b; return c; };'],
  ['a function of Math', 'export const f = (a) => Math.exp(a);'],
])('%s is rounded to float32', (_, source) => {
  const rounded = functionIn(source, inFloat32)(0.1, 0.3);
  const exact = functionIn(source, (text) => text)(0.1, 0.3);
  expect(rounded).toBe(Math.fround(exact as number));
  expect(rounded).not.toBe(exact);
});

test('in float32 text stays text, and a maximum what it is', () => {
  const source = "export const f = (a, b) => ['#' + a, Math.max(a, b)];";
  expect(functionIn(source, inFloat32)(1e308, 2)).toEqual(['#1e+308', 1e308]);
});

test('a sum from behind begins with its last term', () => {
  expect(functionIn(sum, (text) => text)([1e16, 1, 1])).toBe(1e16);
  expect(functionIn(sum, fromBehind)([1e16, 1, 1])).toBe(1e16 + 2);
});

test('a compensated sum carries along what it rounds off', () => {
  const terms = [1, ...Array(1_000).fill(ulp)];
  expect(functionIn(sum, (text) => text)(terms)).toBe(1);
  expect(functionIn(sum, compensated)(terms)).toBe(1 + 1_000 * ulp);
});

test('a maximum by reduce is no sum, and a text without sums stays as it is', () => {
  const maximum = 'export const f = (x) => x.reduce((most, value) => Math.max(most, value), 0);';
  expect(fromBehind(maximum)).toBe(maximum);
});
