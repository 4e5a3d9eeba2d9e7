/** What is timed at which sizes and for how long, and the inputs that all contenders get. */
import { type Inputs, seededInputs } from '../../reference/judging/inputs';

/** `T` positions of `dModel` numbers each. */
export interface Size {
  T: number;
  dModel: number;
}

/** At least so many passes and milliseconds, but no more milliseconds than `most`. */
interface Stretch {
  passes: number;
  milliseconds: number;
  most: number;
}

/** How long one size of one contender is timed. */
export interface Pace {
  warmUp: Stretch;
  timed: Stretch;
}

export interface Course {
  Ts: number[];
  dModels: number[];
  pace: Pace;
  /** Seconds that loading and a first pass may take. */
  patience: number;
}

/** Milliseconds of one pass from which on a contender is too slow for larger sizes. */
export const STOP = 1_000;

/** The same for one whose answers the others are compared with, as its time grows with T². */
export const SLOWEST = 5_000;

/** The same at every size; it divides every dModel. */
export const HEADS = 8;
const SEED = 42;

/** 768 is the width of BERT base and of XLM-R base; the longest texts show the square of T. */
export const full: Course = {
  Ts: [16, 32, 64, 128, 256, 512, 1_024, 2_048],
  dModels: [32, 128, 768],
  pace: {
    warmUp: { passes: 2, milliseconds: 100, most: 1_000 },
    timed: { passes: 5, milliseconds: 200, most: 5_000 },
  },
  patience: 20,
};

/** To see that everything works, in seconds. */
export const quick: Course = {
  Ts: [8, 16, 32],
  dModels: [16, 48],
  pace: {
    warmUp: { passes: 1, milliseconds: 5, most: 1_000 },
    timed: { passes: 5, milliseconds: 10, most: 5_000 },
  },
  patience: 8,
};

/** What a size takes: the input and a layer with biases. */
export interface Layer {
  x: number[][];
  params: ReturnType<Inputs['projections']> & ReturnType<Inputs['biases']>;
}

/**
 * The seeded layer of a size; layers of one dModel share their weights.
 * Weights shrink by the power of two nearest to √dModel: scores stay near ±1 however wide a vector
 * is, so that no softmax is one-hot, and every number is the same in float32 as in float64.
 */
export function layerOf({ T, dModel }: Size): Layer {
  const { projections, biases } = seededInputs(SEED, `bench ${dModel}`);
  const shrink = 2 ** -Math.round(Math.log2(Math.sqrt(dModel)));
  const smaller = (w: number[][]) => w.map((row) => row.map((value) => value * shrink));
  const { wQ, wK, wV, wO } = projections(dModel);
  return {
    x: seededInputs(SEED, `bench ${T} ${dModel}`).matrix(T, dModel),
    params: {
      wQ: smaller(wQ),
      wK: smaller(wK),
      wV: smaller(wV),
      wO: smaller(wO),
      ...biases(dModel),
    },
  };
}
