/** The operations of multi-head attention against float64: inputs, plain loops, what specs allow. */
import { CHAIN } from '../../judging/close';
import * as ops from '../ops';
import { attendInHeads } from './float64';
import type { Parity } from './parity';

export default {
  multiHeadAttention: {
    tolerance: CHAIN,
    cases: {
      '[16, 256], 8 heads': (given) => {
        const x = given.matrix(16, 256).map((row) => row.map((value) => value / 8));
        const params = { ...given.projections(256), ...given.biases(256) };
        return [ops.multiHeadAttention(x, params, 8), attendInHeads(x, params, 8, {})];
      },
      'masked, [12, 64], 4 heads': (given) => {
        const x = given.matrix(12, 64).map((row) => row.map((value) => value / 4));
        const params = { ...given.projections(64), ...given.biases(64) };
        const options = { mask: given.mask(12, 12) };
        return [
          ops.multiHeadAttention(x, params, 4, options),
          attendInHeads(x, params, 4, options),
        ];
      },
    },
  },
} satisfies Parity;
