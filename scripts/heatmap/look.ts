/** How pictures should look and what files they become, read from flags. */
import { UserError } from '../../reference/user-error';
import { type PaletteName, paletteNames } from '../drawing/colour';
import { type Format, formatNames } from '../drawing/formats';
import { type ScaleName, scaleNames } from '../drawing/scale';

type Given = Partial<Record<string, string | boolean>>;

function oneOf<T extends string>(flag: string, given: unknown, known: readonly T[]): T {
  const found = known.find((name) => name === given);
  if (found) return found;
  throw new UserError(`--${flag} has to be one of ${known.join(', ')}, got "${given}"`);
}

/** What the flags say about all pictures. */
export interface ChosenLook {
  scale: ScaleName;
  palette: PaletteName;
  values: boolean;
  title?: string;
  caption?: string;
}

/** @throws UserError for a scale or a palette that there is not */
export function readLook({ scale, palette, values, title, caption }: Given): ChosenLook {
  return {
    scale: oneOf('scale', scale, scaleNames),
    palette: oneOf('palette', palette, paletteNames),
    values: values === true,
    ...(title !== undefined && { title: String(title) }),
    ...(caption !== undefined && { caption: String(caption) }),
  };
}

/**
 * `png,svg` → both, each once.
 * @throws UserError for a format that there is not
 */
export const readFormats = ({ format }: Given): Format[] => [
  ...new Set(
    String(format)
      .split(',')
      .map((name) => oneOf('format', name.trim(), formatNames)),
  ),
];
