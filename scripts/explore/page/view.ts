/** From an answer to what is drawn of it, and to what its cells say. */
import type { Picture } from '../../drawing/picture';
import { creditOf, type PictureFile, picturesOf } from '../../scenes/pictures';
import { namedMaps } from '../../scenes/report';
import type { Answer } from './attend';
import { nameOfWho } from './controls';
import type { Shown } from './readout';
import type { State } from './state';
import { valuesOf } from './values';

/** The picture of all heads, with what is said inside its file. */
export function fileOf({ scene, attended, entropies }: Answer, state: State): PictureFile {
  const { temperature, mask, who, average, values, scale } = state;
  const remarks = [
    ...(temperature === 1 ? [] : [`temperature ${temperature}`]),
    ...(mask === 'none' ? [] : [`${mask} mask`]),
    who === 'tfjs' ? `computed by ${nameOfWho(who)}` : creditOf(who),
  ];
  const spell = (text: string): string => text;
  const look = { spell, remarks, values, scale, palette: 'viridis' } as const;
  const [all] = picturesOf(scene, namedMaps({ ...attended, entropies }, average), look);
  if (!all) throw new Error('explore: expected a picture of all heads, got none');
  return all;
}

export const pictureOf = (answer: Answer, state: State): Picture => fileOf(answer, state).picture;

/** Values by head, computed where they are first asked for. */
export function shownOf({ scene, attended }: Answer, picture: Picture): Shown {
  const known = new Map<number, number[][]>();
  return {
    tokens: scene.tokens,
    panels: picture.panels,
    valuesOf(head) {
      if (head >= attended.weights.length) return null;
      const values = known.get(head) ?? valuesOf(scene, head);
      known.set(head, values);
      return values;
    },
  };
}
