/** `npm run guard`: nothing goes out that would be judged as something else than it is. */
import { UserError } from '../../reference/user-error';
import { findTrouble } from '../guard/examine';
import { type HandedOut, RECORD, readRecord } from '../guard/record';
import { commitNamed, type Snapshot, workingFolder } from '../guard/snapshot';
import { paint } from '../terminal/colour';
import { runCommand } from '../terminal/command';
import { printError } from '../terminal/output';

const usage = `
Usage: npm run guard [-- --commit NAME]

Looks for what must not be handed in: conflict marks that a merge left in exercises/,
and visible examples that were edited, with which check would judge another thing.

  --commit NAME   look at a commit instead of the files that lie here
  --help          show this

Exit code: 0 nothing found, 1 something found, 2 could not run.
git push --no-verify pushes without asking.
`;

function recordIn(snapshot: Snapshot): HandedOut {
  const found = snapshot.read(RECORD);
  if (!found) {
    throw new UserError(`there is no ${RECORD}; guard looks after what npm run release handed out`);
  }
  try {
    return readRecord(found.toString('utf8'));
  } catch (cause) {
    throw new UserError(`${RECORD} cannot be read; put it back: git checkout ${RECORD}`, { cause });
  }
}

const options = { commit: { type: 'string' } } as const;

void runCommand({ usage, options }, async ({ values }) => {
  const snapshot = values.commit === undefined ? workingFolder : commitNamed(values.commit);
  const trouble = findTrouble(snapshot, recordIn(snapshot));
  for (const line of trouble) printError(`${paint('red', '✗')} ${line}`);
  if (trouble.length === 0) return 0;
  printError('Put an example back with: git checkout HEAD -- the file, or from where you got it.');
  return 1;
});
