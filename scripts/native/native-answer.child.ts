/**
 * The first answer of the engine that was built, in a process of its own: its name, a small
 * computation and how long one multi-head pass takes, as one line of JSON.
 */
import { loadEngine, probe } from '../../reference/engine';
import { seededInputs } from '../../reference/inputs';
import { multiHeadAttention, softmax } from '../../reference/ops';

/** What the process writes. */
export interface Answer {
  label: string;
  /** softmax [0, 1] */
  softmax: number[];
  /** One pass with T = 64, dModel = 64, 8 heads. */
  milliseconds: number;
}

async function answer(): Promise<Answer> {
  const found = probe('tfjs-node-gpu');
  if (!found.ok) throw new Error(found.reason);
  const { label } = await loadEngine();
  const draw = seededInputs(1, 'setup:native');
  const [wQ, wK, wV, wO] = Array.from({ length: 4 }, () => draw.matrix(64, 64));
  const pass = () => multiHeadAttention(draw.matrix(64, 64), { wQ, wK, wV, wO } as never, 8);
  pass();
  const start = performance.now();
  pass();
  return { label, softmax: softmax([0, 1]), milliseconds: performance.now() - start };
}

answer().then(
  (found) => process.stdout.write(`${JSON.stringify(found)}\n`),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  },
);
