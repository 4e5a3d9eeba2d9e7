/** Every step rounded to float32, each line a Float32Array. Only the shift happens in double. */
//! kata-hidden-a265dd2524a5: never handed to students.
type Numbers = ArrayLike<number>;
type Nested = number | Numbers | Nested[];

const f32 = Math.fround;

function line(logits: Numbers): Float32Array {
  let peak = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < logits.length; i += 1) peak = Math.max(peak, logits[i] as number);
  const weights = new Float32Array(logits.length);
  if (peak === Number.NEGATIVE_INFINITY) return weights;
  let total = 0;
  for (let i = 0; i < logits.length; i += 1) {
    weights[i] = f32(Math.exp(f32((logits[i] as number) - peak)));
    total = f32(total + (weights[i] as number));
  }
  return weights.map((power) => f32(power / total));
}

const isLine = (x: unknown[]): x is number[] => typeof x[0] === 'number';

function rankOf(x: unknown[]): number {
  const lengths = new Set(x.map((row) => (Array.isArray(row) ? row.length : -1)));
  if (lengths.size > 1) throw new RangeError('softmax: ragged');
  return isLine(x) ? 1 : 1 + Math.max(...x.map((row) => rankOf(row as unknown[])));
}

function along(x: unknown[], axis: number, rank: number): Nested {
  if (isLine(x)) return line(x);
  if (axis > 0) return x.map((block) => along(block as unknown[], axis - 1, rank - 1));
  const [first] = x as unknown[][];
  const columns = (first ?? []).map((_, j) =>
    along(
      (x as unknown[][]).map((row) => row[j]),
      0,
      rank - 1,
    ),
  ) as Nested[][];
  return x.map((_, i) => columns.map((column) => column[i] as Nested));
}

export function softmax(x: unknown[], axis = -1): Nested {
  const rank = rankOf(x);
  const blocks = x as number[][][];
  if (rank === 3 && blocks.some((block) => block[0]?.length !== blocks[0]?.[0]?.length)) {
    throw new RangeError('softmax: ragged');
  }
  if (axis % 1 !== 0 || axis >= rank || axis < -rank)
    throw new RangeError(`softmax: no axis ${axis}`);
  return along(x, (axis + rank) % rank, rank);
}
