/** What the files of a target hold, for the excerpts under an error. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { findExercise } from '../../exercises/catalog';
import { root } from '../../reference/root';
import type { NamedTarget } from '../targets/target';
import type { ReadCode } from './excerpt';

/** Reads a target's files as they are when they are asked for. */
export const readCode =
  (target: NamedTarget): ReadCode =>
  ({ slug }) => {
    const exercise = findExercise(slug);
    try {
      return exercise ? readFileSync(resolve(root, target.fileOf(exercise)), 'utf8') : null;
    } catch {
      return null;
    }
  };
