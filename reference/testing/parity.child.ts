/**
 * Measures how far the operations of the reference are from float64 on the engine that
 * `KATA_ENGINE` names, and writes it as one line of JSON. Each error is the largest in the tensor,
 * relative to the largest number expected, the worst of several seeds.
 */
import { shapeOf } from '../close';
import { engine, loadEngine } from '../engine';
import { seededInputs } from '../inputs';
import * as ops from '../ops';
import { attend, attendInHeads, softmaxOf, times, turn } from './float64';

const SEEDS = [1, 2, 3];

type Nested = number | Nested[];

const flat = (x: Nested): number[] => [x].flat(3) as number[];

function relativeError(actual: Nested, expected: Nested): number {
  if (String(shapeOf(actual)) !== String(shapeOf(expected))) return Number.NaN;
  const [got, wanted] = [flat(actual), flat(expected)];
  const largest = Math.max(...wanted.map(Math.abs));
  return Math.max(...wanted.map((value, i) => Math.abs(value - (got[i] ?? Number.NaN)))) / largest;
}

const measures: Record<string, (given: ReturnType<typeof seededInputs>) => number> = {
  'softmax 8 × 64': ({ matrix }) => {
    const x = matrix(8, 64);
    return relativeError(ops.softmax(x), x.map(softmaxOf));
  },
  'cosineSim 32 × 64': ({ matrix }) => {
    const [a, b] = [matrix(32, 64), matrix(24, 64)];
    const unit = (row: number[]) => row.map((value) => value / (Math.hypot(...row) + 1e-9));
    return relativeError(ops.cosineSim(a, b), times(a.map(unit), turn(b.map(unit))));
  },
  'splitHeads 16 × 64': ({ matrix }) => {
    const x = matrix(16, 64);
    const heads = [0, 1, 2, 3].map((h) => x.map((row) => row.slice(16 * h, 16 * (h + 1))));
    return relativeError(ops.splitHeads(x, 4), heads);
  },
  'singleHeadAttention 64 × 64': ({ matrix }) => {
    const [q, k, v] = [matrix(64, 64), matrix(48, 64), matrix(48, 32)];
    const [actual, expected] = [ops.singleHeadAttention(q, k, v), attend(q, k, v, {})];
    return relativeError(actual.output, expected.output);
  },
  'multiHeadAttention 16 × 256': (given) => {
    const x = given.matrix(16, 256).map((row) => row.map((value) => value / 8));
    const params = { ...given.projections(256), ...given.biases(256) };
    const actual = ops.multiHeadAttention(x, params, 8);
    return relativeError(actual.output, attendInHeads(x, params, 8, {}).output);
  },
};

async function measure(): Promise<void> {
  await loadEngine();
  const errors = Object.entries(measures).map(([name, worst]) => {
    const seen = SEEDS.map((seed) => worst(seededInputs(seed, name)));
    return [name, Math.max(...seen)];
  });
  console.log(JSON.stringify({ label: engine().label, errors: Object.fromEntries(errors) }));
}

void measure();
