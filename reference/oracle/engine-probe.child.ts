/**
 * Tries one engine in a process of its own: loads it, lets it compute, says what it found as one
 * line of JSON. If the native part ends the process, no line comes, and that is an answer too.
 */

import { seededInputs } from '../judging/inputs';
import { describeBackend, ENGINE_KEY, load } from './engine';
import type { EngineName, Probe } from './engines';
import { multiHeadAttention, softmax } from './ops';

const PASSES = 5;

function timePass(): number {
  const { matrix, projections } = seededInputs(1, 'engine-probe');
  const [x, params] = [matrix(64, 64), projections(64)];
  const times = Array.from({ length: PASSES + 1 }, () => {
    const start = performance.now();
    multiHeadAttention(x, params, 8);
    return performance.now() - start;
  });
  // The first pass warms up.
  return times.slice(1).sort((a, b) => a - b)[Math.floor(PASSES / 2)] ?? Number.NaN;
}

async function tryOut(name: EngineName): Promise<Probe> {
  try {
    const engine = await load(name);
    Object.assign(globalThis, { [ENGINE_KEY]: engine });
    const [half] = softmax([5, 5]);
    if (half !== 0.5) return { ok: false, reason: `it computes softmax [5, 5] as ${half}` };
    const { label, tf } = engine;
    return { ok: true, label, ...describeBackend(tf), milliseconds: timePass() };
  } catch (error) {
    const [line = 'unknown error'] = String((error as Error).message).split('\n');
    return { ok: false, reason: line };
  }
}

void tryOut(process.argv[2] as EngineName).then((found) => {
  process.stdout.write(`${JSON.stringify(found)}\n`);
});
