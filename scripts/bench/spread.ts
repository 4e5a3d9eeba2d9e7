/** Room for names that stand one below the other. Knows nothing of charts. */

/**
 * Moves names apart, each as little as possible, in their order from top to bottom: names that
 * would touch become a block around the middle of what its members want (isotonic regression by
 * pooling adjacent violators).
 */
export function spread(wanted: number[], gap: number, [top, bottom]: [number, number]): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const blocks: { start: number; count: number }[] = [];
  order.forEach((i, rank) => {
    let block = { start: (wanted[i] ?? 0) - rank * gap, count: 1 };
    for (let above = blocks.at(-1); above && above.start > block.start; above = blocks.at(-1)) {
      const count = above.count + block.count;
      const start = (above.start * above.count + block.start * block.count) / count;
      block = { start, count };
      blocks.pop();
    }
    blocks.push(block);
  });
  const starts = blocks.flatMap(({ start, count }) => Array<number>(count).fill(start));
  const lowest = bottom - (wanted.length - 1) * gap;
  const placed = [...wanted];
  order.forEach((i, rank) => {
    placed[i] = Math.min(Math.max(starts[rank] ?? 0, top), lowest) + rank * gap;
  });
  return placed;
}
