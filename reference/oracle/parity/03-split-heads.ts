/** The operations of splitting heads against float64: inputs, plain loops, what specs allow. */
import { EXACT } from '../../judging/close';
import * as ops from '../ops';

import type { Parity } from './parity';

export default {
  splitHeads: {
    tolerance: EXACT,
    cases: {
      '[16, 64]': ({ matrix }) => {
        const x = matrix(16, 64);
        const heads = [0, 1, 2, 3].map((h) => x.map((row) => row.slice(16 * h, 16 * (h + 1))));
        return [ops.splitHeads(x, 4), heads];
      },
    },
  },
} satisfies Parity;
