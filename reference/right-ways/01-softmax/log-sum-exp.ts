/** One flat Float64Array walked with strides, and exp(x − log Σ exp x) for the division. */
//! kata-hidden-a9d47f2eae56: never handed to students.
// Worth noticing: Nothing is divided, since exp(x − log Σ exp x) is the softmax itself; and one
// flat array with a stride makes every axis the same loop.
type Nested = (number | Nested)[];

function shapeOf(x: Nested): number[] {
  const inner = x.map((item) => (Array.isArray(item) ? shapeOf(item) : []));
  if (new Set(inner.map(String)).size !== 1) throw new RangeError('softmax: ragged rows');
  return [x.length, ...(inner[0] ?? [])];
}

function rebuild(flat: Float64Array, [length = 0, ...rest]: number[], offset: number): Nested {
  const step = rest.reduce((product, size) => product * size, 1);
  return Array.from({ length }, (_, i) =>
    rest.length > 0 ? rebuild(flat, rest, offset + i * step) : (flat[offset + i] as number),
  );
}

export function softmax(x: Nested, axis = -1): Nested {
  const shape = shapeOf(x);
  const along = axis < 0 ? shape.length + axis : axis;
  const length = shape[along];
  if (length === undefined) throw new RangeError(`softmax: no axis ${axis} in [${shape}]`);
  const flat = Float64Array.from((x as number[][][]).flat(3));
  const stride = shape.slice(along + 1).reduce((product, size) => product * size, 1);
  for (let start = 0; start < flat.length; start += 1) {
    if (Math.floor(start / stride) % length !== 0) continue;
    const places = Array.from({ length }, (_, i) => start + i * stride);
    const logits = places.map((place) => flat[place] as number);
    const peak = Math.max(...logits);
    const logSum = peak + Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - peak), 0));
    for (const place of places) {
      flat[place] = peak > -Infinity ? Math.exp((flat[place] as number) - logSum) : 0;
    }
  }
  return rebuild(flat, shape, 0);
}
