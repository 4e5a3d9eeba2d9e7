/** Matrix products that WebAssembly differentiates as fast as it computes them. */
import type * as Tf from '@tensorflow/tfjs-core';

type Engine = typeof Tf;

/** The last two axes change places. */
export function turn(tf: Engine, x: Tf.Tensor): Tf.Tensor {
  const axes = x.shape.map((_, axis) => axis);
  return tf.transpose(x, [...axes.slice(0, -2), ...axes.slice(-2).reverse()]);
}

/**
 * `a · b`. A product that itself transposes takes WebAssembly some ten times as long, and those
 * of `matMul`'s gradient do: here they are turned beforehand.
 */
export function multiply(tf: Engine, a: Tf.Tensor, b: Tf.Tensor): Tf.Tensor {
  const multiplied = tf.customGrad((...given) => {
    const [left, right, save] = given as [Tf.Tensor, Tf.Tensor, Tf.GradSaveFunc];
    save([left, right]);
    return {
      value: tf.matMul(left, right),
      gradFunc: (dy: Tf.Tensor, saved: Tf.Tensor[]) => {
        const [x, y] = saved as [Tf.Tensor, Tf.Tensor];
        return [tf.matMul(dy, turn(tf, y)), tf.matMul(turn(tf, x), dy)];
      },
    };
  });
  return multiplied(a, b);
}
