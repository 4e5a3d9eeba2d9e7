/**
 * The kit's fonts: which of them a text needs, and what none of them can draw. A character without
 * a glyph would become an empty box without a word; here it becomes its code point, and is reported.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../reference/root';
import { UserError } from '../../reference/user-error';
import { coverageOf } from './cmap';

export interface FontFile {
  path: string;
  family: string;
  weight: string;
}

const folder = join(root, 'scripts', 'drawing', 'fonts');
const font = (file: string, family: string, weight = '400'): FontFile => ({
  path: join(folder, file),
  family,
  weight,
});

/** In the order in which a character is looked for. */
const fonts: readonly FontFile[] = [
  font('sans.ttf', 'Kata Sans'),
  font('signs.otf', 'Kata Signs'),
  font('arabic.ttf', 'Kata Arabic'),
  font('hebrew.ttf', 'Kata Hebrew'),
  font('bengali.ttf', 'Kata Bengali'),
  font('tamil.ttf', 'Kata Tamil'),
  font('thai.ttf', 'Kata Thai'),
  font('armenian.ttf', 'Kata Armenian'),
  font('georgian.ttf', 'Kata Georgian'),
  font('cjk.otf', 'Kata CJK'),
  font('emoji.ttf', 'Kata Emoji'),
];
/** Headings and titles, which always need both. */
const always = [font('sans.ttf', 'Kata Sans'), font('sans-semibold.ttf', 'Kata Sans', '600')];

function read({ path }: FontFile): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new UserError(`the font ${path} cannot be read; git checkout scripts/drawing/fonts`, {
      cause,
    });
  }
}

/** Characters that shape others or stand for nothing visible need no glyph of their own. */
const needsGlyph = (character: string): boolean =>
  !/[\p{Default_Ignorable_Code_Point}\p{Zs}]/u.test(character);

/** Which fonts a set of texts needs, and the characters that none has. */
export interface Chosen {
  files: FontFile[];
  missing: string[];
}

/** Looks for every character in the fonts in order; reads no font that is not needed. */
export function chooseFonts(texts: string[]): Chosen {
  let open = [...new Set(texts.join(''))].filter(needsGlyph);
  const files: FontFile[] = [...always];
  for (const file of fonts) {
    if (open.length === 0) break;
    const ranges = coverageOf(read(file));
    const has = (character: string): boolean => {
      const code = character.codePointAt(0) ?? 0;
      return ranges.some(([first, last]) => first <= code && code <= last);
    };
    const rest = open.filter((character) => !has(character));
    if (rest.length < open.length) files.push(file);
    open = rest;
  }
  return { files: [...new Map(files.map((file) => [file.path, file])).values()], missing: open };
}

const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** A text with what no font has written as code points: `‹U+13000›`. */
export const spellOut = (text: string, missing: string[]): string =>
  Array.from(text, (c) => (missing.includes(c) ? `‹${codePoint(c)}›` : c)).join('');

/** A line for characters that no font has; nothing where there are none. */
export function reportMissing(missing: string[]): string[] {
  if (missing.length === 0) return [];
  const codes = missing.slice(0, 8).map(codePoint).join(', ');
  const rest = missing.length > 8 ? ` and ${missing.length - 8} more` : '';
  return [
    `The kit's fonts have no glyph for ${codes}${rest}; the pictures show the code point instead.`,
  ];
}
