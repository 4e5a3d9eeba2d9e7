/** Tokens by their names, and the strongest pairs of a map in words: `cat → drinks 0.50`. */
import { strongestPairs } from './stats';

/** Whether a token marks a place and is no word: `[CLS]`, `</s>`. */
export const isSpecial = (token: string): boolean => /^(?:\[[A-Z]+\]|<\/?[a-z]+>)$/.test(token);

/** How many are named of a map. */
export const SHOWN_PAIRS = 3;

/**
 * What tokens are called, `[T]`: one that comes more than once says its place, `the[4]`.
 * @param show how a token is written where it stands
 */
export const namesOf = (tokens: string[], show: (token: string) => string): string[] =>
  tokens.map((token, i) => {
    const isOnce = tokens.indexOf(token) === tokens.lastIndexOf(token);
    return isOnce ? show(token) : `${show(token)}[${i}]`;
  });

/** Query → key and the weight, the strongest first. */
export const pairsOf = (map: number[][], names: string[]): string[] =>
  strongestPairs(map, SHOWN_PAIRS).map(
    ({ row, column, weight }) => `${names[row]} → ${names[column]} ${weight.toFixed(2)}`,
  );
