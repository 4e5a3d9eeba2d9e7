/** Round after round with fresh seeds and more runs, until the time is up or a property fails. */
import { randomInt } from 'node:crypto';
import type { Effort, Round } from './properties';

/** A round, and the seconds that it took. */
export interface Done extends Round, Effort {
  seconds: number;
}

/** Seconds that a round takes before its first run; with less left, none is begun. */
const START = 10;
const MOST_SEED = 2 ** 31 - 1;
/** Longer rounds would run far past their time where the machine becomes busy. */
const MOST_FACTOR = 8;

/** How much to try next: twice as much up to a bound, or what the time that is left allows. */
function nextFactor({ factor, seconds }: Done, left: number): number {
  const most = Math.min(2 * factor, MOST_FACTOR, (factor * left) / seconds);
  return Number(most.toFixed(2)) || 0.01;
}

/**
 * Each round as it is done; the last one is that of the first failure.
 * @param seconds all of them together; the first round runs to its end however few there are
 */
export async function* rounds(
  seconds: number,
  tryOnce: (effort: Effort) => Promise<Round>,
): AsyncGenerator<Done> {
  const end = Date.now() + 1_000 * seconds;
  const left = (): number => (end - Date.now()) / 1_000;
  let factor = 1;
  for (;;) {
    const effort = { seed: randomInt(MOST_SEED), factor };
    const begun = Date.now();
    const round = await tryOnce(effort);
    const done = { ...round, ...effort, seconds: (Date.now() - begun) / 1_000 };
    yield done;
    if (done.failures.length > 0 || left() < START) return;
    factor = nextFactor(done, left());
  }
}
