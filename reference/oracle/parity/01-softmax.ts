/** The operations of softmax against float64: inputs, plain loops, what specs allow. */
import { POINTWISE } from '../../judging/close';
import * as ops from '../ops';
import { softmaxOf, turn } from './float64';
import type { Parity } from './parity';

export default {
  softmax: {
    tolerance: POINTWISE,
    cases: {
      'along rows of 64': ({ matrix }) => {
        const x = matrix(8, 64);
        return [ops.softmax(x), x.map(softmaxOf)];
      },
      'along columns of 64': ({ matrix }) => {
        const x = matrix(64, 8);
        return [ops.softmax(x, 0), turn(turn(x).map(softmaxOf))];
      },
    },
  },
} satisfies Parity;
