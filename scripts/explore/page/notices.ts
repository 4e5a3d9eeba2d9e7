/** What stands where the maps would, and what the code printed. */
import { byId, make } from './elements';
import type { Trouble } from './trouble';

export function showTrouble({ title, says, calm, facts }: Trouble): void {
  const place = byId('trouble');
  const list = facts.flatMap(([name, value]) => [
    make('dt', name),
    make('dd', value.startsWith('npm ') ? make('code', value) : value),
  ]);
  place.className = calm ? 'calm' : 'wrong';
  place.replaceChildren(make('h2', title), make('p', says), make('dl', ...list));
  place.hidden = false;
}

/** @param open whether it is unfolded: where there are no maps, it may say why */
export function showPrinted(printed: string[], open: boolean): void {
  const place = byId<HTMLDetailsElement>('printed');
  place.open ||= open;
  place.hidden = printed.length === 0;
  place.replaceChildren(make('summary', 'Your code printed'), make('pre', printed.join('\n')));
}
