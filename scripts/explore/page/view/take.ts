/** A view's picture and its link to take away: on white, under its title, whatever the page's theme. */
import { drawMarks } from '../../../drawing/marks';
import { createSvg } from '../../../drawing/svg';
import type { Measure } from '../../../drawing/text';
import { sheetOf } from '../../../views/sheet';
import type { Seen } from '../../../views/view';
import { copyLink, save } from '../exports';

/** As the files of `heatmap`: pixels per layout pixel. */
const SCALE = 2;

export async function takeAway(
  button: HTMLButtonElement,
  seen: Seen,
  name: string,
  measure: Measure,
): Promise<void> {
  const kind = button.dataset.export ?? '';
  if (kind === 'link') return copyLink(button);
  const sheet = sheetOf(seen, [], measure);
  if (kind === 'svg') {
    const says = { title: seen.title, description: seen.says.join(' ') };
    const { context, document } = createSvg({ ...sheet, ...says });
    drawMarks(context, sheet);
    save(`${name}.svg`, new Blob([document()], { type: 'image/svg+xml' }));
    return;
  }
  const canvas = document.createElement('canvas');
  canvas.width = sheet.width * SCALE;
  canvas.height = sheet.height * SCALE;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(SCALE, SCALE);
  drawMarks(context, sheet);
  canvas.toBlob((blob) => blob && save(`${name}.png`, blob), 'image/png');
}
