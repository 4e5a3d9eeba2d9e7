/** Times passes in the process they run in, so that nothing but the passes is timed. */
import type { Pace } from './sizes';

/** A warm median. */
export interface Timed {
  /** Median of the timed passes. */
  milliseconds: number;
  /** How many were timed. */
  passes: number;
}

export function medianOf(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [Math.floor, Math.ceil].map((half) => sorted[half((sorted.length - 1) / 2)]);
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}

/** One pass, awaited because a contender may be async; its answer and its milliseconds. */
export async function timeOne(pass: () => unknown) {
  const start = performance.now();
  const answer = await pass();
  return { answer, milliseconds: performance.now() - start };
}

/** Passes until there are enough of them and enough time has gone by, or far too much. */
async function repeat(pass: () => unknown, { passes, milliseconds, most }: Pace['timed']) {
  const times: number[] = [];
  let spent = 0;
  while (spent < most && (times.length < passes || spent < milliseconds)) {
    const { milliseconds: took } = await timeOne(pass);
    times.push(took);
    spent += took;
  }
  return times;
}

/** The warm median of a pass. */
export async function timeWarm(pass: () => unknown, { warmUp, timed }: Pace): Promise<Timed> {
  await repeat(pass, warmUp);
  const times = await repeat(pass, timed);
  return { milliseconds: medianOf(times), passes: times.length };
}
