/** What grading goes into, and what hostile submissions cost, measured and shown. No student is handed this file. */
import { availableParallelism } from 'node:os';
import { terminalWidth } from '../terminal/colour';
import { print, writeJson } from '../terminal/output';
import { endable } from './ending';
import { benchHostile } from './grading/hostile';
import { renderGrading } from './grading/render';
import { areKept, renderHostile } from './grading/render-hostile';
import { benchGrading, type Grading } from './grading/run';

type Tell = (doing: string) => void;

/** Grades right submissions and shows what each takes. */
export async function profileGrading(quick: boolean, tell: Tell): Promise<Grading> {
  const count = quick ? 100 : 1_000;
  const grading = await benchGrading(count, availableParallelism(), tell).finally(() => tell(''));
  print(renderGrading(grading, terminalWidth()));
  return grading;
}

export async function timeHostile(
  { quick, json }: { quick: boolean; json?: string | undefined },
  tell: Tell,
): Promise<number> {
  const bench = await endable(() => benchHostile(quick, tell)).finally(() => tell(''));
  print(renderHostile(bench, terminalWidth()));
  if (json) writeJson(json, bench);
  return areKept(bench) ? 0 : 1;
}
