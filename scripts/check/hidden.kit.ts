/** The hidden specs, which compare with the reference. No student is handed this file. */

import { loadSpec } from '../../reference/judging/specs';
import { loadEngine } from '../../reference/oracle/engine';
import type { Bank } from './bank';

export const hidden: Bank = {
  specs: 'the hidden specs',
  test: 'hidden test',
  environment: [
    'KATA_ENGINE=tfjs-node-gpu|tfjs-wasm|tfjs-cpu chooses the reference engine,',
    'KATA_SEED=n the inputs of the hidden specs.',
  ].join('\n'),
  prepare: async () => (await loadEngine()).label,
  load: loadSpec,
  praise: (count) => `All ${count} pass.`,
};
