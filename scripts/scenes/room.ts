/** How much a command may ask code for. */
import { UserError } from '../../reference/user-error';
import { numbersOf } from './answer';
import type { Scene } from './scene';

/** Numbers of the largest answer: 32 heads of 512 tokens, and their output. */
const MOST_NUMBERS = 9_000_000;

/** @throws UserError where a right answer has more numbers than are drawn */
export function refuseTooMuch(scene: Pick<Scene, 'x' | 'nHeads'>): void {
  const numbers = numbersOf(scene);
  if (numbers <= MOST_NUMBERS) return;
  throw new UserError(
    `--text has ${scene.x.length} words or pieces, and ${scene.nHeads} heads make ${numbers} numbers of them; ${MOST_NUMBERS} is the most that is drawn, so shorten it`,
  );
}
