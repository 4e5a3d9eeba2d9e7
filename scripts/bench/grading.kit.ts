/** How fast the grader is, and what hostile submissions cost, measured and shown. No student is handed this file. */
import { availableParallelism } from 'node:os';
import { terminalWidth } from '../terminal/colour';
import { print, writeJson } from '../terminal/output';
import type { Grader } from './grader';
import { benchHostile } from './grading/hostile';
import { renderGrading } from './grading/render';
import { areKept, renderHostile } from './grading/render-hostile';
import { benchGrading } from './grading/run';

const write = (json: string | undefined, measured: object): void => {
  if (json) writeJson(json, measured);
};

export const timeGrading: Grader['timeGrading'] = async ({ quick, json }, tell) => {
  const count = quick ? 100 : 1_000;
  const grading = await benchGrading(count, availableParallelism(), tell).finally(() => tell(''));
  print(renderGrading(grading, terminalWidth()));
  write(json, grading);
  return 0;
};

export const timeHostile: Grader['timeHostile'] = async ({ quick, json }, tell) => {
  const bench = await benchHostile(quick, tell).finally(() => tell(''));
  print(renderHostile(bench, terminalWidth()));
  write(json, bench);
  return areKept(bench) ? 0 : 1;
};
