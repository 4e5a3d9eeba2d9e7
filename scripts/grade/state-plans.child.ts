/**
 * The process with the reference engine: states the hidden specs of a run and says what the engine
 * computed for them. The engine's memory goes with it.
 */
import { encode } from '../../reference/judging/data';
import { QUICK } from '../../reference/judging/spec';
import { loadEngine } from '../../reference/oracle/engine';
import { record } from '../../reference/oracle/recording';
import { reply, serve } from '../../reference/running/reply';
import { UserError } from '../../reference/user-error';
import { type Asked, loadSpec, type Told } from './plans';

const say = (told: Told): void => reply(told);

void serve(async ({ seed, slugs }: Asked) => {
  try {
    const { label: engine } = await loadEngine();
    const specs = await Promise.all(slugs.map(loadSpec));
    const answers = specs.map((spec) => encode(record(() => spec.state(seed, QUICK))));
    say({ engine, answers });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    say({ trouble: error.message });
  }
});
