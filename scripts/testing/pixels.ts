/** What of two pictures can be compared across machines: their sizes and their colours, not their bytes. */
import { createRequire } from 'node:module';

/** Samples a side; a cell of the smallest map in a picture is a few samples wide. */
const SAMPLES = 96;

interface Pixels {
  width: number;
  height: number;
  /** Red, green, blue and alpha, sample by sample, each 0 … 255. */
  samples: Uint8ClampedArray;
}

async function read(png: Buffer): Promise<Pixels> {
  const { createCanvas, loadImage } = createRequire(__filename)('canvas');
  const image = await loadImage(png);
  const context = createCanvas(SAMPLES, SAMPLES).getContext('2d');
  context.drawImage(image, 0, 0, SAMPLES, SAMPLES);
  const { data } = context.getImageData(0, 0, SAMPLES, SAMPLES);
  return { width: image.width, height: image.height, samples: data };
}

/**
 * How far two PNG files are apart.
 * @returns the larger ratio of their widths and heights, and the share of samples of which a channel
 *   differs by more than 24 of 255 levels: edges of letters move by less than that
 */
export async function differenceOf(
  a: Buffer,
  b: Buffer,
): Promise<{ size: number; colour: number }> {
  const [first, second] = await Promise.all([read(a), read(b)]);
  const ratio = (x: number, y: number): number => Math.max(x, y) / Math.min(x, y);
  const off = first.samples.filter((level, i) => Math.abs(level - (second.samples[i] ?? 0)) > 24);
  return {
    size: Math.max(ratio(first.width, second.width), ratio(first.height, second.height)),
    colour: off.length / first.samples.length,
  };
}
