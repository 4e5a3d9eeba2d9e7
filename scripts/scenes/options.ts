/** What a person chose about a scene, read from text. */
import { UserError } from '../../reference/user-error';
import type { SceneOptions } from './scene';

/** Flags of `heatmap`, or fields of the explorer's page, as they were typed. */
type Given = Partial<Record<string, string | boolean>>;

function wholeNumber(flag: string, given: string, smallest: number): number {
  const value = Number(given);
  if (/^\d+$/.test(given) && Number.isSafeInteger(value) && value >= smallest) return value;
  throw new UserError(`--${flag} has to be a whole number from ${smallest} up, got "${given}"`);
}

function temperatureOf(given: string): number {
  const value = Number(given);
  if (given.trim() !== '' && Number.isFinite(value) && value > 0) return value;
  throw new UserError(`--temperature has to be a number above 0, got "${given}"`);
}

/**
 * What the flags say about the scene.
 * @throws UserError for a value that is none
 */
export function sceneOptions(given: Given): SceneOptions {
  const { text, pair, heads, layer, seed } = given;
  const width = given['d-model'];
  return {
    ...(text !== undefined && { text: String(text) }),
    ...(pair !== undefined && { pair: String(pair) }),
    ...(heads !== undefined && { heads: wholeNumber('heads', String(heads), 1) }),
    ...(width !== undefined && { dModel: wholeNumber('d-model', String(width), 1) }),
    layer: wholeNumber('layer', String(layer), 0),
    seed: wholeNumber('seed', String(seed), 0),
  };
}

/** @throws UserError unless the temperature is above 0 */
export const readTemperature = (given: Given): number => temperatureOf(String(given.temperature));
