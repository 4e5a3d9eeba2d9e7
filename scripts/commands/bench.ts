/**
 * `npm run bench`: how fast the target's attention is beside mathjs and every TensorFlow.js engine,
 * or how fast the grader is.
 */
import { UserError } from '../../reference/user-error';
import { codeContenders, findEngines } from '../bench/contenders';
import { hasGrader, openGrader } from '../bench/grader';
import { measure } from '../bench/measure';
import { options, usage } from '../bench/options';
import { drawReport } from '../bench/picture';
import { render } from '../bench/render';
import { reportOf } from '../bench/report';
import { full, quick } from '../bench/sizes';
import { chooseOwnTarget } from '../targets/target';
import type { parseCommand } from '../terminal/arguments';
import { terminalWidth } from '../terminal/colour';
import { runCommand } from '../terminal/command';
import { print, redraw, writeJson } from '../terminal/output';

/** What is being done, on a line that the next one replaces; nothing where no person watches. */
function tell(doing: string): void {
  if (process.stderr.isTTY) redraw(process.stderr, doing && `${doing} …`);
}

type Values = ReturnType<typeof parseCommand<typeof options>>['values'];

async function timeAttention(values: Values): Promise<number> {
  const target = await chooseOwnTarget(values.target);
  const course = values.quick ? quick : full;
  const engines = await findEngines();
  const results = await measure(
    [...engines.present, ...codeContenders(target.own)],
    course,
    tell,
  ).finally(() => tell(''));
  const report = reportOf(target.name, course, engines, results);
  print(render(report, terminalWidth()));
  if (values.json) writeJson(values.json, report);
  // Not wrapped: it may hold a command to copy.
  print(`\n${await drawReport(report, values.out)}`);
  const isWrong = results.some(({ verdict }) => verdict === 'wrong' || verdict === 'failed');
  return isWrong || results.every(({ verdict }) => verdict !== 'timed') ? 1 : 0;
}

void runCommand({ usage, options, allowPositionals: true }, async ({ values, positionals }) => {
  const [what, ...rest] = positionals;
  if (hasGrader && what === 'grade' && rest.length === 0) {
    const grader = await openGrader();
    return values.hostile ? grader.timeHostile(values, tell) : grader.timeGrading(values, tell);
  }
  if (values.hostile) throw new UserError('--hostile is for npm run bench -- grade');
  if (what === undefined) return timeAttention(values);
  throw new UserError(
    `bench ${positionals.join(' ')}: expected ${hasGrader ? 'grade or flags' : 'flags'} alone`,
  );
});
