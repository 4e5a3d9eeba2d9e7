/** The operations of the framework comparison against float64: inputs, plain loops, what specs allow. */
import { CHAIN, EXACT } from '../../judging/close';
import type { Data } from '../../judging/data';
import * as ops from '../ops';
import { at, mean, turn } from './float64';
import type { Parity } from './parity';

export default {
  fromPyTorch: {
    tolerance: EXACT,
    cases: {
      'dModel 32': ({ matrix, vector }) => {
        const [inProjWeight, outProjWeight, inProjBias] = [
          matrix(96, 32),
          matrix(32, 32),
          vector(96),
        ];
        const part = <T>(from: T[], n: number): T[] => from.slice(32 * n, 32 * (n + 1));
        const [wQ, wK, wV] = [0, 1, 2].map((n) => turn(part(inProjWeight, n)));
        const [bQ, bK, bV] = [0, 1, 2].map((n) => part(inProjBias, n));
        const expected = { wQ, wK, wV, wO: turn(outProjWeight), bQ, bK, bV } as Data;
        return [ops.fromPyTorch({ inProjWeight, inProjBias, outProjWeight }), expected];
      },
    },
  },
  compareOutputs: {
    tolerance: CHAIN,
    cases: {
      '[32, 64]': ({ matrix }) => {
        const [a, e] = [matrix(32, 64), matrix(32, 64)];
        const errors = a.flatMap((row, i) => row.map((value, j) => Math.abs(value - at(e, i, j))));
        const [flatA, flatE] = [a.flat(), e.flat()];
        const dot = flatA.reduce((sum, value, i) => sum + value * (flatE[i] ?? Number.NaN), 0);
        const cosine = dot / (Math.hypot(...flatA) * Math.hypot(...flatE));
        const expected = { maxAbsError: Math.max(...errors), meanAbsError: mean(errors), cosine };
        return [ops.compareOutputs(a, e), expected];
      },
    },
  },
} satisfies Parity;
