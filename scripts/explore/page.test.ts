/** The parts of the page that need no document: links, and what an output row is made of. */
import fc from 'fast-check';
import { openScene } from '../scenes/open-scene';
import { beginningWith } from './page/facts';
import { fromHash, initial, questionOf, type State, toHash } from './page/state';
import { contribution, differ, expectedOutput, valuesOf, weightedSum } from './page/values';

const states: fc.Arbitrary<State> = fc.record({
  model: fc.constantFrom('notebook', 'pytorch', 'relations', 'tiny'),
  text: fc.string({ unit: 'grapheme' }),
  pair: fc.string(),
  layer: fc.nat(99),
  heads: fc.option(fc.integer({ min: 1, max: 64 })),
  dModel: fc.option(fc.integer({ min: 1, max: 256 })),
  temperature: fc.constantFrom(0.01, 0.35, 1, 10),
  mask: fc.constantFrom('none', 'causal'),
  who: fc.constantFrom('exercises', 'solutions', 'tfjs'),
  average: fc.boolean(),
  values: fc.boolean(),
  scale: fc.constantFrom('0-1', 'sqrt', 'head'),
  locked: fc.option(fc.record({ head: fc.nat(16), row: fc.nat(127) })),
});

describe('a link', () => {
  test('restores any state', () => {
    fc.assert(
      fc.property(states, (state) => expect(fromHash(`#${toHash(state)}`)).toEqual(state)),
      { seed: 42 },
    );
  });

  test('is empty in the beginning, and nonsense in it is as in the beginning', () => {
    expect(toHash(initial)).toBe('');
    const nonsense = '#temperature=-1&mask=upside&who=nobody&layer=x&heads=1e9&locked=a.b';
    expect(fromHash(nonsense)).toEqual(initial);
  });

  test('asks a model for nothing that it cannot follow', () => {
    const state = {
      ...initial,
      model: 'notebook',
      heads: 2,
      dModel: 16,
      layer: 3,
      pair: 'b',
      text: ' ',
    };
    expect(questionOf(state)).toEqual({ model: 'notebook', heads: '2', 'd-model': '16' });
    expect(questionOf({ ...state, model: 'pytorch' })).toEqual({ model: 'pytorch' });
    const trained = { model: 'tiny', layer: '3', pair: 'b' };
    expect(questionOf({ ...state, model: 'tiny' })).toEqual({ ...trained, who: 'exercises' });
    // There is nothing to compute below the lowest layer.
    expect(questionOf({ ...state, model: 'tiny', layer: 0 })).toEqual({ ...trained, layer: '0' });
  });
});

describe('an output row', () => {
  const scene = openScene('pytorch', { layer: 0, seed: 42 });
  const T = scene.tokens.length;

  test('is the sum of what its keys contribute', () => {
    const values = valuesOf(scene, 1);
    const weights = Array.from({ length: T }, (_, j) => (j + 1) / 55);
    const sum = weights
      .map((weight, j) => contribution(weight, values[j] ?? []))
      .reduce((total, row) => total.map((value, i) => value + (row[i] ?? 0)));
    expect(weightedSum(weights, values)).toBeClose(sum);
    expect(weightedSum(weights, values, 0)).toEqual(values[0]?.map(() => 0));
    expect(values[0]).toHaveLength(16);
  });

  test('is a row of values, projected, where every head attends to one key', () => {
    const only = (key: number) => Array.from({ length: T }, (_, j) => (j === key ? 1 : 0));
    const maps = Array.from({ length: 4 }, () => Array.from({ length: T }, () => only(3)));
    const first = expectedOutput(scene, maps, 0);
    expect(differ(first, expectedOutput(scene, maps, 7))).toBe(0);
    expect(
      differ(
        first,
        first.map((value) => 1.1 * value),
      ),
    ).toBeCloseTo(1 / 11, 10);
  });
});

describe('trouble begins with the earliest exercise that does not pass', () => {
  const facts: [string, string][] = [
    ['Exercise', '05 Multi-head attention'],
    ['Check it', 'npm run check 5'],
  ];
  const trouble = { title: 'Your code threw a TypeError', says: 'no', facts };

  test('where it is another one than the trouble names', () => {
    expect(beginningWith('01-softmax', trouble, 'exercises').facts).toEqual([
      ['Begin with', '01 Softmax, which does not pass'],
      ['Check that', 'npm run check 1'],
      ...facts,
    ]);
  });

  test('and stays as it is where it names that one itself, or none', () => {
    expect(beginningWith('05-multi-head', trouble, 'exercises')).toBe(trouble);
    const none = { ...trouble, facts: [] };
    expect(beginningWith('01-softmax', none, 'exercises')).toBe(none);
  });
});
