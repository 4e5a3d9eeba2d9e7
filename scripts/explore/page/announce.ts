/** Says to a screen reader what has come out, once nothing has changed for a while. */
import { byId } from './elements';

/** Milliseconds; a slider that is moved changes more often. */
const CALM = 900;

let pause = 0;

export function announce(text: string): void {
  clearTimeout(pause);
  pause = window.setTimeout(() => {
    byId('announced').textContent = text;
  }, CALM);
}
