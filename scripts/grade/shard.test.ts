/** Shards: each id in exactly one, the same for ever. */
import { isIn, parseShard, shardOf } from './shard';

const ids = Array.from({ length: 3_000 }, (_, i) => `student ${i}`);

test('every id is in exactly one of n shards, and they are about equal', () => {
  for (const count of [1, 2, 3, 8]) {
    const sizes = Array.from(
      { length: count },
      (_, i) => ids.filter((id) => isIn({ index: i + 1, count }, id)).length,
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(ids.length);
    for (const size of sizes) expect(Math.abs(size - ids.length / count)).toBeLessThan(150);
  }
});

test('an id never moves', () => {
  expect(['anna', 'Zoë 田', ''].map((id) => shardOf(id, 8))).toEqual([6, 7, 3]);
});

test('i counts from 1', () => {
  expect(parseShard('3/3')).toEqual({ index: 3, count: 3 });
  for (const text of ['0/3', '4/3', '1', '1/0', 'a/b', '1/3/4', '-1/3', '1.5/3', '']) {
    expect(() => parseShard(text)).toThrow(/expected i\/n/);
  }
});
