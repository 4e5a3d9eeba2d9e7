/** The grader as something to be timed, where this checkout has one: students are handed none. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../reference/root';

const name = 'grading';

export const hasGrader = existsSync(join(root, 'scripts', 'bench', `${name}.kit.ts`));

type Time = (
  wanted: { quick: boolean; json?: string | undefined },
  tell: (doing: string) => void,
) => Promise<number>;

/** Each measures and prints what came of that; returns the exit code. */
export interface Grader {
  /** How fast it judges right submissions. */
  timeGrading: Time;
  /** What hostile submissions cost. */
  timeHostile: Time;
}

/** @throws Error where there is none */
export const openGrader = (): Promise<Grader> => import(`./${name}.kit.ts`);

const usage = `
grade measures the grader instead: how many right submissions of all exercises it
judges in a second, what the time goes into, and its memory over a thousand of them
(--quick: a hundred). With --hostile it measures what each hostile submission of the
sandbox's tests costs, prints the dearest ten, and says whether the bounds on one
submission hold; on Linux alone (--quick: some of them).
`;

/** For `--help`. */
export const gradeUsage = hasGrader ? usage : '';
export const gradeForm = hasGrader ? '\n       npm run bench -- grade [--hostile] [flags]' : '';
