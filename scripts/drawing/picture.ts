/** What is to be drawn, and the parts that a layout places. Types only. */

/** One map. */
export interface Panel {
  title: string;
  /** Beside the title, muted: `entropy 2.31 bits`. */
  note: string;
  /** `[T, T]`, a row for each query. */
  weights: number[][];
}

/** What is to be drawn. */
export interface Picture {
  heading: string;
  /** Short remarks under the heading, as many on a line as fit. */
  captions: string[];
  tokens: string[];
  /** For two texts: the text each token belongs to. */
  segments?: number[];
  panels: Panel[];
  /** Whether to write the weights into the cells; only done where there is room. */
  values: boolean;
  /**
   * Width to fill in pixels, for maps that are part of a page: they have no heading, margin or bar
   * of their own, since the page has.
   */
  room?: number;
}

/** Where a map stands. */
export interface PlacedMap {
  x: number;
  y: number;
  weights: number[][];
}

/** A hairline, level or upright. */
export interface Line {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}
