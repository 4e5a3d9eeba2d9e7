/** A view's picture and its link to take away: on white, under its title, whatever the page's theme. */
import { drawMarks } from '../../../drawing/marks';
import type { Measure } from '../../../drawing/text';
import { sheetOf } from '../../../views/sheet';
import type { Seen } from '../../../views/view';
import { copyLink, isKind, savePainted } from '../save';

/** @param remark to stand under the title: whose code drew it */
export async function takeAway(
  button: HTMLButtonElement,
  seen: Seen,
  name: string,
  remark: string,
  measure: Measure,
): Promise<void> {
  const kind = button.dataset.export ?? '';
  if (!isKind(kind)) return copyLink(button);
  const sheet = sheetOf(seen, [remark], measure);
  const texts = {
    Title: seen.title,
    Description: seen.says.join(' '),
    Software: 'Attention Kata, npm run explore',
  };
  await savePainted(kind, `${name}.${kind}`, sheet, texts, (context) => drawMarks(context, sheet));
}
