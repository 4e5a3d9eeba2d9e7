/**
 * The solutions against PyTorch itself: on recorded weights, from scratch, by tfjs and by mathjs.
 * The recording is float32, so 2e-6 is as close as anything has a right to be.
 */
import { multiHeadAttention } from '../../solutions/05-multi-head/multi-head';
import {
  compareOutputs,
  fromPyTorch,
  mathMultiHeadAttention,
  tfMultiHeadAttention,
} from '../../solutions/06-framework-comparison/framework-comparison';
import recorded from '../recordings/pytorch-multihead-attention.json';

const LIMIT = 2e-6;
const { T, dModel, nHeads } = recorded.config;

const rows = ({ data }: { data: number[] }, width = dModel): number[][] =>
  Array.from({ length: data.length / width }, (_, i) => data.slice(i * width, (i + 1) * width));

const x = rows(recorded.x);
const params = fromPyTorch({
  inProjWeight: rows(recorded.inProjWeight),
  inProjBias: recorded.inProjBias.data,
  outProjWeight: rows(recorded.outProjWeight),
  outProjBias: recorded.outProjBias.data,
});

describe.each([
  ['from scratch', multiHeadAttention],
  ['by tfjs', tfMultiHeadAttention],
  ['by mathjs', mathMultiHeadAttention],
])('attention %s on recorded weights of PyTorch', (_, attend) => {
  const { weights, output } = attend(x, params, nHeads);

  test('gives its output', () => {
    expect(compareOutputs(output, rows(recorded.output)).maxAbsError).toBeLessThanOrEqual(LIMIT);
  });

  test('gives the map of each of its heads', () => {
    expect(weights.map((map) => map.length)).toEqual(new Array(nHeads).fill(T));
    const { maxAbsError } = compareOutputs(weights.flat(), rows(recorded.attentionWeights, T));
    expect(maxAbsError).toBeLessThanOrEqual(LIMIT);
  });

  test('gives, averaged over the heads, what PyTorch returns unless told otherwise', () => {
    const mean = x.map((_row, i) =>
      x.map((_column, j) => weights.reduce((sum, map) => sum + (map[i]?.[j] ?? 0) / nHeads, 0)),
    );
    const { maxAbsError } = compareOutputs(mean, rows(recorded.averagedWeights, T));
    expect(maxAbsError).toBeLessThanOrEqual(LIMIT);
  });
});

test('the recording also holds them as exercise 05 takes them', () => {
  expect(recorded.params).toEqual(params);
});

test('weights that are not turned round give another answer altogether', () => {
  const { wQ, wK, wV, wO } = params;
  const turn = (w: number[][]): number[][] => w.map((_, j) => w.map((row) => row[j] ?? 0));
  const stored = { ...params, wQ: turn(wQ), wK: turn(wK), wV: turn(wV), wO: turn(wO) };
  const { output } = multiHeadAttention(x, stored, nHeads);
  expect(compareOutputs(output, rows(recorded.output)).maxAbsError).toBeGreaterThan(0.1);
});

test.each(['bQ', 'bV', 'bO'] as const)('without %s the answer is another one', (name) => {
  const { [name]: _, ...rest } = params;
  const { output } = multiHeadAttention(x, rest, nHeads);
  expect(compareOutputs(output, rows(recorded.output)).maxAbsError).toBeGreaterThan(0.01);
});

test('without bK it stays, because softmax sees differences only', () => {
  const { bK: _, ...rest } = params;
  const { output } = multiHeadAttention(x, rest, nHeads);
  expect(compareOutputs(output, rows(recorded.output)).maxAbsError).toBeLessThanOrEqual(LIMIT);
});
