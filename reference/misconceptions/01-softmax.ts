/** What people get wrong about softmax. */
import type { Misconception } from '../misconceptions';

export default [
  {
    id: 'softmax-without-shift',
    says: 'Large logits overflow: exp is taken before the largest logit of the line is subtracted.',
    changes: [['Math.exp(logit - peak)', 'Math.exp(logit)']],
  },
] satisfies Misconception[];
