/** The grader as something to be timed, where this checkout has one: students are handed none. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../reference/root';

const name = 'grading';

export const hasGrader = existsSync(join(root, 'scripts', 'bench', `${name}.kit.ts`));

export interface Grader {
  /** Times it and prints what came of that; returns the exit code. */
  timeGrading(
    wanted: { quick: boolean; json?: string | undefined },
    tell: (doing: string) => void,
  ): Promise<number>;
}

/** @throws Error where there is none */
export const openGrader = (): Promise<Grader> => import(`./${name}.kit.ts`);

const usage = `
grade measures the grader instead: how many right submissions of all exercises it
judges in a second, what the time goes into, and its memory over a thousand of them
(--quick: a hundred).
`;

/** For `--help`. */
export const gradeUsage = hasGrader ? usage : '';
export const gradeForm = hasGrader ? '\n       npm run bench -- grade [flags]' : '';
