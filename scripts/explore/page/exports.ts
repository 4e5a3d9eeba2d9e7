/** Numbers, pictures and links to take away. */
import { draw } from '../../drawing/draw';
import { type Layout, layout } from '../../drawing/layout';
import { addTexts } from '../../drawing/metadata';
import { svgOf } from '../../drawing/svg-file';
import type { Measure } from '../../drawing/text';
import type { PictureFile } from '../../scenes/pictures';
import { type NamedMap, namedMaps, reportOf } from '../../scenes/report';
import type { Answer } from './attend';
import { loadFonts } from './canvas';
import { makeAs } from './elements';
import type { State } from './state';
import { fileOf } from './view';

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

function save(file: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const saveText = (file: string, text: string, type: string): void =>
  save(file, new Blob([text], { type }));

type Texts = PictureFile['texts'];

/** Pixels, with the same words inside as in the files of `heatmap`. */
async function savePng(file: string, placed: Layout, texts: Texts): Promise<void> {
  const canvas = document.createElement('canvas');
  canvas.width = placed.width * SCALE;
  canvas.height = placed.height * SCALE;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(SCALE, SCALE);
  draw(context, placed);
  const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!drawn) return;
  const png = addTexts(new Uint8Array(await drawn.arrayBuffer()), { ...texts });
  save(file, new Blob([png], { type: 'image/png' }));
}

/** The browser writes the PDF: it prints the picture alone, on a page of its size. */
function printAlone(file: string, { width, height }: Layout, svg: string): void {
  const frame = makeAs('iframe', 'unseen');
  frame.title = 'The picture as it is printed';
  frame.srcdoc = `<!doctype html><meta charset="utf-8">
<link rel="stylesheet" href="/scripts/explore/page/fonts.css">
<style>@page { size: ${width}px ${height}px; margin: 0 } body { margin: 0; overflow: hidden } svg { display: block; max-height: 99.9vh }</style>
${svg}`;
  frame.addEventListener('load', async () => {
    const { contentDocument: inside, contentWindow: printed } = frame;
    if (!inside || !printed) return;
    // What a dialog offers as the file's name.
    inside.title = file;
    await inside.fonts.ready;
    printed.addEventListener('afterprint', () => frame.remove());
    printed.print();
  });
  document.body.append(frame);
}

/** The same picture as `npm run heatmap` draws, on white, the locked row outlined. */
async function savePicture(
  kind: 'png' | 'svg' | 'pdf',
  file: string,
  { picture, texts }: PictureFile,
  { locked }: State,
  measure: Measure,
): Promise<void> {
  await loadFonts([...picture.heading, ...picture.captions, ...picture.tokens]);
  const placed = layout({ ...picture, ...(locked && { marked: locked }) }, measure);
  if (kind === 'png') await savePng(file, placed, texts);
  const { width, height } = placed;
  const svg = svgOf({ width, height, draw: (context) => draw(context, placed) }, texts);
  if (kind === 'svg') saveText(file, svg, 'image/svg+xml');
  if (kind === 'pdf') printAlone(file, placed, svg);
}

async function copyLink(button: HTMLButtonElement): Promise<void> {
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
  if (kind === 'png' || kind === 'svg' || kind === 'pdf') {
    await savePicture(kind, file, fileOf(answer, state), state, measure);
  }
  if (kind === 'json') {
    const report = reportOf(scene, attended, state.average);
    saveText(file, `${JSON.stringify(report)}\n`, 'application/json');
  }
  if (kind === 'csv') {
    saveText(file, csvOf(scene.tokens, namedMaps(attended, state.average)), 'text/csv');
  }
  if (kind === 'link') await copyLink(button);
}
