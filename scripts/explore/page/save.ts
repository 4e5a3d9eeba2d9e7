/** Files that the page hands over, and its link. */
import { addTexts, type Texts } from '../../drawing/metadata';
import { type Paint, svgOf } from '../../drawing/svg-file';
import { makeAs } from './elements';

/** As the files of `heatmap`: pixels per layout pixel. */
const SCALE = 2;

interface Size {
  width: number;
  height: number;
}

const kinds = ['png', 'svg', 'pdf'] as const;
export type Kind = (typeof kinds)[number];
export const isKind = (name: string): name is Kind => kinds.some((kind) => kind === name);

function save(file: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export const saveText = (file: string, text: string, type: string): void =>
  save(file, new Blob([text], { type }));

/** Pixels, with the same words inside as in the files of `heatmap`. */
async function savePng(file: string, size: Size, texts: Texts, paint: Paint): Promise<void> {
  const canvas = document.createElement('canvas');
  canvas.width = size.width * SCALE;
  canvas.height = size.height * SCALE;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(SCALE, SCALE);
  paint(context);
  const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!drawn) return;
  const png = addTexts(new Uint8Array(await drawn.arrayBuffer()), { ...texts });
  save(file, new Blob([png], { type: 'image/png' }));
}

/** The browser writes the PDF: it prints the picture alone, on a page of its size. */
function printAlone(file: string, { width, height }: Size, svg: string): void {
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

/** A picture of so many layout pixels as a file. */
export async function savePainted(
  kind: Kind,
  file: string,
  size: Size,
  texts: Texts,
  paint: Paint,
): Promise<void> {
  if (kind === 'png') await savePng(file, size, texts, paint);
  if (kind === 'svg') saveText(file, svgOf(size, texts, paint), 'image/svg+xml');
  if (kind === 'pdf') printAlone(file, size, svgOf(size, texts, paint));
}

export async function copyLink(button: HTMLButtonElement): Promise<void> {
  const done = await navigator.clipboard.writeText(location.href).then(
    () => true,
    () => false,
  );
  button.textContent = done ? 'Copied' : 'Copy it from the address bar';
  window.setTimeout(() => (button.textContent = 'Copy link'), 2_000);
}
