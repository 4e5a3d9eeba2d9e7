/**
 * Records how far each engine's answers are from float64, for the tolerances in close.ts. Run by
 * hand on a machine that has every engine (`npm run doctor`), never by a test:
 *
 *     npm run setup:native && node reference/oracle/goldens/record/engines.mjs
 *
 * Writes engine-errors.json: `{ label: { operation: largest error / largest number expected } }`.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildFolder, root } from '../../../../scripts/setup/state.mjs';
import { build } from '../../../../scripts/setup.mjs';

await build();
const engines = ['tfjs-node-gpu', 'tfjs-wasm', 'tfjs-cpu'].map((name) => {
  const { stdout, stderr } = spawnSync(process.execPath, [join(buildFolder, 'parity.child.cjs')], {
    env: { ...process.env, KATA_ENGINE: name },
    encoding: 'utf8',
  });
  if (!stdout) throw new Error(`${name}: ${stderr}`);
  const { label, errors } = JSON.parse(stdout);
  const rounded = Object.entries(errors).map(([what, error]) => [what, +error.toPrecision(2)]);
  return [label, Object.fromEntries(rounded)];
});
const text = `${JSON.stringify(Object.fromEntries(engines), null, 2)}\n`;
writeFileSync(join(root, 'reference', 'oracle', 'goldens', 'engine-errors.json'), text);
