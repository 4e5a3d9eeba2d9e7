/** `npm run fuzz`: looks for what no test has thought of, for as long as it may. */

import { UserError } from '../../reference/user-error';
import { findProperties, tryOnce } from '../authoring/fuzz/properties';
import { failureText, roundLine, summary } from '../authoring/fuzz/render';
import { type Done, rounds } from '../authoring/fuzz/rounds';
import { paint } from '../terminal/colour';
import { runCommand } from '../terminal/command';
import { print, printError } from '../terminal/output';

const usage = `
Usage: npm run fuzz [-- --minutes N --only PART]

Tries the properties in *.fuzz.test.ts under fresh seeds and with more runs each round.
Ends at the first that does not hold: shows the smallest counterexample that was found
and the command that repeats it. What is found becomes a test of its own.

  --minutes N  how long (default 5); a fraction will do, and one round is always run
  --only PART  only files with this in their path: models, intake
  --help       show this

Ctrl-C ends it. Exit code: 0 clean, 1 found something, 2 could not run.
`;

const options = {
  minutes: { type: 'string', default: '5' },
  only: { type: 'string' },
} as const;

function readMinutes(given: string): number {
  const minutes = /^\d+(\.\d+)?$/.test(given) ? Number(given) : 0;
  if (minutes > 0) return minutes;
  throw new UserError(`--minutes ${given}: expected a number above 0, such as 5 or 0.5`);
}

/** Aborted by Ctrl-C. */
function interruption(): AbortSignal {
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort());
  return ending.signal;
}

void runCommand({ usage, options }, async ({ values }) => {
  const seconds = 60 * readMinutes(values.minutes);
  const files = findProperties(values.only);
  const signal = interruption();
  const begun = Date.now();
  const all: Done[] = [];
  print(
    `${files.length} ${files.length === 1 ? 'file' : 'files'}, ${values.minutes} min. Ctrl-C ends it.`,
  );
  try {
    for await (const done of rounds(seconds, (effort) => tryOnce(files, effort, signal))) {
      all.push(done);
      print(roundLine(all.length, done));
      for (const failure of done.failures) printError(`\n${failureText(failure, done)}\n`);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    print('Ended before its time.');
  }
  const isFound = all.some(({ failures }) => failures.length > 0);
  print(paint(isFound ? 'red' : 'green', summary(all, (Date.now() - begun) / 1_000)));
  return isFound ? 1 : 0;
});
