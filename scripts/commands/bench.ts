/**
 * `npm run bench`: how fast the target's attention is beside mathjs and every TensorFlow.js engine,
 * and how long a person waits for the commands.
 */
import { UserError } from '../../reference/user-error';
import { codeContenders, findEngines } from '../bench/contenders';
import { endable } from '../bench/ending';
import { keepJson } from '../bench/keep';
import { measure } from '../bench/measure';
import { chooseRows, nameable, timeCommands, timeHostile } from '../bench/more';
import { options, usage } from '../bench/options';
import { drawReport } from '../bench/picture';
import { render } from '../bench/render';
import { reportOf } from '../bench/report';
import { full, quick } from '../bench/sizes';
import { tell } from '../bench/tell';
import { chooseOwnTarget } from '../targets/target';
import type { parseCommand } from '../terminal/arguments';
import { terminalWidth } from '../terminal/colour';
import { runCommand } from '../terminal/command';
import { print, writeJson } from '../terminal/output';

type Values = ReturnType<typeof parseCommand<typeof options>>['values'];

/** Times attention and shows it; returns the exit code beside the report. */
async function timeAttention(values: Values) {
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
  // Not wrapped: it may hold a command to copy.
  print(`\n${await drawReport(report, values.out)}`);
  const isWrong = results.some(({ verdict }) => verdict === 'wrong' || verdict === 'failed');
  const code = isWrong || results.every(({ verdict }) => verdict !== 'timed') ? 1 : 0;
  return { report, code };
}

/** What was named, or all; each once. */
function readNames(positionals: string[]): typeof nameable {
  const unknown = positionals.find((name) => !nameable.some((known) => known === name));
  if (unknown === undefined) {
    return nameable.filter((name) => positionals.length === 0 || positionals.includes(name));
  }
  throw new UserError(`bench ${unknown}: expected ${nameable.join(', ')} or flags alone`);
}

void runCommand({ usage, options, allowPositionals: true }, async ({ values, positionals }) => {
  const names = readNames(positionals);
  if (values.hostile) {
    if (names.join() === 'grade') return timeHostile(values, tell);
    throw new UserError('--hostile is for npm run bench -- grade');
  }
  const rows = await chooseRows({ ...values, names });
  const attention = names.includes('attention') ? await endable(() => timeAttention(values)) : null;
  const file = values.json;
  if (rows.length === 0) {
    if (file && attention) writeJson(file, attention.report);
    return attention?.code ?? 0;
  }
  if (attention) print('');
  // The rows stand beside what is measured of attention here.
  const keep = (report: { complete: boolean }): void => {
    const all = attention ? { ...attention.report, commands: report } : report;
    if (file) keepJson(file, all, report.complete);
  };
  await timeCommands({ ...values, names: rows }, { tell, keep });
  return attention?.code ?? 0;
});
