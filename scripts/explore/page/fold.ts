/** The form is folded where the page is as narrow as a phone's, so that the maps come first. */
import { byId } from './elements';

const narrow = matchMedia('(max-width: 520px)');

export function foldFormWhereNarrow(): void {
  const form = byId<HTMLDetailsElement>('settings');
  const follow = (): void => {
    form.open = !narrow.matches;
  };
  narrow.addEventListener('change', follow);
  follow();
}
