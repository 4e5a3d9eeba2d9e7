/**
 * How near an answer comes to what a plan allows. No verdict needs it; it tells how much room the
 * tolerances leave to right answers, and how far away wrong ones are.
 */
import type { Plan } from './spec';
import type { Outcome } from './verdict';

/** What an answer took of what a test allows: the most over its demands. Up to 1 passes. */
export interface Share {
  title: string;
  share: number;
}

export const sharesOf = (plan: Plan, outcomes: readonly Outcome[]): Share[] =>
  plan.tests.map(({ title, expectations }) => ({
    title,
    share: expectations.reduce((most, { judge }) => Math.max(most, judge(outcomes).share), 0),
  }));

/** The test that an answer passes by least, or fails by most. */
export const decisiveShare = (plan: Plan, outcomes: readonly Outcome[]): Share =>
  sharesOf(plan, outcomes).reduce((most, test) => (test.share > most.share ? test : most));
