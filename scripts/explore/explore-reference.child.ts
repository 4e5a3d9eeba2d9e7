/** The child process in which TensorFlow.js computes for the explorer. */
import { loadEngine } from '../../reference/oracle/engine';
import { multiHeadAttention } from '../../reference/oracle/ops';
import { reply, serve } from '../../reference/running/reply';
import type { Question, Told } from './question';

const say = (told: Told): void => reply(told);

void serve(async ({ x, params, nHeads, options }: Question) => {
  try {
    const { label } = await loadEngine();
    say({ label, ...(await multiHeadAttention(x, params, nHeads, options)) });
  } catch (error) {
    say({ trouble: (error as Error).message });
  }
});
