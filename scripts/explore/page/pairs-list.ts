/** The strongest pairs of each map in words: a list on the page, and a label for the maps. */
import { namesOf, pairsOf } from '../../scenes/pairs';
import { make, makeAs } from './elements';
import type { Shown } from './readout';

/** More maps than this are not named one by one in a label. */
const NAMED = 12;

/** Isolated, so that a token of another direction leaves the line as it is. */
const isolated = (token: string): string => `\u2068${token}\u2069`;

export function showPairs(place: HTMLElement, { tokens, panels }: Shown): void {
  const names = namesOf(tokens, isolated);
  const heads = panels.map(({ title, weights }) =>
    makeAs(
      'li',
      'head',
      make('h3', title),
      make('ol', ...pairsOf(weights, names).map((pair) => make('li', pair))),
    ),
  );
  place.replaceChildren(...heads);
}

/** `4 maps: Head 0, strongest cat → кошка 0.98; …` */
export function labelOf({ tokens, panels }: Shown): string {
  const names = namesOf(tokens, (token) => token);
  const said = panels
    .slice(0, NAMED)
    .map(({ title, weights }) => `${title}, strongest ${pairsOf(weights, names)[0] ?? 'none'}`);
  const left = panels.length - said.length;
  const all = left > 0 ? [...said, `and ${left} more`] : said;
  return `${panels.length === 1 ? '1 map' : `${panels.length} maps`}: ${all.join('; ')}`;
}
