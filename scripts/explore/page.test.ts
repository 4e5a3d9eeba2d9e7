/** The parts of the page that need no document: links, and what an output row is made of. */
import fc from 'fast-check';
import { openScene } from '../scenes/open-scene';
import { isSpecial } from '../scenes/pairs';
import { averageOf } from '../scenes/stats';
import { chainOf, gapOf, sayLink } from './page/chain';
import { beginningWith } from './page/facts';
import { foldKeys, stopsOf } from './page/folding';
import { keepOpening, openingRow } from './page/opening';
import { readAs } from './page/reading';
import { fromHash, initial, questionOf, type State, toHash } from './page/state';
import { withOwn, withoutOwn } from './page/texts';
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
  read: fc.constantFrom('weights', 'lengths'),
  chain: fc.boolean(),
  locked: fc.option(
    fc.oneof(fc.constant('none' as const), fc.record({ head: fc.nat(16), row: fc.nat(127) })),
  ),
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

describe('the row that the page opens with', () => {
  const even = [0.25, 0.25, 0.25, 0.25];
  const one = [1, 0, 0, 0];
  const tokens = ['[CLS]', 'the', 'cat', '</s>'];
  const maps = [
    [even, one, [0.5, 0.3, 0.2, 0], even],
    [even, [0.6, 0.3, 0.1, 0], one, even],
  ];

  test('has three weights that are large together, and is none of a special token', () => {
    expect(openingRow(tokens, maps)).toEqual({ head: 0, row: 2 });
    expect(openingRow(['[SEP]'], [[[1]]])).toBeNull();
    expect(tokens.map(isSpecial)).toEqual([true, false, false, true]);
  });

  test('is the first where rows tie, and one of few keys too', () => {
    expect(openingRow(['a', 'b'], [[even, even]])).toEqual({ head: 0, row: 0 });
    expect(
      openingRow(
        ['a', 'b'],
        [
          [
            [1, 0],
            [0.5, 0.5],
          ],
        ],
      ),
    ).toEqual({ head: 0, row: 1 });
  });

  test('stays while there is such a row, and is chosen anew for another layer', () => {
    const kept = { chosenFor: 'tiny 0 2', row: { head: 1, row: 1 } };
    expect(keepOpening(kept, 'tiny 0 2', tokens, maps)).toBe(kept);
    expect(keepOpening(kept, 'tiny 1 2', tokens, maps).row).toEqual({ head: 0, row: 2 });
    const special = ['a', '[SEP]', 'b', 'c'];
    expect(keepOpening(kept, 'tiny 0 2', special, maps).row).not.toEqual(kept.row);
  });
});

describe('the keys of a row', () => {
  test('come by weight, the light ones folded into one line', () => {
    const folded = foldKeys([0.004, 0.5, 0.005, 0.3, 0.19, 0.001]);
    expect(folded).toEqual({ order: [1, 3, 4, 2, 0, 5], shown: 3 });
    expect(stopsOf(folded, true)).toEqual([0, 1, 2, 3, 6]);
    expect(stopsOf(folded, false)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  test('are three at the least, and one alone is not folded', () => {
    expect(foldKeys([1, 0, 0, 0, 0]).shown).toBe(3);
    expect(foldKeys([1, 0, 0, 0]).shown).toBe(4);
    expect(foldKeys([0.5, 0.5]).shown).toBe(2);
  });

  test('that weigh less than nothing by mistake are seen all the same', () => {
    expect(foldKeys([0.2, -0.9, 0.3, 0, 0]).order[0]).toBe(1);
  });
});

describe('the chain to the weights of a row', () => {
  const scene = openScene('pytorch', { layer: 0, seed: 42 });
  const T = scene.tokens.length;
  const sees = (key: number): boolean => key <= 3;

  test('goes from q · k over ÷ (√dK · temperature) to shares of 1, masked keys having none', () => {
    const chain = chainOf(scene, { head: 1, row: 3 }, 0.5, sees);
    expect(chain.links).toHaveLength(T);
    for (const [key, { score, logit, isMasked, weight }] of chain.links.entries()) {
      expect(logit).toBeClose(score / (Math.sqrt(16) * 0.5));
      expect(isMasked).toBe(!sees(key));
      expect(weight).toBeClose(sees(key) ? Math.exp(logit - chain.largest) / chain.total : 0);
    }
    const total = chain.links.reduce((sum, { weight }) => sum + weight, 0);
    expect(total).toBeClose(1);
    const weights = chain.links.map(({ weight }) => weight);
    expect(gapOf(chain, weights)).toBe(0);
    expect(gapOf(chain, [...weights.slice(0, -1), 0.25])).toBeCloseTo(0.25, 10);
  });

  test('is written out with its numbers', () => {
    const chain = { dK: 16, temperature: 1, largest: -0.5, total: 2, links: [] };
    const link = { score: -4, logit: -1, isMasked: false, weight: 0.303 };
    expect(sayLink(link, chain)).toBe(
      'q·k −4.00 ÷ √16 = −1.00 → exp(−1.00 − (−0.50)) ÷ 2.00 = 0.303',
    );
    const masked = sayLink({ ...link, isMasked: true }, { ...chain, temperature: 0.5 });
    expect(masked).toBe('q·k −4.00 ÷ √16 ÷ 0.5 = −1.00 → masked, so 0');
  });
});

test('the second reading is weight · length, the largest of a head being 1, and has no average', () => {
  const map = [
    [0.5, 0.5],
    [1, 0],
  ];
  const [first, second] = [
    { name: 'head 0', map, entropy: null },
    { name: 'average', map: averageOf([map]), entropy: null },
  ];
  const values = [
    [3, 4],
    [0, 2],
  ];
  const valuesOf = (head: number) => (head === 0 ? values : null);
  const maps = [first, second];
  expect(readAs('weights', maps, valuesOf)).toBe(maps);
  const [read, ...others] = readAs('lengths', maps, valuesOf);
  expect(others).toEqual([]);
  expect(read?.map).toEqual([
    [0.5, 0.2],
    [1, 0],
  ]);
  expect(read?.note).toBe('1 is weight · length 5.00');
});

describe('the texts of the fields', () => {
  const own = { text: 'a cat', pair: 'кошка' };

  test('are left out of a state while they are the model’s own', () => {
    expect(withoutOwn({ ...own }, own)).toEqual({ text: '', pair: '' });
    expect(withoutOwn({ ...own, text: 'a dog' }, own)).toEqual({ text: 'a dog', pair: 'кошка' });
    expect(withoutOwn({ ...own, pair: '' }, own)).toEqual({ text: 'a cat', pair: '' });
    expect(withoutOwn(own, undefined)).toBe(own);
  });

  test('are the model’s own where a state has none', () => {
    expect(withOwn({ text: ' ', pair: '' }, own)).toBe(own);
    expect(withOwn({ text: 'a dog', pair: '' }, own)).toEqual({ text: 'a dog', pair: '' });
    expect(withOwn({ text: '', pair: '' }, undefined)).toEqual({ text: '', pair: '' });
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
