/**
 * The solutions against PyTorch itself: on recorded weights, from scratch, by tfjs and by mathjs.
 * The recording is float32, so 2e-6 is as close as anything has a right to be. Then in which ways
 * PyTorch's attentions differ from the kit's and from one another.
 */
import { softmax } from '../../solutions/01-softmax/softmax';
import { multiHeadAttention } from '../../solutions/05-multi-head/multi-head';
import {
  compareOutputs,
  fromPyTorch,
  mathMultiHeadAttention,
  tfMultiHeadAttention,
} from '../../solutions/06-framework-comparison/framework-comparison';
import recorded from '../recordings/pytorch-multihead-attention.json';
import ways from '../recordings/torch-conventions.json';

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

describe("PyTorch's own ways", () => {
  const { x: input, state, masks, closed, causalHint, stored } = ways;
  const layer = fromPyTorch({
    inProjWeight: state.in_proj_weight,
    inProjBias: state.in_proj_bias,
    outProjWeight: state['out_proj.weight'],
    outProjBias: state['out_proj.bias'],
  });
  type Rows = (number | string)[][];
  const numbers = (given: Rows): number[][] => given.map((row) => row.map(Number));
  const turnRound = (mask: boolean[][]): boolean[][] => mask.map((row) => row.map((open) => !open));
  const attend = (mask?: boolean[][]) =>
    multiHeadAttention(input, layer, ways.config.nHeads, mask && { mask });
  const within = { atol: LIMIT, rtol: 0 };

  test("the function's mask is the kit's, and the layer's is turned round", () => {
    const { output, weights } = attend(masks.causal);
    expect(numbers(masks.functionGivenCausal)).toBeClose(output, within);
    expect(numbers(masks.layerGivenItsOpposite.output)).toBeClose(output, within);
    expect(masks.layerGivenItsOpposite.weights.map(numbers)).toBeClose(weights, within);
  });

  test('a mask that is brought over as it is shows the future, and NaN or a bias in the last row', () => {
    const { output, weights } = attend(turnRound(masks.causal));
    expect(numbers(masks.functionGivenItsOpposite)).toBeClose(output, within);
    const asLayer = (rows: number[][]) => [
      ...rows.slice(0, -1),
      (rows.at(-1) ?? []).map(() => NaN),
    ];
    expect(masks.layerGivenCausal.weights.map(numbers)).toBeClose(weights.map(asLayer), within);
    expect(numbers(masks.layerGivenCausal.output)).toBeClose(asLayer(output), within);
  });

  test('a mask of numbers is added to the scores, by both', () => {
    const dK = layer.wQ.length / ways.config.nHeads;
    const added = numbers(masks.added);
    const project = (w: number[][], b: number[] = []): number[][] =>
      input.map((row) =>
        b.map((bias, j) => row.reduce((sum, v, i) => sum + v * (w[i]?.[j] ?? 0), bias)),
      );
    const [q, k] = [project(layer.wQ, layer.bQ), project(layer.wK, layer.bK)];
    const weights = Array.from({ length: ways.config.nHeads }, (_, h) => {
      const part = (row: number[]) => row.slice(h * dK, (h + 1) * dK);
      return q.map((query, i) =>
        softmax(
          k.map((key, j) => {
            const score = part(query).reduce((sum, v, d) => sum + v * (part(key)[d] ?? 0), 0);
            return score / Math.sqrt(dK) + (added[i]?.[j] ?? 0);
          }),
        ),
      );
    });
    expect(masks.layerGivenAdded.weights).toBeClose(weights, within);
    expect(masks.functionGivenAdded).toBeClose(masks.layerGivenAdded.output, within);
  });

  test('a query that may attend to nothing gets zeros from the function, as here', () => {
    const { weights, output } = attend(closed.mask);
    const shut = closed.mask.findIndex((row) => !row.some(Boolean));
    expect(weights.map((map) => map[shut])).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(output[shut]).toEqual(layer.bO);
    for (const rows of [closed.function, closed.functionStepByStep]) {
      expect(rows).toEqual([
        [0, 0, 0, 0],
        [0, 0, 0, 0],
      ]);
    }
  });

  test('and NaN from the layer with weights or on its fast path, which wants an even number of heads', () => {
    for (const { training, gradient, needWeights, batchFirst, heads, row } of closed.layer) {
      const isFast = !training && !gradient && batchFirst && heads % 2 === 0;
      expect(row).toBe(needWeights || isFast ? 'NaN' : 'bias');
    }
    expect(closed.layer).toHaveLength(32);
  });

  test('one such query makes every gradient NaN that passes through the layer with weights', () => {
    const { needWeights, without } = closed.gradients;
    const { 'out_proj.bias': bias, ...others } = needWeights;
    expect(bias).toEqual([0, 8]);
    for (const [lost, all] of Object.values(others)) expect(lost).toBe(all);
    for (const [lost] of Object.values(without)) expect(lost).toBe(0);
  });

  test('is_causal is a hint: beside a mask that closes nothing it counts only without weights', () => {
    expect(causalHint.withWeights).toBeClose(attend().output, within);
    expect(causalHint.withoutWeights).toBeClose(attend(masks.causal).output, within);
  });

  test('fromPyTorch reads what is stacked, and says what to do of what is not', () => {
    const whole = ['', 'kdim=8, vdim=8', 'bias=False', 'add_bias_kv=True'] as const;
    for (const settings of whole) expect(stored[settings]).toHaveProperty('in_proj_weight');
    for (const settings of ['kdim=6', 'vdim=4'] as const) {
      const camel = (name: string) =>
        name.replace(/[._](\w)/g, (_, letter) => letter.toUpperCase());
      const given = Object.keys(stored[settings]).map((name) => [camel(name), [[1]]]);
      expect(() => fromPyTorch(Object.fromEntries(given))).toThrow(
        /^fromPyTorch: expected q, k and v stacked in inProjWeight, got qProjWeight, kProjWeight, vProjWeight, .*make the layer without kdim and vdim$/,
      );
    }
  });
});
