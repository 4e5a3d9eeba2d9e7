/** From an answer to what is drawn of it, and to what its cells say. */
import type { Picture } from '../../drawing/picture';
import { capitalise, creditOf, type PictureFile, picturesOf } from '../../scenes/pictures';
import { namedMaps } from '../../scenes/report';
import type { Answer } from './attend';
import { nameOfWho } from './controls';
import { barOf, readAs, remarkOn } from './reading';
import type { Shown } from './readout';
import type { State } from './state';
import { valuesOf } from './values';

/** The picture of all heads, with what is said inside its file. */
export function fileOf(answer: Answer, state: State): PictureFile {
  const { scene, attended, entropies } = answer;
  const { temperature, mask, who, average, values, scale, read } = state;
  const remarks = [
    ...(temperature === 1 ? [] : [`temperature ${temperature}`]),
    ...(mask === 'none' || scene.mask ? [] : [`${mask} mask`]),
    ...(read === 'weights' ? [] : [remarkOn[read]]),
    who === 'tfjs' ? `computed by ${nameOfWho(who)}` : creditOf(who),
  ];
  const spell = (text: string): string => text;
  const look = { spell, remarks, values, scale, palette: 'viridis' } as const;
  const maps = readAs(read, namedMaps({ ...attended, entropies }, average), valuesIn(answer));
  const [all] = picturesOf(scene, maps, look);
  if (!all) throw new Error('explore: expected a picture of all heads, got none');
  const panels = all.picture.panels.map((panel, i) => {
    const note = maps[i]?.note;
    return note ? { ...panel, notes: [note] } : panel;
  });
  return { ...all, picture: { ...all.picture, panels, what: barOf[read] } };
}

export const pictureOf = (answer: Answer, state: State): Picture => fileOf(answer, state).picture;

/** Values by head, computed where they are first asked for; null for what no head has computed. */
function valuesIn({ scene, attended }: Answer): (head: number) => number[][] | null {
  const known = new Map<number, number[][]>();
  return (head) => {
    if (head >= attended.weights.length) return null;
    const values = known.get(head) ?? valuesOf(scene, head);
    known.set(head, values);
    return values;
  };
}

/** What the cells say: the weights as the code returned them, however they are drawn. */
export function shownOf(answer: Answer, { average }: State): Shown {
  const { scene, attended, entropies } = answer;
  const maps = namedMaps({ ...attended, entropies }, average);
  return {
    tokens: scene.tokens,
    panels: maps.map(({ name, map }) => ({ title: capitalise(name), weights: map })),
    valuesOf: valuesIn(answer),
  };
}
