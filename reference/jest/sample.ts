/**
 * How many of the wrong answers are judged, and under how many seeds: `KATA_SEEDS=30` takes all of them
 * under thirty, half an hour on two cores; without it every third stands for them, under one.
 */
export const seedCount = Number(process.env.KATA_SEEDS ?? 1);
export const isSample = seedCount === 1;

export const sampled = <T>(wrong: readonly T[]): T[] =>
  wrong.filter((_, i) => !isSample || i % 3 === 0);
