/** The strongest pairs of each map in words: a list on the page, and a label for the maps. */
import { namesOf, pairsOf } from '../../scenes/pairs';
import { make, makeAs } from './elements';
import type { Shown } from './readout';

/** More maps than this are not named one by one in a label. */
const NAMED = 12;

/** Isolated, so that a token of another direction leaves the line as it is. */
const isolated = (token: string): string => `\u2068${token}\u2069`;

/** A map by its name, and its strongest pairs, the strongest first. */
interface NamedPairs {
  title: string;
  pairs: string[];
}

export function findPairs({ tokens, panels }: Shown): NamedPairs[] {
  const names = namesOf(tokens, isolated);
  return panels.map(({ title, weights }) => ({ title, pairs: pairsOf(weights, names) }));
}

export function showPairs(place: HTMLElement, maps: NamedPairs[]): void {
  const lists = maps.map(({ title, pairs }) => {
    const list = make('ol', ...pairs.map((pair) => make('li', pair)));
    return makeAs('li', 'head', make('h3', title), list);
  });
  place.replaceChildren(...lists);
}

/** `4 maps: Head 0, strongest cat → кошка 0.98; …` */
export function labelOf(maps: NamedPairs[]): string {
  const said = maps
    .slice(0, NAMED)
    .map(({ title, pairs }) => `${title}, strongest ${pairs[0] ?? 'none'}`);
  const left = maps.length - said.length;
  const all = left > 0 ? [...said, `and ${left} more`] : said;
  return `${maps.length === 1 ? '1 map' : `${maps.length} maps`}: ${all.join('; ')}`;
}
