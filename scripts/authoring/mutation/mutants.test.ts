/** Which mutants there are: of every kind that was asked for, none of what an error says. */
import { catalog } from '../../../exercises/catalog';
import { staleEquivalents } from './equivalents';
import { mutantsOf } from './mutants';
import { draw } from './sample';

const all = catalog.flatMap(mutantsOf);

test.each([
  'ArithmeticOperator',
  'ConditionalExpression',
  'EqualityOperator',
  'LogicalOperator',
  'MethodExpression',
  'CapAtSize',
  'ClampValue',
  'StartMaximumAtZero',
  'CompareTotals',
  'CacheByOneArgument',
  'DropTermWithoutAnother',
  'ReuseReturnedArray',
])('there are mutants of %s', (operator) => {
  expect(all.filter((mutant) => mutant.operator === operator).length).toBeGreaterThan(1);
});

test('each is another file, and is told from all others of its exercise by its change', () => {
  expect(new Set(all.map(({ source }) => source)).size).toBe(all.length);
  const names = all.map(({ exercise, operator, change }) =>
    [exercise.slug, operator, change].join(),
  );
  expect(new Set(names).size).toBe(all.length);
});

test('what errors say is left as it is', () => {
  const errorsIn = (source: string): string[] => source.match(/new RangeError\([^;]*\);/g) ?? [];
  for (const exercise of catalog) {
    const own = all.filter((mutant) => mutant.exercise === exercise);
    const told = own.map(({ source }) => errorsIn(source));
    const whole = told.reduce((most, each) => (each.length > most.length ? each : most));
    expect(told.flat().filter((each) => !whole.includes(each))).toEqual([]);
  }
});

test('no mutant that is listed as a right answer has gone', () => {
  expect(staleEquivalents(catalog, all)).toEqual([]);
});

test('a seed draws the same ones, another seed others', () => {
  const changes = (seed: number) => draw(all, 20, seed).map(({ change }) => change);
  expect(changes(1)).toEqual(changes(1));
  expect(changes(1)).not.toEqual(changes(2));
  expect(changes(1)).toHaveLength(20);
});
