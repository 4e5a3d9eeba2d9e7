/** The flags of `train-tiny`, and what their values have to be. */
import { UserError } from '../../../reference/user-error';
import { type Lack, lacks } from './recipes';

export const DEFAULT_STEPS = 6_000;

export const usage = `
Usage: npm run train-tiny -- --out DIR [--steps N] [--seed N] [--without WHAT]
       npm run train-tiny -- --evaluate [DIR]

Trains the kit's tiny multilingual model on sentences that it makes from templates,
measures it on sentences that it never saw, and writes a Hugging Face folder with a
model card. There is no need to: the trained model is in reference/models/tiny.

  --out DIR      where the model goes
  --steps N      how long to train (default ${DEFAULT_STEPS}; twenty minutes on one core)
  --seed N       sentences, vocabulary, first weights and examples follow from it
                 (default 42)
  --without WHAT
                 trains a model to compare with: without guidance, or without
                 translations, which always reads a sentence beside itself
  --evaluate     measure the model in a folder (default reference/models/tiny) again,
                 beside those of reference/models/baselines
  --help         show this

Exit code: 0 done, 1 trained but its alignment is below 0.9, 2 could not run.
`;

export const options = {
  out: { type: 'string' },
  steps: { type: 'string', default: String(DEFAULT_STEPS) },
  seed: { type: 'string', default: '42' },
  without: { type: 'string' },
  evaluate: { type: 'boolean', default: false },
} as const;

function wholeNumber(flag: string, given: string, smallest: number): number {
  const value = Number(given);
  if (/^\d+$/.test(given) && Number.isSafeInteger(value) && value >= smallest) return value;
  throw new UserError(`--${flag} has to be a whole number from ${smallest} up, got "${given}"`);
}

/** @throws UserError for a value that is none */
export const readNumbers = ({ steps, seed }: { steps: string; seed: string }) => ({
  steps: wholeNumber('steps', steps, 1),
  seed: wholeNumber('seed', seed, 0),
});

/** @throws UserError for what no training does without */
export function readLack(given: string | undefined): Lack | undefined {
  const lack = lacks.find((one) => one === given);
  if (given === undefined || lack) return lack;
  throw new UserError(`--without has to be ${lacks.join(' or ')}, got "${given}"`);
}
