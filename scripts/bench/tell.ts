/** What is being done, for a person who waits. */
import { redraw } from '../terminal/output';

/** On a line that the next one replaces, and an empty text takes away; nothing where no person watches. */
export function tell(doing: string): void {
  if (process.stderr.isTTY) redraw(process.stderr, doing && `${doing} …`);
}
