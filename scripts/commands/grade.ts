/** `npm run grade`: judges a folder of submissions in the sandbox, or merges the shards of a run. */
import { UserError } from '../../reference/user-error';
import { flags, layoutNames, readOutput, readWanted } from '../grade/options';
import { gradeFolder, mergeShards } from '../grade/steps';
import { runCommand } from '../terminal/command';

const usage = `
Usage: npm run grade -- DIR --out DIR [flags]
       npm run grade -- merge DIR… --out DIR [flags]

Judges every submission by the hidden specs, in a sandbox, and writes the report.
DIR holds one folder a person, or what a platform let you download, as it was
unpacked; exercises are found wherever they lie in it. What was received stands in
intake.md before any mark. merge puts the shards of a run together.

  --out DIR        where the reports go
  --layout NAME    ${layoutNames.join(', ')}
                   (default: what the names tell)
  --only LIST      exercises, as in 1-3 (default: all)
  --persons ID …   only these persons; with --only, as here, an --out that has the
                   report of more keeps the rest of it
  --dry-run        write only intake.md and intake.csv; judge nothing
  --format LIST    json,csv,junit,gradescope,classroom50,summary,html
                   (default json,csv)
  --feedback L     what a student's page tells: verdicts, diagnosis (default), full
  --concurrency N  submissions at once (default: one a processor)
  --shard I/N      judge only the I-th of N parts; I counts from 1
  --seed S         the inputs of the hidden specs (default: fresh ones)
  --resume         go on with a run that was interrupted
  --gradebook FILE the gradebook that Canvas, Moodle, Brightspace or Blackboard exported; a
                   copy in --out gets the marks, everything else stays as it is
  --column NAME    its column, where several take marks
  --scale          marks become parts of the column's points
  --overrides FILE marks given by hand: a CSV file with the columns id, exercise (or total),
                   mark and note; name it in every run, it counts for that run alone
  --readable       let others on this machine read what is written
  --accept-lower   write the report although marks fall
  --help           show this

Exit code: 0 every submission has a verdict, 1 one has none (infrastructure) or
marks would fall, 2 could not run. KATA_ENGINE chooses the reference engine.
`;

void runCommand(
  { usage, options: flags, allowPositionals: true },
  async ({ values, positionals }) => {
    // Marks are read by those who gave them.
    if (!values.readable) process.umask(0o077);
    const [first, ...folders] = positionals;
    if (first !== 'merge') return gradeFolder(readWanted(values, positionals));
    if (folders.length === 0) {
      throw new UserError('name the folders of the shards: npm run grade -- merge DIR… --out DIR');
    }
    return mergeShards(folders, readOutput(values, folders));
  },
);
