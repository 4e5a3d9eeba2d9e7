/** A product and its gradients are those of TensorFlow.js, with axes for batches and heads and without. */
import { loadEngine, loadGradients } from '../../../reference/oracle/engine';
import { multiply } from './products';

test.each([
  [
    [3, 4],
    [4, 5],
  ],
  [
    [2, 2, 3, 4],
    [2, 2, 4, 3],
  ],
])('%j times %j', async (left, right) => {
  const { tf } = await loadEngine();
  loadGradients();
  const a = tf.randomNormal(left, 0, 1, 'float32', 1);
  const b = tf.randomNormal(right, 0, 1, 'float32', 2);
  const ours = tf.grads((x, y) => tf.square(multiply(tf, x, y)))([a, b]);
  const theirs = tf.grads((x, y) => tf.square(tf.matMul(x, y)))([a, b]);
  for (const [i, gradient] of ours.entries()) {
    expect(gradient.arraySync()).toBeClose(theirs[i]?.arraySync() ?? [], { atol: 1e-6, rtol: 0 });
  }
  expect(multiply(tf, a, b).arraySync()).toEqual(tf.matMul(a, b).arraySync());
});
