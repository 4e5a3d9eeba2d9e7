/**
 * How properties in `*.fuzz.test.ts` are tried: a few hundred cheap runs under one seed in
 * `npm test`, as many as wanted under fresh seeds where these variables say so. fast-check prints
 * the seed and the smallest counterexample, which then becomes a test of its own.
 */

const { KATA_FUZZ_RUNS, KATA_FUZZ_SEED } = process.env;
const factor = Number(KATA_FUZZ_RUNS ?? 1);

/** `npm run fuzz` goes on beside other work for as long as it likes, so its tests may take longer. */
const PATIENCE = KATA_FUZZ_RUNS === undefined ? 1 : 10;

export const fuzz = {
  seed: Number(KATA_FUZZ_SEED ?? 7),
  /** How many runs are wanted where `npm test` has `few`. */
  runs: (few: number): number => Math.ceil(few * factor),
  /** Milliseconds for a test that takes less than `least` in `npm test`. */
  limit: (least: number): number => Math.ceil(least * Math.max(1, factor) * PATIENCE),
};
