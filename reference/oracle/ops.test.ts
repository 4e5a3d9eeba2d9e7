/**
 * Whether the reference is right: against plain loops in float64, and the solutions against numbers
 * that another program computed.
 *
 * @jest-environment ./reference/jest/environment.ts
 */
import { multiHeadAttention } from '../../solutions/05-multi-head/multi-head';
import { CHAIN, EXACT, POINTWISE } from '../judging/close';
import { seededInputs } from '../judging/inputs';
import golden from './goldens/numpy-multihead-attention.json';
import * as ops from './ops';
import { at, attend, attendInHeads, softmaxOf, times, turn } from './parity/float64';

type Matrix = number[][];

const { matrix, mask, projections, biases } = seededInputs(7, 'ops');

const withNothing = (rows: boolean[][]): boolean[][] => [
  ...rows.slice(1),
  (rows[0] ?? []).map(() => false),
];

describe('the reference agrees with plain loops in float64', () => {
  test('on softmax along every axis', () => {
    const [rows, line] = [matrix(3, 5), [...(matrix(1, 4)[0] ?? []), -Infinity]];
    const stack = [matrix(3, 4), matrix(3, 4)];
    const [a = [], b = []] = stack;
    const across = a.map((row, i) => row.map((_, j) => softmaxOf([at(a, i, j), at(b, i, j)])));
    expect(ops.softmax(line)).toBeClose(softmaxOf(line), POINTWISE);
    expect(ops.softmax([-Infinity, -Infinity])).toBeClose([0, 0], EXACT);
    expect(ops.softmax(rows)).toBeClose(rows.map(softmaxOf), POINTWISE);
    expect(ops.softmax(rows, 0)).toBeClose(turn(turn(rows).map(softmaxOf)), POINTWISE);
    expect(ops.softmax(stack, -1)).toBeClose(
      stack.map((block) => block.map(softmaxOf)),
      POINTWISE,
    );
    expect(ops.softmax(stack, 1)).toBeClose(
      stack.map((block) => turn(turn(block).map(softmaxOf))),
      POINTWISE,
    );
    expect(ops.softmax(stack, 0)).toBeClose(
      [0, 1].map((n) => across.map((row) => row.map((pair) => pair[n] ?? 0))),
      POINTWISE,
    );
  });

  test.each([1e-9, 0.5])('on cosine similarity with eps %d', (eps) => {
    const [a, b] = [[...matrix(3, 4), [0, 0, 0, 0]], matrix(5, 4)];
    const unit = (row: number[]): number[] =>
      row.map((value) => value / (Math.hypot(...row) + eps));
    expect(ops.cosineSim(a, b, eps)).toBeClose(times(a.map(unit), turn(b.map(unit))), POINTWISE);
  });

  test('on splitting heads', () => {
    const x = matrix(3, 6);
    const heads = [0, 1, 2].map((h) => x.map((_, t) => [at(x, t, 2 * h), at(x, t, 2 * h + 1)]));
    expect(ops.splitHeads(x, 3)).toBeClose(heads, EXACT);
  });

  test.each([
    ['nothing', {}],
    ['a temperature', { temperature: 0.75 }],
    ['a mask', { mask: withNothing(mask(4, 6)) }],
    ['both', { temperature: 2.5, mask: withNothing(mask(4, 6)) }],
  ])('on one head, given %s', (_, options: ops.Options) => {
    const [q, k, v] = [matrix(4, 3), matrix(6, 3), matrix(6, 2)];
    const expected = attend(q, k, v, options);
    expect(ops.singleHeadAttention(q, k, v, options)).toBeClose(expected, CHAIN);
  });

  test.each([
    ['nothing', {}],
    ['a temperature', { temperature: 0.75 }],
    ['a mask', { mask: withNothing(mask(5, 5)) }],
  ])('on several heads, given %s', (_, options: ops.Options) => {
    const [x, params] = [matrix(5, 6), { ...projections(6), ...biases(6) }];
    const expected = attendInHeads(x, params, 3, options);
    expect(ops.multiHeadAttention(x, params, 3, options)).toBeClose(expected, CHAIN);
  });

  test('on the entropy of heads, weights of 0 among them', () => {
    const masked = matrix(4, 4).map((row, i) => row.map((logit, j) => (j > i ? -Infinity : logit)));
    const maps = [matrix(4, 4), masked].map((map) => map.map(softmaxOf));
    const bits = maps.map((map) => {
      const terms = map.flat().filter((p) => p > 0);
      return terms.reduce((sum, p) => sum - (p * Math.log2(p)) / 4, 0);
    });
    expect(ops.headEntropy(maps)).toBeClose(bits, POINTWISE);
    expect(
      ops.headEntropy([
        [
          [1, 0],
          [0, 1],
        ],
      ]),
    ).toBeClose([0], EXACT);
  });

  test('on the attention that goes to other segments', () => {
    const [map, segments] = [matrix(4, 4).map(softmaxOf), [5, 0, 5, 2]];
    const pairs = [0, 1, 2, 3].flatMap((i) => [0, 1, 2, 3].map((j) => [i, j] as const));
    const crossing = pairs.filter(([i, j]) => segments[i] !== segments[j]);
    const mass = crossing.reduce((sum, [i, j]) => sum + at(map, i, j) / 4, 0);
    expect(ops.crossLingualMass(map, segments)).toBeClose(mass, POINTWISE);
  });
});

describe('the solution gives the from-scratch numbers to 1e-12', () => {
  const { nHeads, dModel } = golden.config;
  const rows = ({ data }: { data: number[] }): Matrix =>
    Array.from({ length: data.length / dModel }, (_, i) =>
      data.slice(i * dModel, (i + 1) * dModel),
    );
  const [wQ, wK, wV, wO] = [golden.wQ, golden.wK, golden.wV, golden.wO].map(rows) as [
    Matrix,
    Matrix,
    Matrix,
    Matrix,
  ];
  const { weights, output } = multiHeadAttention(rows(golden.x), { wQ, wK, wV, wO }, nHeads);

  /** NaN where a number is missing, which is no error small enough. */
  const largestError = (actual: number[], expected: number[]): number =>
    Math.max(...expected.map((value, i) => Math.abs(value - (actual[i] ?? Number.NaN))));

  test('for the output', () => {
    expect(output.flat()).toHaveLength(golden.output.data.length);
    expect(largestError(output.flat(), golden.output.data)).toBeLessThanOrEqual(1e-12);
  });

  test.each(weights.map((map, h) => ({ map, h })))('for the map of head $h', ({ map, h }) => {
    const size = golden.attentionWeights.data.length / nHeads;
    const expected = golden.attentionWeights.data.slice(h * size, (h + 1) * size);
    expect(map.flat()).toHaveLength(size);
    expect(largestError(map.flat(), expected)).toBeLessThanOrEqual(1e-12);
  });
});
