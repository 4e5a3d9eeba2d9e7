/**
 * Where the input of a picture comes from: `--model` by name. A source gives tokens, vectors and
 * projections; it computes no attention, that is the target's business.
 */
import { closest } from 'fastest-levenshtein';
import type { Params } from '../../reference/judging/params';
import { UserError } from '../../reference/user-error';
import { notebook } from './notebook';
import { pytorch } from './pytorch';
import { relations } from './relations';

/** What a person chose; what is absent is the source's to decide. */
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
  reading?: Reading;
}

/** Further inputs for the same call, and what all outputs together say in words. */
export interface Reading {
  /** Each `[T, dModel]`. */
  inputs: number[][][];
  /** @param outputs `[T, dModel]` for the scene's own `x`, then for each of `inputs` */
  tell(outputs: number[][][]): string[];
}

export type Source = (options: SceneOptions) => Scene;

const sources: Record<string, Source> = { notebook, pytorch, relations };

/** The names of all sources. */
export const modelNames: readonly string[] = Object.keys(sources);

/**
 * The scene of a model.
 * @throws UserError for an unknown model, with the nearest, and for options it cannot follow
 */
export function openScene(model: string, options: SceneOptions): Scene {
  const source = sources[model];
  if (source) return source(options);
  const nearest = closest(model, modelNames);
  throw new UserError(`no model is called "${model}"; did you mean --model ${nearest}?`);
}
