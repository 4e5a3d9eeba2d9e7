/**
 * The kit's own answers to an exercise, right and wrong, run where a learner's answer runs. They
 * follow each other in one child process, so that its libraries are loaded once and not for each.
 */
import { join } from 'node:path';
import type { CatalogEntry } from '../../../exercises/catalog';
import { judge, type Plan } from '../../judging/spec';
import type { TestResult } from '../../judging/verdict';
import { root } from '../../root';
import { type ChildSession, openTarget } from '../target';

export interface Answers {
  /**
   * Judges an answer by each of the plans.
   * @param source stands in for the exercise's file in `solutions/`; undefined for that file
   */
  judge(source: string | undefined, plans: readonly Plan[]): Promise<TestResult[]>;
  session: ChildSession;
}

export function openAnswers(exercise: CatalogEntry): Answers {
  const folder = join(root, 'solutions');
  const session = openTarget({ folder }, exercise);
  return {
    session,
    async judge(source, plans) {
      session.goOnWith({
        folder,
        replaced: source === undefined ? {} : { [exercise.slug]: source },
      });
      const results: TestResult[] = [];
      for (const plan of plans) results.push(...judge(plan, await session.run(plan.calls)));
      return results;
    },
  };
}
