/** How fast the grader is, measured and shown. No student is handed this file. */
import { availableParallelism } from 'node:os';
import { terminalWidth } from '../terminal/colour';
import { print, writeOut } from '../terminal/output';
import type { Grader } from './grader';
import { renderGrading } from './grading/render';
import { benchGrading } from './grading/run';

export const timeGrading: Grader['timeGrading'] = async ({ quick, json }, tell) => {
  const count = quick ? 100 : 1_000;
  const grading = await benchGrading(count, availableParallelism(), tell).finally(() => tell(''));
  print(renderGrading(grading, terminalWidth()));
  if (json) writeOut(json, `${JSON.stringify(grading, null, 2)}\n`);
  return 0;
};
