/** Every hostile submission. Each is a trick that worked on another grader, or was thought of for this one. */
import { endless } from './endless';
import { escapes } from './escapes';
import { forgeries } from './forgeries';
import type { Hostile } from './form';
import { libraries } from './libraries';
import { loading } from './loading';
import { oddAnswers } from './odd-answers';
import { patches } from './patches';
import { throwing } from './throwing';
import { tooMuch } from './too-much';
import { uninterruptible } from './uninterruptible';

export const hostiles: Hostile[] = [
  ...escapes,
  ...loading,
  ...patches,
  ...forgeries,
  ...oddAnswers,
  ...endless,
  ...uninterruptible,
  ...tooMuch,
  ...throwing,
  ...libraries,
];
