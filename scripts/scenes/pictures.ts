/** Which pictures there are of a scene, what stands on them and what is said inside their files. */
import type { PaletteName } from '../drawing/colour';
import type { Texts } from '../drawing/metadata';
import type { Panel, Picture } from '../drawing/picture';
import { largestOf, type ScaleName } from '../drawing/scale';
import { inOwnOrder, isRightToLeft } from '../drawing/text';
import { namesOf, pairsOf } from './pairs';
import { bitsOf, type NamedMap } from './report';
import type { Scene } from './scene';

/** A picture, the name of its file without an ending, and what is said inside it. */
export interface PictureFile {
  name: string;
  picture: Picture;
  texts: Texts;
}

/** What all pictures of one run share. */
export interface Look {
  /** A text as it can be drawn. */
  spell(text: string): string;
  /** Beside the scene's own words: temperature, whose code. */
  remarks: string[];
  values: boolean;
  scale: ScaleName;
  palette: PaletteName;
  /** In place of the sentence. */
  title?: string;
  /** In place of the remarks, which the file's description keeps. */
  caption?: string;
}

/** Of a sentence in a heading, in letters. */
const LONGEST = 90;

const scaleNames: Record<ScaleName, string> = {
  '0-1': 'from 0 to 1',
  sqrt: 'from 0 to 1 by the square root',
  head: "from 0 to each map's largest weight",
};
const paletteNames: Record<PaletteName, string> = { viridis: 'viridis', print: 'white to black' };

/** The name of a map as its title has it. */
export const capitalise = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** Keeps an arrow pointing to the right behind a word that runs to the left. */
const inLine = (token: string): string =>
  isRightToLeft(token) ? `${inOwnOrder(token)}\u200e` : token;

/** How spread out a map is, as far as the learner's code tells, and where its colours end. */
function notesOn({ map, entropy }: NamedMap, scale: ScaleName): string[] {
  const largest = largestOf(map).toFixed(2);
  if (entropy === null) return [`largest weight ${largest}`, `largest ${largest}`];
  const bits = bitsOf(entropy, map.length);
  if (scale !== 'head') return [`entropy ${bits}`, bits];
  return [`largest ${largest}, entropy ${bits}`, `largest ${largest}`];
}

function sayHead({ name, map, entropy }: NamedMap, tokens: string[]): string {
  const [pair] = pairsOf(
    map,
    namesOf(tokens, (token) => token),
  );
  const spread = entropy === null ? '' : `mean row entropy ${bitsOf(entropy, map.length)}, `;
  return `${capitalise(name)}: ${spread}strongest pair ${pair}.`;
}

const cut = (text: string): string => {
  const letters = Array.from(text.trim().replace(/\s+/gu, ' '));
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : letters.join('');
};

/** The texts that were read, in quotation marks; a recorded input has only numbered rows. */
function sentencesOf({ texts, tokens }: Scene): string[] {
  const isNumbered = tokens.every((token, i) => token === String(i));
  if (isNumbered) return [`${tokens.length} vectors without words`];
  return (texts ?? [tokens.join(' ')]).map((text) => inOwnOrder(`“${cut(text)}”`));
}

function textsFor(scene: Scene, title: string, maps: NamedMap[], look: Look): Texts {
  const { tokens, model, layer, about } = scene;
  const size = `${tokens.length} × ${tokens.length}`;
  const colours = `${paletteNames[look.palette]} ${scaleNames[look.scale]}`;
  const what = `Attention weights of ${model}, layer ${layer}, ${size}, rows are queries, columns are keys, ${colours}.`;
  const remarks = capitalise([...about, ...look.remarks].join(', '));
  const heads = maps.map((named) => sayHead(named, tokens)).join(' ');
  return {
    Title: title,
    Description: `${what} ${remarks}. Tokens: ${tokens.join(' ')}. ${heads}`,
    Software: 'Attention Kata',
  };
}

/** A remark that says whose code it was. */
export const creditOf = (folder: string): string => `computed by the code in ${folder}`;

/**
 * All heads in one picture, then one picture for each.
 * @param maps the heads in order, and the average where it was asked for
 */
export function picturesOf(scene: Scene, maps: NamedMap[], look: Look): PictureFile[] {
  const { model, layer, about, segments } = scene;
  const { spell, title, caption } = look;
  const remarks = [`attention of ${model}, layer ${layer}`, ...about, ...look.remarks];
  const tokens = scene.tokens.map(spell);
  const names = namesOf(tokens, inLine);
  const panels = maps.map(
    (named): Panel => ({
      title: capitalise(named.name),
      notes: notesOn(named, look.scale),
      pairs: pairsOf(named.map, names),
      weights: named.map,
    }),
  );
  const heading = title === undefined ? sentencesOf(scene) : [title];
  const all: Picture = {
    heading: heading.map(spell),
    captions: (caption === undefined ? remarks : [caption]).map(spell),
    tokens,
    ...(segments && { segments }),
    panels,
    values: look.values,
    scale: look.scale,
    palette: look.palette,
  };
  const said = heading.join(' · ').replaceAll('\u200f', '');
  const called = title ?? `Attention in ${said}, ${model}, layer ${layer}`;
  const each = maps.map((named, i) => ({
    name: named.name.replace(' ', '-'),
    picture: { ...all, panels: panels.slice(i, i + 1) },
    texts: textsFor(scene, `${called}, ${named.name}`, [named], look),
  }));
  return [{ name: 'heads', picture: all, texts: textsFor(scene, called, maps, look) }, ...each];
}
