/** What is to be drawn, and the parts that a layout places. Types only. */
import type { PaletteName } from './colour';
import type { ScaleName } from './scale';

/** One map. */
export interface Panel {
  title: string;
  /** Beside the title, muted: the same remark at several lengths, the longest first. */
  notes: string[];
  /** Under the title, as many as there is room for: `cat → drinks 0.50`, the strongest first. */
  pairs?: string[];
  /** `[T, T]`, a row for each query. */
  weights: number[][];
}

/** A row of a map: query `row` of panel `head`. */
export interface MapRow {
  head: number;
  row: number;
}

/** What a page has to spare for its maps, in pixels. */
export interface Room {
  width: number;
  height: number;
}

/** What is to be drawn. */
export interface Picture {
  /** On one line where there is room, else each on its own; what is too long is shortened. */
  heading: string[];
  /** Short remarks under the heading, as many on a line as fit. */
  captions: string[];
  tokens: string[];
  /** For two texts: the text each token belongs to. */
  segments?: number[];
  panels: Panel[];
  /** Whether to write the weights into the cells; only done where there is room. */
  values: boolean;
  /** One for all maps, from 0 to 1 unless another is named. */
  scale?: ScaleName;
  /** What the colours stand for, where it is no weight. */
  what?: string;
  palette?: PaletteName;
  /** A row that is outlined. */
  marked?: MapRow;
  /** For maps that are part of a page: no heading, margin or bar of their own, since the page has. */
  room?: Room;
}

/** Where a map stands. */
export interface PlacedMap {
  x: number;
  y: number;
  weights: number[][];
  /** The weight at the upper end of the colour bar. */
  top: number;
}

/** A hairline, level or upright. */
export interface Line {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}
