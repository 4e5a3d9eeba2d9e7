/** That the sandbox's own kernels answer to the last bit as those of the package. */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { seededInputs } from '../../../reference/judging/inputs';
import { registerFastKernels } from './kernels';

// Otherwise the first operation advertises the Node backend on the console.
tf.env().set('PROD', true);

const given = seededInputs(7, 'kernels');

/** Numbers that no sum of them is exact for. */
const uneven = (...shape: number[]): tf.Tensor =>
  tf.tensor(
    given.vector(shape.reduce((size, n) => size * n, 1)).map((n) => n / 3),
    shape,
  );

const matrices: [tf.Tensor, tf.Tensor, boolean, boolean][] = [
  [uneven(3, 4), uneven(4, 5), false, false],
  [uneven(3, 4), uneven(5, 4), false, true],
  [uneven(4, 3), uneven(4, 5), true, false],
  [uneven(2, 3, 4), uneven(2, 4, 5), false, false],
  [uneven(2, 3, 4), uneven(2, 5, 4), false, true],
  [uneven(2, 2, 3, 4), uneven(2, 2, 5, 4), false, true],
  [uneven(2, 3, 4), uneven(1, 4, 5), false, false],
  [uneven(2, 3, 4), uneven(4, 5), false, false],
  [uneven(1, 48), uneven(48, 2), false, false],
  [uneven(2, 50), uneven(50, 3), false, false],
  [uneven(1, 1), uneven(1, 1), false, false],
  [
    tf.tensor2d([[-0, Number.NaN]]),
    tf.tensor2d([
      [1, -1],
      [0, Infinity],
    ]),
    false,
    false,
  ],
  [tf.ones([2, 3], 'int32'), tf.ones([3, 2], 'int32'), false, false],
];
const logits: [tf.Tensor, number?][] = [
  [uneven(5)],
  [uneven(3, 1)],
  [uneven(4, 3)],
  [uneven(2, 3, 4), 2],
  [uneven(2, 3, 50)],
  [
    tf.tensor2d([
      [1000, -1000, 999.5],
      [-Infinity, 0, -Infinity],
      [3e38, -3e38, 1],
    ]),
  ],
  [
    tf.tensor2d([
      [-Infinity, -Infinity],
      [Number.NaN, 1],
      [1, Number.NaN],
      [Infinity, 1],
    ]),
  ],
];

const turned: [tf.Tensor, number[]?][] = [
  [uneven(3, 4)],
  [uneven(2, 3, 4), [1, 0, 2]],
  [uneven(2, 3, 4, 5), [3, 0, 2, 1]],
  [uneven(1, 5, 1), [2, 1, 0]],
  [uneven(3, 0)],
  [uneven(4)],
  [tf.tensor2d([[1, -0, 3]], [1, 3], 'int32')],
  [tf.tensor2d([[true, false, true]])],
];
const repeated: [tf.Tensor, number[]][] = [
  [uneven(3), [4]],
  [uneven(2, 3), [2, 1]],
  [uneven(1, 3, 1), [2, 3, 4]],
  [uneven(2, 2), [0, 1]],
  [tf.tensor2d([[true, false]]), [3, 2]],
  [tf.tensor1d(['a', 'b']), [2]],
];

const bitsOf = (tensor: tf.Tensor) => {
  const values = tensor.dataSync();
  return {
    shape: tensor.shape,
    dtype: tensor.dtype,
    bits: Array.from(values, (n) => [n, 1 / n]),
  };
};

const answers = () => [
  ...matrices.map(([a, b, ofA, ofB]) => bitsOf(tf.matMul(a, b, ofA, ofB))),
  ...logits.map(([of, dim]) => bitsOf(tf.softmax(of, dim))),
  ...turned.map(([of, order]) => bitsOf(tf.transpose(of, order))),
  ...repeated.map(([of, times]) => bitsOf(tf.tile(of, times))),
];

test('gives what the general kernels give, bit for bit', () => {
  const general = answers();
  const before = tf.getKernel(tf.Softmax, 'cpu');
  registerFastKernels();
  expect(tf.getKernel(tf.Softmax, 'cpu')).not.toBe(before);
  expect(answers()).toEqual(general);
  const { numTensors } = tf.memory();
  tf.tidy(answers);
  expect(tf.memory().numTensors).toBe(numTensors);
});

test('refuses what the general kernels refuse, in the same words', () => {
  registerFastKernels();
  expect(() => tf.matMul(uneven(2, 3), uneven(2, 3))).toThrow(/inner shapes \(3\) and \(2\)/);
  expect(() => tf.softmax(uneven(2, 3), 0)).toThrow('non-last dimension');
});
