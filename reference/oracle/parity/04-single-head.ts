/** The operations of single-head attention against float64: inputs, plain loops, what specs allow. */
import { CHAIN } from '../../judging/close';
import * as ops from '../ops';
import { attend } from './float64';
import type { Parity } from './parity';

export default {
  singleHeadAttention: {
    tolerance: CHAIN,
    cases: {
      '64 queries, 48 keys': ({ matrix }) => {
        const [q, k, v] = [matrix(64, 64), matrix(48, 64), matrix(48, 32)];
        return [ops.singleHeadAttention(q, k, v), attend(q, k, v, {})];
      },
      'masked, temperature 2': ({ matrix, mask }) => {
        const [q, k, v] = [matrix(24, 32), matrix(40, 32), matrix(40, 16)];
        const options = { temperature: 2, mask: mask(24, 40) };
        return [ops.singleHeadAttention(q, k, v, options), attend(q, k, v, options)];
      },
    },
  },
} satisfies Parity;
