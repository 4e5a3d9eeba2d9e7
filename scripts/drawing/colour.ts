/** The colours of a picture: palettes for weights, of numbers around 0, of groups; and the ink around them. */
import { interpolateGreys, interpolatePuOr, interpolateViridis } from 'd3-scale-chromatic';

/** What is not a cell. */
export const inks = {
  paper: '#ffffff',
  ink: '#1b1b25',
  muted: '#6b6b7b',
  line: '#9a9aa8',
  /** Behind what belongs together. */
  band: '#f1f1ee',
  /** Bars of weights. */
  accent: '#1f6f7a',
  positive: '#c46210',
  negative: '#2b62a8',
} as const;

export type Ink = keyof typeof inks;
export type Inks = Readonly<Record<Ink, string>>;

/** An ink by its name, which follows the theme, or a colour of its own, which does not. */
export type Colour = Ink | `#${string}`;
export const inkIn = (inks: Inks, colour: Colour): string => inks[colour as Ink] ?? colour;

/** The same on a dark screen; files are always drawn in the light ones. */
export const darkInks: Inks = {
  paper: '#17171d',
  ink: '#e9e9f0',
  muted: '#a2a2b2',
  line: '#62626f',
  band: '#23232b',
  accent: '#5fb8c4',
  positive: '#f09a4a',
  negative: '#78a9ea',
};

export type PaletteName = 'viridis' | 'print';

interface Palette {
  /** `#rrggbb` at a place on the bar, 0 … 1. */
  at(place: number): `#${string}`;
  /** Around cells that would be lost on white paper. */
  edge: string | null;
}

/** `rgb(1, 2, 3)` → `#010203` */
const hexOf = (rgb: string): `#${string}` =>
  `#${(rgb.match(/\d+/g) ?? []).map((level) => Number(level).toString(16).padStart(2, '0')).join('')}`;

/** ColorBrewer's greys, from white to black: each step shows in print and under a weak projector. */
const greys = Array.from({ length: 256 }, (_, i) => hexOf(interpolateGreys(i / 255)));

export const palettes: Readonly<Record<PaletteName, Palette>> = {
  viridis: { at: (place) => interpolateViridis(place) as `#${string}`, edge: null },
  print: { at: (place) => greys[Math.round(255 * place)] ?? '#ffffff', edge: '#c3c3cd' },
};

export const paletteNames = Object.keys(palettes) as readonly PaletteName[];

/** Colour of a place on the bar, `#rrggbb`; what lies outside 0 … 1 has the colour of the nearer end. */
export const colourOf = (place: number, palette: PaletteName = 'viridis'): `#${string}` =>
  palettes[palette].at(Math.min(1, Math.max(0, place)));

/**
 * Colour of a number from −1, violet, over 0, nearly white, to 1, orange; what lies outside has the
 * colour of the nearer end. In grey both ends are alike: the number belongs in the cell.
 */
export const divergingOf = (value: number): `#${string}` => hexOf(interpolatePuOr(0.5 + value / 2));

/**
 * Okabe and Ito's eight, made for every kind of colour vision ("Color Universal Design", 2008); in an
 * order in which the first ones are furthest apart.
 */
const groups = [
  '#56b4e9',
  '#d55e00',
  '#f0e442',
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#000000',
] as const;

/** Colour of the i-th of several things of one kind; after eight they begin anew. */
export const groupColour = (i: number): `#${string}` => groups[i % groups.length] ?? groups[0];

/** Relative luminance, 0 black … 1 white (WCAG 2.2, "relative luminance"). */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Ratio from 1 to 21; text wants 4.5 or more (WCAG 2.2, 1.4.3). */
export function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** Black or white, whichever reads better on a colour; a softer black would fall short of 4.5. */
export const inkOn = (colour: string): '#000000' | '#ffffff' =>
  contrast(colour, '#000000') > contrast(colour, '#ffffff') ? '#000000' : '#ffffff';
