/** A row of signed numbers as a strip of colour: one hue below zero, one above, nothing at zero. */

interface Hues {
  positive: [number, number, number];
  negative: [number, number, number];
}

function channels(name: string): [number, number, number] {
  const colour = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const channel = (at: number): number => Number.parseInt(colour.slice(at, at + 2), 16);
  return [channel(1), channel(3), channel(5)];
}

const huesOf = (): Hues => ({ positive: channels('--positive'), negative: channels('--negative') });

/** @param largest the absolute value with the full colour */
export function drawStrip(canvas: HTMLCanvasElement, row: number[], largest: number): void {
  const context = canvas.getContext('2d');
  if (!context || row.length === 0) return;
  canvas.width = row.length;
  canvas.height = 1;
  const hues = huesOf();
  const image = context.createImageData(row.length, 1);
  for (const [i, value] of row.entries()) {
    const [r, g, b] = value < 0 ? hues.negative : hues.positive;
    const share = largest === 0 ? 0 : Math.min(1, Math.abs(value) / largest);
    image.data.set([r, g, b, Math.round(255 * share)], 4 * i);
  }
  context.putImageData(image, 0, 0);
}

/** The largest absolute value of a matrix. */
export const largestOf = (rows: number[][]): number =>
  rows.reduce((most, row) => row.reduce((top, value) => Math.max(top, Math.abs(value)), most), 0);
