/**
 * Measures how far every operation of the reference is from float64 on the engine that
 * `KATA_ENGINE` names, and writes it as one line of JSON. Each error is the largest in the tensor,
 * relative to the largest number expected, the worst of several seeds.
 */
import type { Data } from '../../judging/data';
import { type Inputs, seededInputs } from '../../judging/inputs';
import { engine, loadEngine } from '../engine';
import * as ops from '../ops';
import { at, attend, attendInHeads, softmaxOf, times, turn } from './float64';

const SEEDS = [1, 2, 3];

/** An answer of the reference, and the same in float64. */
type Pair = [actual: Data, expected: Data];

const mean = (numbers: number[]): number =>
  numbers.reduce((sum, value) => sum + value, 0) / numbers.length;

/** One measure or more for every operation of `ops.ts`; sizes are `[rows, columns]`. */
const measures: Record<keyof typeof ops, Record<string, (given: Inputs) => Pair>> = {
  softmax: {
    'along rows of 64': ({ matrix }) => {
      const x = matrix(8, 64);
      return [ops.softmax(x), x.map(softmaxOf)];
    },
    'along columns of 64': ({ matrix }) => {
      const x = matrix(64, 8);
      return [ops.softmax(x, 0), turn(turn(x).map(softmaxOf))];
    },
  },
  cosineSim: {
    '[32, 64], [24, 64]': ({ matrix }) => {
      const [a, b] = [matrix(32, 64), matrix(24, 64)];
      const unit = (row: number[]) => row.map((value) => value / (Math.hypot(...row) + 1e-9));
      return [ops.cosineSim(a, b), times(a.map(unit), turn(b.map(unit)))];
    },
  },
  splitHeads: {
    '[16, 64]': ({ matrix }) => {
      const x = matrix(16, 64);
      const heads = [0, 1, 2, 3].map((h) => x.map((row) => row.slice(16 * h, 16 * (h + 1))));
      return [ops.splitHeads(x, 4), heads];
    },
  },
  singleHeadAttention: {
    '64 queries, 48 keys': ({ matrix }) => {
      const [q, k, v] = [matrix(64, 64), matrix(48, 64), matrix(48, 32)];
      return [ops.singleHeadAttention(q, k, v), attend(q, k, v, {})];
    },
    'masked, temperature 2': ({ matrix, mask }) => {
      const [q, k, v] = [matrix(24, 32), matrix(40, 32), matrix(40, 16)];
      const options = { temperature: 2, mask: mask(24, 40) };
      return [ops.singleHeadAttention(q, k, v, options), attend(q, k, v, options)];
    },
  },
  multiHeadAttention: {
    '[16, 256], 8 heads': (given) => {
      const x = given.matrix(16, 256).map((row) => row.map((value) => value / 8));
      const params = { ...given.projections(256), ...given.biases(256) };
      return [ops.multiHeadAttention(x, params, 8), attendInHeads(x, params, 8, {})];
    },
    'masked, [12, 64], 4 heads': (given) => {
      const x = given.matrix(12, 64).map((row) => row.map((value) => value / 4));
      const params = { ...given.projections(64), ...given.biases(64) };
      const options = { mask: given.mask(12, 12) };
      return [ops.multiHeadAttention(x, params, 4, options), attendInHeads(x, params, 4, options)];
    },
  },
  fromPyTorch: {
    'dModel 32': ({ matrix, vector }) => {
      const [inProjWeight, outProjWeight, inProjBias] = [
        matrix(96, 32),
        matrix(32, 32),
        vector(96),
      ];
      const part = <T>(from: T[], n: number): T[] => from.slice(32 * n, 32 * (n + 1));
      const [wQ, wK, wV] = [0, 1, 2].map((n) => turn(part(inProjWeight, n)));
      const [bQ, bK, bV] = [0, 1, 2].map((n) => part(inProjBias, n));
      const expected = { wQ, wK, wV, wO: turn(outProjWeight), bQ, bK, bV } as Data;
      return [ops.fromPyTorch({ inProjWeight, inProjBias, outProjWeight }), expected];
    },
  },
  compareOutputs: {
    '[32, 64]': ({ matrix }) => {
      const [a, e] = [matrix(32, 64), matrix(32, 64)];
      const errors = a.flatMap((row, i) => row.map((value, j) => Math.abs(value - at(e, i, j))));
      const [flatA, flatE] = [a.flat(), e.flat()];
      const dot = flatA.reduce((sum, value, i) => sum + value * (flatE[i] ?? Number.NaN), 0);
      const cosine = dot / (Math.hypot(...flatA) * Math.hypot(...flatE));
      const expected = { maxAbsError: Math.max(...errors), meanAbsError: mean(errors), cosine };
      return [ops.compareOutputs(a, e), expected];
    },
  },
  headEntropy: {
    '[4, 64, 64]': ({ matrix }) => {
      const heads = [1, 2, 3, 4].map(() => matrix(64, 64).map(softmaxOf));
      const bits = (row: number[]) => -row.reduce((sum, w) => sum + w * Math.log2(w), 0);
      return [ops.headEntropy(heads), heads.map((map) => mean(map.map(bits)))];
    },
  },
  crossLingualMass: {
    '[64, 64]': ({ matrix }) => {
      const map = matrix(64, 64).map(softmaxOf);
      const segments = map.map((_, i) => i % 3);
      const leaving = map.map((row, i) => row.filter((_w, j) => segments[j] !== segments[i]));
      const expected = mean(leaving.map((row) => row.reduce((sum, w) => sum + w, 0)));
      return [ops.crossLingualMass(map, segments), expected];
    },
  },
};

/** Tensors of an answer by name: `.weights`, `.output`, or the empty name for a bare one. */
function tensorsIn(value: Data, name = ''): Map<string, number[]> {
  if (typeof value !== 'object' || Array.isArray(value))
    return new Map([[name, [value].flat(4) as number[]]]);
  const fields = Object.entries(value ?? {});
  return new Map(fields.flatMap(([key, field]) => [...tensorsIn(field, `${name}.${key}`)]));
}

function relativeError([actual, expected]: Pair): number {
  const got = tensorsIn(actual);
  const errors = [...tensorsIn(expected)].map(([name, wanted]) => {
    const found = got.get(name) ?? [];
    if (found.length !== wanted.length) return Number.NaN;
    const largest = Math.max(...wanted.map(Math.abs));
    return (
      Math.max(...wanted.map((value, i) => Math.abs(value - (found[i] ?? Number.NaN)))) / largest
    );
  });
  return Math.max(...errors);
}

async function measure(): Promise<void> {
  await loadEngine();
  const errors = Object.entries(measures).flatMap(([operation, cases]) =>
    Object.entries(cases).map(([name, answer]) => {
      const title = `${operation} ${name}`;
      return [
        title,
        Math.max(...SEEDS.map((seed) => relativeError(answer(seededInputs(seed, title))))),
      ];
    }),
  );
  console.log(JSON.stringify({ label: engine().label, errors: Object.fromEntries(errors) }));
}

void measure();
