/** Seeded choices. Each use has a stream of its own, so that one more draw in one moves no other. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { hashOf } from '../../../reference/judging/inputs';

export interface Random {
  /** From 0 up to 1, which is left out. */
  unit(): number;
  pick<T>(choices: readonly T[]): T;
  /** A standard normal number. */
  normal(): number;
}

export function makeRandom(stream: string, seed: number): Random {
  const generator = xoroshiro128plus(hashOf(stream, seed));
  const unit = (): number => uniformFloat64(generator);
  return {
    unit,
    pick: <T>(choices: readonly T[]): T => choices[Math.floor(unit() * choices.length)] as T,
    // 1 − u lies in (0, 1], where the logarithm is finite.
    normal: () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit()),
  };
}
