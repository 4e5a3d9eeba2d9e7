/**
 * Tries one engine in a process of its own: loads it, lets it compute, says what it found as one
 * line of JSON. If the native part ends the process, no line comes, and that is an answer too.
 */
import { type EngineName, load, type Probe } from './engine';

async function tryOut(name: EngineName): Promise<Probe> {
  try {
    const { tf, label } = await load(name);
    const product = tf.matMul([[1, 2]], [[3], [4]]).dataSync()[0];
    const half = tf.softmax([5, 5]).dataSync()[0];
    if (product === 11 && half === 0.5) return { ok: true, label };
    return { ok: false, reason: `it computes 1·3 + 2·4 = ${product} and softmax [5, 5] = ${half}` };
  } catch (error) {
    const [line = 'unknown error'] = String((error as Error).message).split('\n');
    return { ok: false, reason: line };
  }
}

void tryOut(process.argv[2] as EngineName).then((found) => {
  process.stdout.write(`${JSON.stringify(found)}\n`);
});
