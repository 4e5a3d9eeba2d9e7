/** One self-attention layer with its input, as pictures are drawn of it. Types only. */
import type { Params } from '../../reference/judging/params';

/** What a person chose; what is absent is the model's to decide. */
export interface SceneOptions {
  text?: string;
  pair?: string;
  layer: number;
  heads?: number;
  dModel?: number;
  seed: number;
}

/** One self-attention layer, ready to be computed. */
export interface Scene {
  model: string;
  /** What the vectors and weights are, in short remarks. */
  about: string[];
  /** The one or two texts that were read, by models that read texts. */
  texts?: string[];
  /** Why the picture means little, where that is known beforehand. */
  doubt?: string;
  tokens: string[];
  /** For two texts: the text each token belongs to, `[T]`. */
  segments?: number[];
  layer: number;
  /** How many the model has, where it is more than one. */
  layers?: number;
  /** `[T, dModel]` */
  x: number[][];
  params: Params;
  nHeads: number;
  /** `[T, T]`, true where a query may attend, for a model that hides tokens. */
  mask?: boolean[][];
  reading?: Reading;
}

/** A scene that can be written as JSON. */
export type PlainScene = Omit<Scene, 'reading'>;

/** Further inputs for the same call, and what all outputs together say in words. */
export interface Reading {
  /** Each `[T, dModel]`. */
  inputs: number[][][];
  /** @param outputs `[T, dModel]` for the scene's own `x`, then for each of `inputs` */
  tell(outputs: number[][][]): string[];
}
