/**
 * Every operation of the reference on every engine that is present, against float64. The tolerances
 * in `close.ts` come from these errors and keep a margin over them; an engine that drifts towards
 * its tolerance fails here long before a right answer of a learner does.
 */
import { spawnSync } from 'node:child_process';
import { CHAIN, EXACT, POINTWISE, type Tolerance } from '../judging/close';
import { childProgram } from '../root';
import { engineNames } from './engines';
import recorded from './goldens/engine-errors.json';
import * as ops from './ops';
import { probe } from './probe';

/** How much room a tolerance leaves over what the engine itself errs by. */
const MARGIN = 5;

/** What the specs judge an operation's answer with. */
const tolerances: Record<keyof typeof ops, Tolerance> = {
  softmax: POINTWISE,
  cosineSim: POINTWISE,
  splitHeads: EXACT,
  singleHeadAttention: CHAIN,
  multiHeadAttention: CHAIN,
  fromPyTorch: EXACT,
  compareOutputs: CHAIN,
  headEntropy: POINTWISE,
  crossLingualMass: POINTWISE,
};

const operationOf = (measure: string) => measure.split(' ')[0] as keyof typeof ops;
const budgetOf = (measure: string): number => tolerances[operationOf(measure)].atol / MARGIN;
const measures = Object.keys(recorded['tfjs-cpu 4.22.0']);

test('every operation of the reference has been measured', () => {
  expect([...new Set(measures.map(operationOf))]).toEqual(Object.keys(tolerances));
  expect(Object.keys(ops).sort()).toEqual(Object.keys(tolerances).sort());
});

test.each(Object.entries(recorded))('the tolerances keep their margin over %s', (_, errors) => {
  for (const [measure, error] of Object.entries(errors)) {
    expect([measure, error <= budgetOf(measure)]).toEqual([measure, true]);
  }
});

interface Parity {
  label: string;
  errors: Record<string, number>;
}

function measureOn(name: string): Parity {
  const { stdout, stderr, status } = spawnSync(process.execPath, [childProgram('parity')], {
    env: { ...process.env, KATA_ENGINE: name },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${name}: ${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

for (const name of engineNames) {
  const found = probe(name);
  const missing = found.ok ? '' : ` (skipped: ${found.reason})`;
  (found.ok ? describe : describe.skip)(`${name}${missing}`, () => {
    let parity: Parity;
    beforeAll(() => {
      parity = measureOn(name);
    });

    test.each(measures)('errs little on %s', (measure) => {
      expect(parity.errors[measure]).toBeLessThanOrEqual(budgetOf(measure));
    });

    test('is measured on all that was recorded', () => {
      expect(Object.keys(parity.errors)).toEqual(measures);
    });
  });
}

const onGpu = engineNames.some((name) => {
  const found = probe(name);
  return found.ok && found.gpu;
});
const whyNot = onGpu ? '' : ' (skipped: no engine runs on a GPU here)';

(onGpu ? test : test.skip)(`TF32 is off: products keep float32's digits${whyNot}`, () => {
  // With TF32 the error is about 3e-4, a thousand times what float32 errs by.
  const { errors } = measureOn('tfjs-node-gpu');
  expect(errors['multiHeadAttention [16, 256], 8 heads']).toBeLessThan(2e-6);
});
