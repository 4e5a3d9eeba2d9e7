/**
 * Looks at a drawn picture for texts without ink, because node-canvas itself draws nothing and says
 * nothing where a font is missing.
 */
import { UserError } from '../../reference/user-error';
import { inks } from './colour';
import type { Context } from './node-canvas';
import { boxOf, type PlacedText } from './text';

/** Pixels per layout pixel: pictures are for slides and high-resolution screens. */
export const SCALE = 2;

/** Whether anything in a text's box differs from the paper. */
function hasInk(context: Context, text: PlacedText): boolean {
  const { x, y, width, height } = boxOf(text);
  const [left, top] = [Math.floor(x * SCALE), Math.floor(y * SCALE)];
  const [wide, high] = [Math.ceil(width * SCALE), Math.ceil(height * SCALE)];
  if (wide < 1 || high < 1) return false;
  const { data } = context.getImageData(left, top, wide, high);
  const paper = Number.parseInt(inks.paper.slice(1, 3), 16);
  for (let i = 0; i < data.length; i += 4) if ((data[i] ?? paper) < paper - 32) return true;
  return false;
}

/**
 * @param inked texts that left ink before, and need not be looked at again
 * @throws UserError for a text that left none
 */
export function expectInk(context: Context, texts: PlacedText[], inked: Set<string>): void {
  for (const placed of texts) {
    const { text, bold, angle } = placed;
    const key = `${text} ${bold} ${angle}`;
    if (inked.has(key) || !/[^\s\p{Default_Ignorable_Code_Point}]/u.test(text)) continue;
    inked.add(key);
    if (hasInk(context, placed)) continue;
    throw new UserError(
      `node-canvas drew nothing for the text "${text}"; reinstall it with npm rebuild canvas`,
    );
  }
}
