/** What multi-head attention is given besides its input. Types only. */

type Vector = number[];
type Matrix = number[][];

/** Projections of multi-head attention, applied as `x · W + b`. */
export interface Params {
  /** `[dModel, dModel]` */
  wQ: Matrix;
  wK: Matrix;
  wV: Matrix;
  wO: Matrix;
  /** `[dModel]` */
  bQ?: Vector;
  bK?: Vector;
  bV?: Vector;
  bO?: Vector;
}

/** Weights of multi-head attention as PyTorch stores them: `[out, in]`, q, k and v stacked. */
export interface State {
  /** `[3·dModel, dModel]` */
  inProjWeight: Matrix;
  /** `[3·dModel]` */
  inProjBias?: Vector;
  /** `[dModel, dModel]` */
  outProjWeight: Matrix;
  /** `[dModel]` */
  outProjBias?: Vector;
}

export interface Options {
  temperature?: number;
  /** `[queries, keys]`, true = may attend */
  mask?: boolean[][];
}
