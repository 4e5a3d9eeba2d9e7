/** `npm test`: the kit's own tests and the hidden specs on the solutions, by Jest. */
import { join } from 'node:path';
import { run } from 'jest';
import { root } from '../../reference/root';

const kinds = ['--selectProjects', 'specs', 'kit'];
const config = ['--config', join(root, 'jest.config.ts')];
const totals = join(root, 'reference', 'jest', 'totals.cjs');
// Many tests start processes, and a busy machine is no failure; what hangs still ends.
const patience = ['--testTimeout', '180000'];
const reporters = ['--reporters', 'default', '--reporters', totals];

void run([...process.argv.slice(2), ...config, ...patience, ...reporters, ...kinds], root);
