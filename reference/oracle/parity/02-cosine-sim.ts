/** The operations of cosine similarity against float64: inputs, plain loops, what specs allow. */
import { POINTWISE } from '../../judging/close';
import * as ops from '../ops';
import { times, turn } from './float64';
import type { Parity } from './parity';

export default {
  cosineSim: {
    tolerance: POINTWISE,
    cases: {
      '[32, 64], [24, 64]': ({ matrix }) => {
        const [a, b] = [matrix(32, 64), matrix(24, 64)];
        const unit = (row: number[]) => row.map((value) => value / (Math.hypot(...row) + 1e-9));
        return [ops.cosineSim(a, b), times(a.map(unit), turn(b.map(unit)))];
      },
    },
  },
} satisfies Parity;
