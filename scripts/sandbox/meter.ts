/**
 * Counts what code spends, and says when that is too much: interpreter steps, which are the same on
 * a slow machine. What runs between them is counted as steps, too.
 */

/** The engine asks whether to go on every 10,000 jumps or calls; that is one unit. */
const UNIT = 10_000;
/**
 * Units of one call. A right answer's call takes one or two, a file that makes a mathjs of its own
 * 220.
 */
const CALL_LIMIT = 1_500;
/** Units of all calls of an exercise together. */
const TOTAL_LIMIT = 8_000;
/** Units between two signs of life. */
const BEAT = 50;

/** Steps that the end of an `await`, or a timer, counts as: about as long as they take. */
const TURN = 300;
/** Turns that may be taken before they are counted. */
export const TURNS_AT_ONCE = 32;

/**
 * What a call may take grows with what it is given, by the character: a layer of a large model is
 * millions of numbers, and each is multiplied as often as there are positions.
 */
const UNITS_A_CHARACTER = 1 / 200;

export interface Meter {
  /** Nothing is spent yet. */
  begin(): void;
  /** @param given characters that the next call is given */
  next(given: number): void;
  /** The engine asks whether to go on. */
  tick(): void;
  turns(count: number): void;
  isOver(): boolean;
}

/** @param beat called now and then while units are spent */
export function createMeter(beat: () => void): Meter {
  let call = 0;
  let total = 0;
  let silent = 0;
  const spend = (units: number): void => {
    call -= units;
    total -= units;
    silent += units;
    if (silent < BEAT) return;
    silent = 0;
    beat();
  };
  return {
    begin() {
      total = TOTAL_LIMIT;
    },
    next(given) {
      const more = given * UNITS_A_CHARACTER;
      call = CALL_LIMIT + more;
      total += more;
    },
    tick: () => spend(1),
    turns: (count) => spend((count * TURN) / UNIT),
    isOver: () => call < 0 || total < 0,
  };
}
