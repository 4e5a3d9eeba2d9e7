/** What the explained call printed, and how much other calls did: evidence of one, not of all. */
import type { Printed } from '../../reference/running/child';

export interface PrintedHere extends Printed {
  /** Lines that were printed elsewhere: by other calls, or while the file was loaded. */
  elsewhere: number;
}

export const printedHere = (own: Printed, all: Printed): PrintedHere => ({
  ...own,
  elsewhere: Math.max(0, all.count - own.count),
});

const SHOWN_LINES = 5;

const lines = (count: number): string => `${count} ${count === 1 ? 'line' : 'lines'}`;

/** The first lines, and how many were left out; nothing where nothing was printed. */
export function summarisePrinted({ lines: kept, count, elsewhere }: PrintedHere): {
  shown: string[];
  leftOut: string | null;
} {
  const shown = kept.slice(0, SHOWN_LINES);
  const more = count - shown.length;
  const parts = [
    ...(more > 0 ? [`… ${more} more ${more === 1 ? 'line' : 'lines'}`] : []),
    ...(elsewhere > 0
      ? [
          `${count > 0 ? 'other calls' : 'nothing by this call; others'} printed ${lines(elsewhere)}`,
        ]
      : []),
  ];
  return { shown, leftOut: parts.length > 0 ? parts.join('; ') : null };
}
