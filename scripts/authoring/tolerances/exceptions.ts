/**
 * Right answers that take more than their part of what is allowed, or more than that, each with its
 * reason; and wrong answers that are nearer than ten tolerances.
 */
import type { Slug } from '../../../exercises/catalog';

export interface Exception {
  slug: Slug;
  /** The test's title. */
  title: string;
  /** Names of right ways; see `ways.ts`. */
  answers: RegExp;
  reason: string;
}

const farScores =
  'the property draws scores beyond ±16, of which float32 keeps 1e-6; a log-sum-exp loses as much in every weight of a row alike, which shows in their sum';

export const exceptions: readonly Exception[] = [
  {
    slug: '01-softmax',
    title: 'stays finite up to ±1e308',
    answers: /^log-sum-exp.* in float32$/,
    reason:
      'float32 ends at 3.4e38, and a logarithm of the sum of logits near −1e308 is −Infinity there',
  },
  {
    slug: '05-multi-head',
    title: 'gives every head rows of weights that sum to 1',
    answers: /^log-sum-exp.* in float32$/,
    reason: farScores,
  },
  {
    slug: '06-framework-comparison',
    title: 'tfjs: agrees with the reference on any layer',
    answers: /^log-sum-exp/,
    reason: farScores,
  },
];

const ROUNDED =
  'scores rounded to three decimals are off by 5e-4 at most, which is eleven tolerances of a chain of products where luck puts it all into one weight';

/** Ids of wrong answers → why they are nearer; they are caught all the same. */
export const nearWrong: ReadonlyMap<string, string> = new Map([
  ['frameworks-tf-scores-rounded', ROUNDED],
  ['frameworks-math-scores-rounded', ROUNDED],
]);
