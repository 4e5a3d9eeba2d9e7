/** A command line with a flag that there is not ends any command with 2 and one sentence. */
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { root } from '../../reference/root';
import { runIn } from '../testing/checkout';
import { fuzz } from '../testing/fuzz';
import { values } from './testing/words';

/** All but `test`, whose flags are Jest's. */
const commands = readdirSync(__dirname)
  .filter((name) => name.endsWith('.ts') && !/\.test\.ts$|^test\.ts$/.test(name))
  .map((name) => name.slice(0, -'.ts'.length));

test(
  'with one line, and without a word of a mistake in the kit',
  () => {
    // No system passes a NUL on.
    const words = fc.array(
      values.filter((word) => !word.includes('\0')),
      { maxLength: 4 },
    );
    const property = fc.property(fc.constantFrom(...commands), words, (command, rest) => {
      const { code, stdout, stderr } = runIn(root, [command, '--no-such-flag', ...rest]);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(
        /^Cannot run: unknown flag --no-such-flag; (?:did you mean|there are) --[\w-]+.*\n$/,
      );
    });
    fc.assert(property, { seed: fuzz.seed, numRuns: fuzz.runs(8) });
  },
  fuzz.limit(60_000),
);
