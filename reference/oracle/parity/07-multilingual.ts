/** The operations of multilingual attention against float64: inputs, plain loops, what specs allow. */
import { POINTWISE } from '../../judging/close';
import * as ops from '../ops';
import { mean, softmaxOf } from './float64';
import type { Parity } from './parity';

export default {
  headEntropy: {
    tolerance: POINTWISE,
    cases: {
      '[4, 64, 64]': ({ matrix }) => {
        const heads = [1, 2, 3, 4].map(() => matrix(64, 64).map(softmaxOf));
        const bits = (row: number[]) => -row.reduce((sum, w) => sum + w * Math.log2(w), 0);
        return [ops.headEntropy(heads), heads.map((map) => mean(map.map(bits)))];
      },
    },
  },
  crossLingualMass: {
    tolerance: POINTWISE,
    cases: {
      '[64, 64]': ({ matrix }) => {
        const map = matrix(64, 64).map(softmaxOf);
        const segments = map.map((_, i) => i % 3);
        const leaving = map.map((row, i) => row.filter((_w, j) => segments[j] !== segments[i]));
        const expected = mean(leaving.map((row) => row.reduce((sum, w) => sum + w, 0)));
        return [ops.crossLingualMass(map, segments), expected];
      },
    },
  },
} satisfies Parity;
