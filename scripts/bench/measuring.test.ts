/** The parts of measuring that need no process: inputs, samples and the clock. */
import { CHAIN, mismatch } from '../../reference/judging/close';
import type { Data } from '../../reference/judging/data';
import { medianOf, timeWarm } from './clock';
import { rowsOf, sample } from './sample';
import { full, HEADS, layerOf, quick } from './sizes';

const sizes = full.dModels.flatMap((dModel) => full.Ts.map((T) => ({ T, dModel })));

const answerOf = (T: number, dModel: number, value = 1) => ({
  weights: Array.from({ length: HEADS }, () =>
    Array.from({ length: T }, () => Array(T).fill(value)),
  ),
  output: Array.from({ length: T }, () => Array(dModel).fill(value)),
});

describe('the inputs', () => {
  test('are the same whenever they are made, and differ from size to size', () => {
    expect(layerOf({ T: 8, dModel: 16 })).toEqual(layerOf({ T: 8, dModel: 16 }));
    expect(layerOf({ T: 8, dModel: 16 }).params).toEqual(layerOf({ T: 9, dModel: 16 }).params);
    expect(layerOf({ T: 8, dModel: 16 }).x).not.toEqual(
      layerOf({ T: 9, dModel: 16 }).x.slice(0, 8),
    );
  });

  test.each(full.dModels)('are exact in float32 at dModel %i', (dModel) => {
    const { x, params } = layerOf({ T: 8, dModel });
    const numbers = [x, ...Object.values(params)].flat(2);
    expect(numbers.every((value) => Math.fround(value) === value)).toBe(true);
  });

  test.each([full, quick])('HEADS divides every dModel', ({ dModels }) => {
    for (const dModel of dModels) expect(dModel % HEADS).toBe(0);
  });
});

describe('a sample', () => {
  test('of a small answer is the whole', () => {
    const answer = answerOf(8, 16);
    expect(sample(answer, { T: 8, dModel: 16 })).toMatchObject(answer);
  });

  test.each(sizes)('holds first and last row and few numbers at %j', (size) => {
    const rows = rowsOf(size);
    expect([rows[0], rows.at(-1)]).toEqual([0, size.T - 1]);
    expect(new Set(rows).size).toBe(rows.length);
    expect(rows.length * (HEADS * size.T + size.dModel)).toBeLessThan(70_000);
  });

  test.each([
    ['a number', (answer: ReturnType<typeof answerOf>) => (answer.output[511] = Array(32).fill(2))],
    ['a head', ({ weights }: ReturnType<typeof answerOf>) => weights.pop()],
    ['rows that are not sampled', ({ output }: ReturnType<typeof answerOf>) => output.splice(1, 1)],
  ])('of a large answer tells %s that is wrong', (_, spoil) => {
    const size = { T: 512, dModel: 32 };
    const expected = sample(answerOf(512, 32), size) as Data;
    const answer = answerOf(512, 32);
    expect(mismatch(sample(answer, size), expected, CHAIN)).toBeNull();
    spoil(answer);
    expect(mismatch(sample(answer, size), expected, CHAIN)).not.toBeNull();
  });

  test.each([[null], [undefined], [7], [{}], [{ weights: 3, output: 'x' }]])(
    'of %j is no right answer, and no error',
    (answer) => {
      const size = { T: 8, dModel: 16 };
      const expected = sample(answerOf(8, 16), size) as Data;
      expect(mismatch(sample(answer, size), expected)).not.toBeNull();
    },
  );
});

describe('the clock', () => {
  test.each([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[7], 7],
  ])('the median of %j is %d', (values, median) => {
    expect(medianOf(values)).toBe(median);
  });

  test('warms up first, then times as many passes as it has to', async () => {
    let calls = 0;
    const pass = async () => {
      calls += 1;
    };
    const { passes } = await timeWarm(pass, {
      warmUp: { passes: 3, milliseconds: 0, most: 60_000 },
      timed: { passes: 5, milliseconds: 0, most: 60_000 },
    });
    expect([passes, calls]).toEqual([5, 8]);
  });

  test('stops where too much time has gone by', async () => {
    const stretch = { passes: 1_000_000, milliseconds: 0, most: 20 };
    const { passes } = await timeWarm(() => 0, { warmUp: stretch, timed: stretch });
    expect(passes).toBeGreaterThan(0);
    expect(passes).toBeLessThan(1_000_000);
  });
});
