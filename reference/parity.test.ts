/**
 * Every operation of the reference on every engine that is present, against float64. The tolerances
 * in `close.ts` come from these errors and keep a margin over them; an engine that drifts towards
 * its tolerance fails here long before a right answer of a learner does.
 */
import { spawnSync } from 'node:child_process';
import { CHAIN, POINTWISE } from './close';
import { engineNames } from './engines';
import { probe } from './probe';
import { childProgram } from './root';

jest.setTimeout(60_000);

/** How much room a tolerance leaves over what the engine itself errs by. */
const MARGIN = 5;

const budgets: [operation: string, atol: number][] = [
  ['softmax 8 × 64', POINTWISE.atol],
  ['cosineSim 32 × 64', POINTWISE.atol],
  ['splitHeads 16 × 64', 0],
  ['singleHeadAttention 64 × 64', CHAIN.atol],
  ['multiHeadAttention 16 × 256', CHAIN.atol],
];

interface Parity {
  label: string;
  errors: Record<string, number>;
}

function measure(name: string): Parity {
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
      parity = measure(name);
    });

    test.each(budgets)('errs little on %s', (operation, atol) => {
      expect(parity.errors[operation]).toBeLessThanOrEqual(atol / MARGIN);
    });

    test('measures every operation there is a budget for', () => {
      expect(Object.keys(parity.errors)).toEqual(budgets.map(([operation]) => operation));
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
  const { errors } = measure('tfjs-node-gpu');
  expect(errors['multiHeadAttention 16 × 256']).toBeLessThan(2e-6);
});
