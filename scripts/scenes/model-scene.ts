/**
 * `--model tiny`, a folder or a hub id: a layer of a real model. Only what the layer
 * needs is read, and of the layers below no more than one at a time.
 */
import { existsSync } from 'node:fs';
import { nearest } from '../../reference/nearest';
import { UserError } from '../../reference/user-error';
import { type Below, openModel } from '../models/model';
import { modelNames, openScene } from './open-scene';
import { refuseTooMuch } from './room';
import type { Scene, SceneOptions } from './scene';

/** The model that comes with the kit. */
export const TINY = 'tiny';

/** The text that a model is shown with where the command names none: two languages, where the model knows them. */
const DEFAULT_TEXT = 'The small cat drinks the white milk in the kitchen.';
const TINY_PAIR = 'छोटी बिल्ली रसोई में सफेद दूध पीती है।';

/** The texts to show: the model's own where none is named. */
function textsOf(model: string, { text, pair }: SceneOptions): [text: string, pair?: string] {
  if (text?.trim() === '') throw new UserError('--text has no words; give it at least one');
  if (pair?.trim() === '') throw new UserError('--pair has no words; leave it out, or give it one');
  if (pair !== undefined) return [text ?? DEFAULT_TEXT, pair];
  if (text !== undefined) return [text];
  return model === TINY ? [DEFAULT_TEXT, TINY_PAIR] : [DEFAULT_TEXT];
}

/** A slip of the pen for a built-in name, rather than the name of a model on a hub. */
function isMisspelt(model: string): boolean {
  if (model === TINY || model.includes('/') || existsSync(model)) return false;
  return nearest(model, modelNames) !== null;
}

function refuseSizes(model: string, { heads, dModel }: SceneOptions): void {
  const flag = heads !== undefined ? '--heads' : dModel !== undefined ? '--d-model' : null;
  if (flag) throw new UserError(`${flag} is for --model notebook; ${model} has sizes of its own`);
}

async function readScene(name: string, options: SceneOptions, below: Below): Promise<Scene> {
  refuseSizes(name, options);
  const [text, pair] = textsOf(name, options);
  const model = await openModel(name);
  const { tokens, ids, typeIds, segments } = model.encode(text, pair);
  const input = await model.attentionInput(ids, typeIds, options.layer, below);
  const doubt = model.doubt(text, pair);
  return {
    model: name,
    about: [
      `${model.layers} layers`,
      `d_model ${model.dModel}`,
      ...(model.isCausal ? ['causal mask'] : []),
    ],
    ...(doubt !== null && { doubt }),
    texts: pair ? [text, pair] : [text],
    tokens,
    ...(pair && { segments }),
    layer: options.layer,
    layers: model.layers,
    ...input,
  };
}

/**
 * The scene of any model: one made up here, one of the kit's, a folder's or a hub's.
 * @param below the attention of the layers below the asked one
 * @throws UserError for a model that cannot be had, and for more than is drawn; and what `below` throws
 */
export async function sceneOf(model: string, options: SceneOptions, below: Below): Promise<Scene> {
  const isMadeUp = modelNames.includes(model) || isMisspelt(model);
  const scene = isMadeUp ? openScene(model, options) : await readScene(model, options, below);
  refuseTooMuch(scene);
  return scene;
}
