/** Everything in flat Float32Array buffers, cut into rows only at the end. */
//! kata-hidden-50b72c4ff79f: never handed to students.
// Worth noticing: The heads are never cut out: head h is the columns h·dK … (h+1)·dK − 1 of the
// same flat arrays, and what it adds up lands where merging would have put it.
type Matrix = number[][];
type Name = 'wQ' | 'wK' | 'wV' | 'wO' | 'bQ' | 'bK' | 'bV' | 'bO';

interface Options {
  temperature?: number;
  mask?: boolean[][];
}

function flatten(rows: ArrayLike<number>[], height: number, width: number): Float32Array {
  if (rows.length !== height || rows.some((row) => row.length !== width)) {
    throw new RangeError(`multiHeadAttention: expected [${height}, ${width}]`);
  }
  return Float32Array.from(rows.flatMap((row) => Array.from(row)));
}

const cut = (flat: Float32Array, width: number): Float32Array[] =>
  Array.from({ length: flat.length / width }, (_, i) => flat.slice(i * width, (i + 1) * width));

function affine(x: Float32Array, w: Float32Array, b: Float32Array): Float32Array {
  const d = b.length;
  return x.map((_, place) => {
    const [row, column] = [Math.floor(place / d) * d, place % d];
    let sum = 0;
    for (let i = 0; i < d; i += 1) {
      sum = Math.fround(sum + Math.fround((x[row + i] as number) * (w[i * d + column] as number)));
    }
    return sum + (b[column] as number);
  });
}

function normalise(scores: Float32Array): Float32Array {
  const peak = Math.max(...scores);
  const powers = scores.map((score) => (score > -Infinity ? Math.exp(score - peak) : 0));
  const total = powers.reduce((sum, power) => Math.fround(sum + power), 0);
  return powers.map((power) => (total > 0 ? power / total : 0));
}

export function multiHeadAttention(
  rows: Matrix,
  params: Partial<Record<Name, Matrix | number[]>>,
  nHeads: number,
  { temperature = 1, mask }: Options = {},
) {
  const [T, d] = [rows.length, rows[0]?.length ?? 0];
  const w = (name: Name): Float32Array => flatten(params[name] as Matrix, d, d);
  const b = (name: Name): Float32Array =>
    params[name] ? flatten([params[name] as number[]], 1, d) : new Float32Array(d);
  const x = flatten(rows, T, d);
  const [wO, bO] = [w('wO'), b('bO')];
  const [q, k, v] = [
    affine(x, w('wQ'), b('bQ')),
    affine(x, w('wK'), b('bK')),
    affine(x, w('wV'), b('bV')),
  ];
  if (!(nHeads >= 1) || nHeads % 1 > 0 || d % nHeads > 0)
    throw new RangeError('multiHeadAttention: nHeads');
  if (!(temperature > 0)) throw new RangeError('multiHeadAttention: temperature');
  if (mask && (mask.length !== T || mask.some((row) => row.length !== T))) {
    throw new RangeError('multiHeadAttention: mask');
  }

  const dK = d / nHeads;
  const mixed = new Float32Array(T * d);
  const weights = Array.from({ length: nHeads }, (_, h) =>
    Array.from({ length: T }, (_, i) => {
      const scores = new Float32Array(T).fill(-Infinity);
      for (let j = 0; j < T; j += 1) {
        if (mask && !mask[i]?.[j]) continue;
        let sum = 0;
        for (let c = h * dK; c < (h + 1) * dK; c += 1) {
          sum = Math.fround(sum + (q[i * d + c] as number) * (k[j * d + c] as number));
        }
        scores[j] = sum / (Math.sqrt(dK) * temperature);
      }
      const row = normalise(scores);
      for (let c = h * dK; c < (h + 1) * dK; c += 1) {
        for (let j = 0; j < T; j += 1) {
          mixed[i * d + c] =
            (mixed[i * d + c] as number) + (row[j] as number) * (v[j * d + c] as number);
        }
      }
      return row;
    }),
  );
  return { weights, output: cut(affine(mixed, wO, bO), d) };
}
