/** What a row of the table is: some work that a person waits for, done once more at each trial. */

/**
 * What one trial took. Milliseconds, milliseconds of processor, megabytes; frames a second;
 * milliseconds of a warm pass, and megabytes of a first one.
 */
export type Figure = 'time' | 'processor' | 'memory' | 'frames' | 'pass' | 'peak';
export type Figures = Partial<Record<Figure, number>>;

/** A copy of the kit in which work is done. */
export interface Kit {
  folder: string;
}

/** Work that was begun, such as a watch; closed when all trials are over. */
export interface Opened {
  measure(): Promise<Figures>;
  close(): Promise<void>;
}

/** Why something cannot be measured here. */
export interface Lacking {
  reason: string;
}

/** Something of the same kind that is not the kit's, measured in turn with it. */
export interface Beside {
  name: string;
  open(kit: Kit): Promise<Opened | Lacking>;
}

export interface Work {
  /** `check 1, right` */
  name: string;
  trials: number;
  open(kit: Kit): Promise<Opened | Lacking>;
  beside?: Beside;
  /** What the work is as large as, where it is one of a row of sizes. */
  size?: number;
}

/** A few trials and small sizes, to see that everything works; or sizes too, to see how it grows. */
export interface Extent {
  quick: boolean;
  growth: boolean;
}

/** Work that is done anew at each trial, and leaves nothing open. */
export const each = (measure: () => Promise<Figures>): Opened => ({
  measure,
  close: async () => {},
});
