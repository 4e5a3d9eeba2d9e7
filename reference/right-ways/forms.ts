/**
 * Other right forms of the solutions' formulas, each as a small change to a solution's text. They are
 * measured by `npm run tolerances` alone, where an exercise that stands on the changed one is measured
 * in each of its forms, too.
 */
//! kata-hidden-4bd473e02213: never handed to students.
import type { Slug } from '../../exercises/catalog';
import type { Change } from '../judging/misconceptions';

/** The softmax of one line, by another body. */
const line = (id: string, body: string): Change => ({
  id,
  changes: [
    [
      'function softmaxLine(logits: number[]): number[] {',
      'function asWritten(logits: number[]) {',
    ],
  ],
  behind: `function softmaxLine(logits) {\n${body}\n}\n`,
});

export const forms: Partial<Record<Slug, readonly Change[]>> = {
  '01-softmax': [
    line(
      'online softmax',
      `
  let [peak, total] = [-Infinity, 0];
  for (const logit of logits) {
    const next = Math.max(peak, logit);
    if (next > -Infinity) total = total * Math.exp(peak - next) + Math.exp(logit - next);
    peak = next;
  }
  return logits.map((logit) => (total > 0 ? Math.exp(logit - peak) / total : 0));`,
    ),
    line(
      'blockwise softmax',
      `
  const blocks = logits.flatMap((_, i) => (i % 2 === 0 ? [logits.slice(i, i + 2)] : []));
  const peaks = blocks.map((block) => Math.max(...block));
  const powers = blocks.map((block, b) =>
    block.map((logit) => (peaks[b] > -Infinity ? Math.exp(logit - peaks[b]) : 0)),
  );
  const totals = powers.map((block) => block.reduce((sum, power) => sum + power, 0));
  const peak = Math.max(...peaks);
  const shares = peaks.map((own) => (own > -Infinity ? Math.exp(own - peak) : 0));
  const total = totals.reduce((sum, own, b) => sum + own * shares[b], 0);
  return powers.flatMap((block, b) =>
    block.map((power) => (total > 0 ? (power * shares[b]) / total : 0)),
  );`,
    ),
    line(
      'log-sum-exp',
      `
  const peak = Math.max(...logits);
  if (peak === -Infinity) return logits.map(() => 0);
  const logSum = peak + Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - peak), 0));
  return logits.map((logit) => Math.exp(logit - logSum));`,
    ),
  ],
  '04-single-head': [
    {
      id: 'q scaled first',
      changes: [
        [
          'timesTransposed(q, k).map((row) => row.map((score) => score / scale))',
          'timesTransposed(q.map((row) => row.map((value) => value / scale)), k)',
        ],
      ],
    },
  ],
  '06-framework-comparison': [
    {
      id: 'q scaled first',
      changes: [
        [
          'tf.matMul(q, k, false, true).div(Math.sqrt(dK) * temperature)',
          'tf.matMul(q.div(Math.sqrt(dK) * temperature), k, false, true)',
        ],
      ],
    },
    {
      id: 'log-sum-exp',
      changes: [[': tf.softmax(scores);', ': scores.sub(tf.logSumExp(scores, -1, true)).exp();']],
    },
  ],
};
