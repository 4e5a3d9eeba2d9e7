/**
 * The made-up and recorded models that `--model` names. Each gives tokens, vectors and projections;
 * none computes attention: the target does.
 */
import { nearest } from '../../reference/nearest';
import { UserError } from '../../reference/user-error';
import { notebook } from './notebook';
import { pytorch } from './pytorch';
import { relations } from './relations';
import type { Scene, SceneOptions } from './scene';

type OpenScene = (options: SceneOptions) => Scene;

const models: Record<string, OpenScene> = { notebook, pytorch, relations };

/** The names that `--model` takes beside folders and hub ids. */
export const modelNames: readonly string[] = Object.keys(models);

/**
 * The scene of a model.
 * @throws UserError for an unknown model, with the nearest, and for options it cannot follow
 */
export function openScene(model: string, options: SceneOptions): Scene {
  const open = models[model];
  if (open) return open(options);
  const meant = nearest(model, modelNames);
  const says = meant ? `did you mean --model ${meant}?` : `there are ${modelNames.join(', ')}`;
  throw new UserError(`no model is called "${model}"; ${says}`);
}
