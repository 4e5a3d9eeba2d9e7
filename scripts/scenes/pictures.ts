/** Which pictures there are of a scene, what stands on them and what is said inside their files. */
import type { Picture } from '../drawing/picture';
import type { NamedMap } from './report';
import type { Scene } from './scene';
import { largestOf, strongestPairs } from './stats';

/** A picture and the file it goes to. */
export interface PictureFile {
  file: string;
  picture: Picture;
  texts: Record<string, string>;
}

const capitalise = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** How spread out a map is, as far as the learner's code tells. */
const noteOn = ({ map, entropy }: NamedMap): string =>
  entropy === null
    ? `largest weight ${largestOf(map).toFixed(2)}`
    : `entropy ${entropy.toFixed(2)} bits`;

function sayHead({ name, map, entropy }: NamedMap, tokens: string[]): string {
  const [top] = strongestPairs(map, 1);
  if (!top) return name;
  const pair = `${tokens[top.row]} → ${tokens[top.column]} ${top.weight.toFixed(2)}`;
  const spread = entropy === null ? '' : `mean row entropy ${entropy.toFixed(2)} bits, `;
  return `${capitalise(name)}: ${spread}strongest pair ${pair}.`;
}

function textsFor(scene: Scene, title: string, maps: NamedMap[]): Record<string, string> {
  const { tokens } = scene;
  const size = `${tokens.length} × ${tokens.length}`;
  const what = `Attention weights, ${size}, rows are queries, columns are keys, viridis from 0 to 1.`;
  const heads = maps.map((named) => sayHead(named, tokens)).join(' ');
  return {
    Title: title,
    Description: `${what} Tokens: ${tokens.join(' ')}. ${heads}`,
    Software: 'Attention Kata, npm run heatmap',
  };
}

/** A remark that says whose code it was. */
export const creditOf = (folder: string): string => `computed by the code in ${folder}`;

/** What all pictures of one run share. */
export interface Look {
  /** Tokens as they can be drawn, `[T]`. */
  labels: string[];
  /** Beside the scene's own words: temperature, whose code. */
  remarks: string[];
  values: boolean;
}

/**
 * All heads in one picture, then one picture for each.
 * @param maps the heads in order, and the average where it was asked for
 */
export function picturesOf(scene: Scene, maps: NamedMap[], look: Look): PictureFile[] {
  const { model, layer, about, segments } = scene;
  const common = {
    tokens: look.labels,
    ...(segments && { segments }),
    captions: [...about, ...look.remarks],
    values: look.values,
  };
  const panels = maps.map((named) => ({
    title: capitalise(named.name),
    note: noteOn(named),
    weights: named.map,
  }));
  const heading = `Attention of ${model}, layer ${layer}`;
  const all = { ...common, heading, panels };
  const each = maps.map((named, i) => ({
    file: `${named.name.replace(' ', '-')}.png`,
    picture: { ...all, panels: panels.slice(i, i + 1) },
    texts: textsFor(scene, `${heading}, ${named.name}`, [named]),
  }));
  return [{ file: 'heads.png', picture: all, texts: textsFor(scene, heading, maps) }, ...each];
}
