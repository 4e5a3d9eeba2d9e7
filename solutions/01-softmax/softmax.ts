/**
 * Exercise 01: softmax, which turns logits into weights that are positive and sum to 1.
 * Leaves out a temperature: attention divides its scores by it beforehand (exercise 04).
 */
//! kata-hidden-d69386d63408: never handed to students.

/** A line, a matrix `[rows, columns]` or a stack of them `[blocks, rows, columns]`. */
export type Tensor = number[] | number[][] | number[][][];

/** Anything of these with the type forgotten, for the recursion over axes. */
type Nested = (number | Nested)[];

function shapeOf(x: Nested): number[] {
  const [first] = x;
  return Array.isArray(first) ? [x.length, ...shapeOf(first)] : [x.length];
}

function hasShape(x: Nested, [length, ...rest]: number[]): boolean {
  if (x.length !== length) return false;
  return x.every((item) => (Array.isArray(item) ? hasShape(item, rest) : rest.length === 0));
}

function softmaxLine(logits: number[]): number[] {
  const peak = logits.reduce((most, logit) => Math.max(most, logit), -Infinity);
  if (peak === -Infinity) return logits.map(() => 0);
  const powers = logits.map((logit) => Math.exp(logit - peak));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

/** `[a, b, …]` → `[b, a, …]` */
function swapFirstAxes(x: Nested[]): Nested[] {
  const [first = []] = x;
  return first.map((_, j) => x.map((row) => row[j] as Nested));
}

function softmaxAlong(x: Nested, axis: number): Nested {
  if (axis > 0) return x.map((block) => softmaxAlong(block as Nested, axis - 1));
  if (!Array.isArray(x[0])) return softmaxLine(x as number[]);
  // The wanted axis changes places with the next until it is the last one left.
  return swapFirstAxes(
    swapFirstAxes(x as Nested[]).map((block) => softmaxAlong(block, 0)) as Nested[],
  );
}

/**
 * Softmax along one axis, safe for logits of any size.
 *
 *     softmax(x)ᵢ = exp(xᵢ − max x) / Σⱼ exp(xⱼ − max x)
 *
 * @param x logits: `[n]`, `[rows, columns]` or `[blocks, rows, columns]`
 * @param axis the axis that sums to 1, from −rank to rank − 1; −1 is the last
 * @returns weights of the same shape, each ≥ 0; `-Infinity` gets exactly 0, and a line of only
 *   `-Infinity` gives zeros
 * @throws RangeError when rows differ in length or `axis` is out of range
 * @see Vaswani et al. 2017, "Attention Is All You Need", section 3.2.1
 * @example softmax([0, Math.log(3)]) // [0.25, 0.75]
 */
export function softmax<T extends Tensor>(x: T, axis = -1): T {
  const shape = shapeOf(x);
  if (!hasShape(x, shape)) {
    throw new RangeError(`softmax: expected shape [${shape}] throughout, got rows that differ`);
  }
  const rank = shape.length;
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank) {
    throw new RangeError(
      `softmax: expected axis between ${-rank} and ${rank - 1}, got ${axis} for shape [${shape}]`,
    );
  }
  return softmaxAlong(x, axis < 0 ? axis + rank : axis) as T;
}
