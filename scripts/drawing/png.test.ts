/** Pictures as node-canvas draws them; where it is not installed these tests are skipped. */
import { colourOf, inks } from './colour';
import { chooseFonts } from './fonts';
import { centreOf } from './hit';
import { SCALE } from './ink';
import { loadCanvas } from './node-canvas';
import type { Picture } from './picture';
import { createPainter, type Drawn, encodePng } from './png';
import { boxOf } from './text';

const library = loadCanvas();
const isMissing = 'missing' in library;
const withCanvas = isMissing ? describe.skip : describe;

function drawTokens(tokens: string[], more: Partial<Picture> = {}, heads = 1): Drawn {
  if ('missing' in library) throw new Error(library.missing);
  const painter = createPainter(library, chooseFonts(tokens).files);
  const weights = tokens.map((_, i) => tokens.map((_, j) => ((3 * i + 5 * j) % 11) / 10));
  const panels = Array.from({ length: heads }, (_, h) => ({
    title: `Head ${h}`,
    notes: ['entropy 1.00 bits'],
    weights,
  }));
  const picture = { heading: ['A test'], captions: ['of drawing'], tokens, panels, values: false };
  return painter.paint({ ...picture, ...more });
}

/** `[red, green, blue]` of each pixel in a box of the layout. */
function pixels({ canvas }: Drawn, x: number, y: number, width: number, height: number) {
  const scaled = (length: number): number => Math.max(1, Math.round(length * SCALE));
  const { data } = canvas
    .getContext('2d')
    .getImageData(scaled(x), scaled(y), scaled(width), scaled(height));
  return Array.from({ length: data.length / 4 }, (_, i) =>
    Array.from(data.slice(4 * i, 4 * i + 3)),
  );
}

const rgb = (colour: string): number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

const title = isMissing ? `pictures (skipped: node-canvas: ${library.missing})` : 'pictures';

withCanvas(title, () => {
  test.each([1, 3, 20])('of %i tokens have the colour of the weight at each centre', (T) => {
    const drawn = drawTokens(
      Array.from({ length: T }, (_, i) => `w${i}`),
      {},
      2,
    );
    for (const [head, { weights }] of drawn.layout.maps.entries()) {
      for (const [row, line] of weights.entries()) {
        for (const [column, weight] of line.entries()) {
          const centre = centreOf(drawn.layout, { head, row, column });
          const [pixel] = pixels(drawn, centre?.x ?? 0, centre?.y ?? 0, 0.5, 0.5);
          expect(pixel).toEqual(rgb(colourOf(weight)));
        }
      }
    }
  });

  /** What a label says, without the marks that keep its signs on their side. */
  const said = ({ text }: { text: string }): string => text.replaceAll('\u200f', '');
  const words = 'Dog собака σκύλος الكلب कुत्ता 狗 犬が 개가 🐕 👩‍💻 שלום ภาษา'.split(' ');

  test('have ink in every label, in every script', () => {
    const drawn = drawTokens(words);
    const labels = drawn.layout.texts.filter((placed) => words.includes(said(placed)));
    expect(labels).toHaveLength(2 * words.length);
    for (const label of labels) {
      const { x, y, width, height } = boxOf(label);
      const dark = pixels(drawn, x, y, width, height).filter(([red = 255]) => red < 128);
      expect(dark.length).toBeGreaterThan(10);
    }
  });

  test('draw different words differently, so that no label is an empty box', () => {
    const inkOf = (word: string): string => {
      const drawn = drawTokens([word]);
      const label = drawn.layout.texts.find((placed) => said(placed) === word);
      if (!label) throw new Error(`no label ${word}`);
      const { x, y, width, height } = boxOf(label);
      return JSON.stringify(pixels(drawn, x, y, width, height).map(([red]) => red));
    };
    for (const pair of ['狗人', '犬が', '개가', '🐕🎉', 'بك', 'कत']) {
      const [a = '', b = ''] = Array.from(pair);
      expect(inkOf(a)).not.toBe(inkOf(b));
    }
  });

  test('shape right-to-left words: joined letters are narrower than their parts', () => {
    if ('missing' in library) return;
    const measured = (text: string): number => {
      const { layout } = drawTokens([text]);
      return layout.texts.find((placed) => said(placed) === text)?.width ?? 0;
    };
    const parts = Array.from('الكلب').reduce((sum, letter) => sum + measured(letter), 0);
    expect(measured('الكلب')).toBeLessThan(0.9 * parts);
  });

  test('write values in an ink that differs from the cell', () => {
    const drawn = drawTokens(['a', 'b'], { values: true });
    const { cell } = drawn.layout.axis;
    const [map = { x: 0, y: 0, weights: [] }] = drawn.layout.maps;
    const inside = pixels(drawn, map.x + 2, map.y + 2, cell - 5, cell - 5);
    expect(inside.some((pixel) => String(pixel) === String(rgb('#ffffff')))).toBe(true);
  });

  test('leave the gap between segments white', () => {
    const drawn = drawTokens(['a', 'b', 'c'], { segments: [0, 0, 1] });
    const [map = { x: 0, y: 0 }] = drawn.layout.maps;
    const [boundary = 0] = drawn.layout.axis.boundaries;
    const [beside] = pixels(drawn, map.x + boundary + 1, map.y + 4, 0.5, 0.5);
    expect(beside).toEqual(rgb(inks.paper));
  });

  test('are PNG files of twice the layout, with their texts inside', async () => {
    const drawn = drawTokens(['a']);
    const texts = { Title: 'Ein Bild', Description: 'собака' };
    const png = Buffer.from(await encodePng(drawn, texts));
    expect(png.readUInt32BE(16)).toBe(drawn.layout.width * SCALE);
    expect(png.readUInt32BE(20)).toBe(drawn.layout.height * SCALE);
    expect(png.includes('Description\0\0\0\0\0собака')).toBe(true);
  });

  test('stop where a text leaves no ink', () => {
    // A space that no rule takes for one.
    expect(() => drawTokens(['\u2800'])).toThrow(/drew nothing/);
  });
});
