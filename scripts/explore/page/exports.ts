/** Numbers, pictures and links to take away. */
import { draw } from '../../drawing/draw';
import { layout } from '../../drawing/layout';
import type { Picture } from '../../drawing/picture';
import type { Measure } from '../../drawing/text';
import { type NamedMap, namedMaps, reportOf } from '../../scenes/report';
import type { Answer } from './attend';
import type { State } from './state';
import { pictureOf } from './view';

/** As the files of `heatmap`: pixels per layout pixel. */
const SCALE = 2;

const field = (value: string | number): string =>
  typeof value === 'number' ? String(value) : `"${value.replaceAll('"', '""')}"`;

/** A line for each cell; positions count from 0. */
function csvOf(tokens: string[], maps: NamedMap[]): string {
  const lines = maps.flatMap(({ name, map }) =>
    map.flatMap((weights, row) =>
      weights.map((weight, column) =>
        [name, row, tokens[row] ?? '', column, tokens[column] ?? '', weight].map(field).join(','),
      ),
    ),
  );
  return `${['map,row,query,column,key,weight', ...lines].join('\r\n')}\r\n`;
}

export function save(file: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const saveText = (file: string, text: string, type: string): void =>
  save(file, new Blob([text], { type }));

/** The same picture as `npm run heatmap` draws, always on white. */
function savePng(file: string, picture: Picture, measure: Measure): void {
  const placed = layout(picture, measure);
  const canvas = document.createElement('canvas');
  canvas.width = placed.width * SCALE;
  canvas.height = placed.height * SCALE;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(SCALE, SCALE);
  draw(context, placed);
  canvas.toBlob((blob) => blob && save(file, blob), 'image/png');
}

export async function copyLink(button: HTMLButtonElement): Promise<void> {
  const done = await navigator.clipboard.writeText(location.href).then(
    () => true,
    () => false,
  );
  button.textContent = done ? 'Copied' : 'Copy it from the address bar';
  window.setTimeout(() => (button.textContent = 'Copy link'), 2_000);
}

/** Does what a button of the exports is for. */
export async function takeAway(
  button: HTMLButtonElement,
  answer: Answer,
  state: State,
  measure: Measure,
): Promise<void> {
  const { scene, entropies } = answer;
  const attended = { ...answer.attended, entropies };
  const kind = button.dataset.export ?? '';
  const file = `attention-${state.model}-layer-${state.layer}.${kind}`;
  if (kind === 'png') savePng(file, pictureOf(answer, state), measure);
  if (kind === 'json') {
    const report = reportOf(scene, attended, state.average);
    saveText(file, `${JSON.stringify(report)}\n`, 'application/json');
  }
  if (kind === 'csv') {
    saveText(file, csvOf(scene.tokens, namedMaps(attended, state.average)), 'text/csv');
  }
  if (kind === 'link') await copyLink(button);
}
