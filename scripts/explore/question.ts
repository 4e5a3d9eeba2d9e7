/** What the reference is asked, and what it tells. Types only. */
import type { Options, Params } from '../../reference/judging/params';

export interface Question {
  x: number[][];
  params: Params;
  nHeads: number;
  options: Options;
}

export type Told =
  | { label: string; weights: number[][][]; output: number[][] }
  | { trouble: string };

/** The code that answers. */
export interface Attending {
  attendByReference(question: Question): Promise<Told>;
  closeReference(): Promise<void>;
}
