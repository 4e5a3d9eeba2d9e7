/** Which row the page opens with: one that mixes, so that its output is seen to be a sum. Knows no document. */
import { isSpecial } from '../../scenes/pairs';
import type { Row } from './state';

/** How many of a row's weights have to be large together. */
const MIXED = 3;

/** The product of the largest weights: 1/27 for three equal ones, near 0 where one takes all. */
export const mixing = (weights: number[]): number =>
  [...weights]
    .sort((a, b) => b - a)
    .slice(0, MIXED)
    .reduce((product, weight) => product * weight, 1);

/**
 * The row whose three largest weights have the largest product, the first where they tie.
 * @param maps `[heads, T, T]`
 * @returns null where there is no row but those of special tokens
 */
export function openingRow(tokens: string[], maps: number[][][]): Row | null {
  const rows = maps.flatMap((map, head) =>
    map.flatMap((weights, row) =>
      isSpecial(tokens[row] ?? '') ? [] : [{ head, row, mixed: mixing(weights) }],
    ),
  );
  const [best] = rows.sort((a, b) => b.mixed - a.mixed);
  return best ? { head: best.head, row: best.row } : null;
}

/** Whether there is such a row, and it is one that the page itself would choose. */
export const mayOpen = ({ head, row }: Row, tokens: string[], maps: number[][][]): boolean =>
  maps[head]?.[row] !== undefined && !isSpecial(tokens[row] ?? '');

/** The page's own choice, and what it was chosen for: a model, a layer, a number of heads. */
export interface Opening {
  chosenFor: string;
  row: Row | null;
}

/** The choice as it was while there is such a row, so that it stays while a text is edited. */
export const keepOpening = (
  last: Opening | null,
  chosenFor: string,
  tokens: string[],
  maps: number[][][],
): Opening =>
  last?.row && last.chosenFor === chosenFor && mayOpen(last.row, tokens, maps)
    ? last
    : { chosenFor, row: openingRow(tokens, maps) };
