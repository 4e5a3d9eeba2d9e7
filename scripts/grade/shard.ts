/** Which of several machines judges a submission: decided by the id alone, the same everywhere. */
import { createHash } from 'node:crypto';
import { UserError } from '../../reference/user-error';

/** The `index`-th of `count` parts; both count from 1. */
export interface Shard {
  index: number;
  count: number;
}

export const whole: Shard = { index: 1, count: 1 };

/** The part an id belongs to, from 1 to `count`. */
export const shardOf = (id: string, count: number): number =>
  (createHash('sha256').update(id).digest().readUInt32BE(0) % count) + 1;

export const isIn = ({ index, count }: Shard, id: string): boolean => shardOf(id, count) === index;

/**
 * Reads `2/8`.
 * @throws UserError for anything else
 */
export function parseShard(text: string): Shard {
  const [, index = 0, count = 0] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  if (index >= 1 && index <= count) return { index, count };
  throw new UserError(`--shard ${text}: expected i/n with i from 1 to n, such as 1/4`);
}
