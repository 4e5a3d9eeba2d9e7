/**
 * Every operation of the reference on every engine that is present, against float64. The tolerances
 * in `close.ts` come from these errors and keep a margin over them; an engine that drifts towards
 * its tolerance fails here long before a right answer of a learner does.
 */
import { spawnSync } from 'node:child_process';
import { catalog } from '../../../exercises/catalog';
import { childProgram } from '../../root';
import { engineNames } from '../engines';
import recorded from '../goldens/engine-errors.json';
import * as ops from '../ops';
import { probe } from '../probe';
import type { Parity } from './parity';

/** How much room a tolerance leaves over what the engine itself errs by. */
const MARGIN = 5;

const parity: Parity = Object.assign(
  {},
  ...catalog.map(({ slug }) => require(`./${slug}`).default as Parity),
);

const operationOf = (measure: string): string => measure.split(' ')[0] ?? '';
const budgetOf = (measure: string): number =>
  (parity[operationOf(measure)]?.tolerance.atol ?? Number.NaN) / MARGIN;
const measures = Object.keys(recorded['tfjs-cpu 4.22.0']);

test('every operation of the reference has been measured', () => {
  const cases = Object.entries(parity).flatMap(([operation, { cases }]) =>
    Object.keys(cases).map((name) => `${operation} ${name}`),
  );
  expect(measures).toEqual(cases);
  expect(Object.keys(parity).sort()).toEqual(Object.keys(ops).sort());
});

test.each(Object.entries(recorded))('the tolerances keep their margin over %s', (_, errors) => {
  for (const [measure, error] of Object.entries(errors)) {
    expect([measure, error <= budgetOf(measure)]).toEqual([measure, true]);
  }
});

interface Measured {
  label: string;
  errors: Record<string, number>;
}

function measureOn(name: string): Measured {
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
    let measured: Measured;
    beforeAll(() => {
      measured = measureOn(name);
    });

    test.each(measures)('errs little on %s', (measure) => {
      expect(measured.errors[measure]).toBeLessThanOrEqual(budgetOf(measure));
    });

    test('is measured on all that was recorded', () => {
      expect(Object.keys(measured.errors)).toEqual(measures);
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
