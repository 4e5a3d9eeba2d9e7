/** What the explained call printed, and how much other calls did: evidence of one, not of all. */
import type { Printed } from '../../reference/running/child';
import { say } from '../languages/tongue';

export interface PrintedHere extends Printed {
  /** Lines that were printed elsewhere: by other calls, or while the file was loaded. */
  elsewhere: number;
}

export const printedHere = (own: Printed, all: Printed): PrintedHere => ({
  ...own,
  elsewhere: Math.max(0, all.count - own.count),
});

const SHOWN_LINES = 5;

const sayElsewhere = (alsoHere: boolean, count: number): string =>
  alsoHere
    ? say('other calls printed {count} lines', { count })
    : say('nothing by this call; others printed {count} lines', { count });

/** The first lines, and how many were left out; nothing where nothing was printed. */
export function summarisePrinted({ lines: kept, count, elsewhere }: PrintedHere): {
  shown: string[];
  leftOut: string | null;
} {
  const shown = kept.slice(0, SHOWN_LINES);
  const more = count - shown.length;
  const parts = [
    ...(more > 0 ? [`… ${say('{count} more lines', { count: more })}`] : []),
    ...(elsewhere > 0 ? [sayElsewhere(count > 0, elsewhere)] : []),
  ];
  return { shown, leftOut: parts.length > 0 ? parts.join('; ') : null };
}
