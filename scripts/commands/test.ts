/** `npm test`: the kit's own tests and the hidden specs on the solutions, by Jest. */
import { join } from 'node:path';
import { run } from 'jest';
import { root } from '../../reference/root';
import { print } from '../terminal/output';

const usage = `
Usage: npm test [-- --quick] [FILE… -t NAME]

The hidden specs on the solutions, and the tests of the kit itself. Other arguments go to Jest: parts
of paths, -t with a part of a title, --watch.

  --quick   leave out the tests that start commands, servers and browsers (*.process.test.ts)
  --help    show this
`;

const config = ['--config', join(root, 'jest.config.ts')];
const totals = join(root, 'reference', 'jest', 'totals.cjs');
// Many tests start processes, and a busy machine is no failure; what hangs still ends.
const patience = ['--testTimeout', '180000'];
const reporters = ['--reporters', 'default', '--reporters', totals];

const given = process.argv.slice(2);
const isQuick = given.includes('--quick');
const forJest = given.filter((argument) => argument !== '--quick');
const kinds = ['--selectProjects', 'specs', 'unit', ...(isQuick ? [] : ['process'])];

if (given.includes('--help') || given.includes('-h')) print(usage.trim());
else void run([...forJest, ...config, ...patience, ...reporters, ...kinds], root);
