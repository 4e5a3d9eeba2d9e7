/**
 * How the tiny model is trained, and how the two are that it is compared with: each lacks one thing,
 * and what a head of it finds was found without that.
 */
import { TWICE } from './examples';
import { GUIDANCE } from './training';

export interface Recipe {
  /** How strongly head 0 of layer 0 is told at first where to look. */
  guidance: number;
  /** How often, in the end, a sentence stands beside itself and not beside a translation. */
  twice: number;
}

/** What a training may do without. */
export const lacks = ['guidance', 'translations'] as const;
export type Lack = (typeof lacks)[number];

/** @param without for a model to compare with; undefined for the tiny model itself */
export const recipeOf = (without: Lack | undefined): Recipe => ({
  guidance: without === 'guidance' ? 0 : GUIDANCE,
  twice: without === 'translations' ? 1 : TWICE,
});
