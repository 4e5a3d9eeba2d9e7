/**
 * The model's own texts stand in the fields, so that one can change a word of them, and are left out
 * of the state, so that links stay short. Knows no document.
 */

export interface Texts {
  text: string;
  pair: string;
}

/** What fields hold, as a state has it: nothing where it is what the model takes by itself. */
export const withoutOwn = (held: Texts, own: Texts | undefined): Texts =>
  held.text === own?.text && held.pair === own.pair ? { text: '', pair: '' } : held;

/** What the fields of a state show, as far as the model's own texts are known. */
export const withOwn = ({ text, pair }: Texts, own: Texts | undefined): Texts =>
  text.trim() || pair.trim() ? { text, pair } : (own ?? { text: '', pair: '' });
