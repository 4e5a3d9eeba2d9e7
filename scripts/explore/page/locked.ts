/** The row whose output is shown: the person's, or while there is none the page's own choice. */
import type { Answer } from './attend';
import { keepOpening, type Opening } from './opening';
import type { Row, State } from './state';

/** What the page has chosen, for as long as a person has not. */
let opening: Opening | null = null;

export function lockedIn({ locked, model, layer }: State, answer: Answer): Row | null {
  if (locked) return locked === 'none' ? null : locked;
  const { scene, attended } = answer;
  const chosenFor = `${model} ${layer} ${scene.nHeads}`;
  opening = keepOpening(opening, chosenFor, scene.tokens, attended.weights);
  return opening.row;
}
