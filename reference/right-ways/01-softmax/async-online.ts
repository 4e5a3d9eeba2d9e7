/** Async, and online: the sum is kept while the largest logit is still being found. */
//! kata-hidden-1719aa064c1b: never handed to students.
// Worth noticing: One pass finds the largest logit and the sum together, because an earlier sum is
// corrected by exp(old peak − new peak) whenever a larger logit turns up; FlashAttention rests on
// that.
type Nested = (number | Nested)[];

function check(x: Nested): number {
  if (typeof x[0] === 'number') return 1;
  const rows = x as Nested[];
  if (rows.some((row) => row.length !== rows[0]?.length)) throw new RangeError('ragged');
  // All rows of all blocks at once, so that blocks of different widths show as well.
  return 1 + check(rows.flat());
}

function online(logits: number[]): number[] {
  let [peak, total] = [Number.NEGATIVE_INFINITY, 0];
  for (const logit of logits) {
    if (logit === Number.NEGATIVE_INFINITY) continue;
    const next = Math.max(peak, logit);
    total = total * Math.exp(peak - next) + Math.exp(logit - next);
    peak = next;
  }
  return logits.map((logit) => (total > 0 ? Math.exp(logit - peak) / total : 0));
}

export async function softmax(x: Nested, axis = -1): Promise<Nested> {
  const shapes = x.map((block) =>
    Array.isArray(block) ? block.map((row) => [row].flat().length) : [],
  );
  if (new Set(shapes.flat()).size > 1) throw new RangeError('softmax: ragged');
  const rank = check(x);
  if (!(Number.isInteger(axis) && axis >= -rank && axis < rank))
    throw new RangeError(`softmax: axis ${axis}`);
  const along = (axis + rank) % rank;
  if (rank === 1) return online(x as number[]);
  if (along > 0) return Promise.all((x as Nested[]).map((block) => softmax(block, along - 1)));
  const blocks = x as Nested[];
  const turned = (blocks[0] ?? []).map((_, j) => blocks.map((block) => block[j] as number));
  const columns = await Promise.all(turned.map((column) => softmax(column, 0)));
  return blocks.map((_, i) => columns.map((column) => column[i] as number));
}
