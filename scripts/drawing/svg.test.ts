import { draw } from './draw';
import { layout } from './layout';
import { createSvg } from './svg';

const measure = (text: string, { size }: { size: number }): number => 0.6 * size * text.length;
const picture = {
  heading: ['Attention of a & <b>'],
  captions: [],
  tokens: ['the\u0000', 'cat'],
  panels: [
    {
      title: 'Head 0',
      notes: [],
      weights: [
        [0.5, 0.5],
        [0.25, 0.75],
      ],
    },
  ],
  values: false,
};

function drawn(): string {
  const placed = layout(picture, measure);
  const { context, document } = createSvg({ ...placed, title: 'T "1"', description: 'a < b' });
  draw(context, placed);
  return document();
}

describe('a picture as SVG', () => {
  test('has a cell of each weight at its place, in its colour', () => {
    const placed = layout(picture, measure);
    const [map] = placed.maps;
    const { starts } = placed.axis;
    const at = `M${(map?.x ?? 0) + (starts[1] ?? 0)} ${(map?.y ?? 0) + (starts[1] ?? 0)}h`;
    const cells = drawn()
      .split('\n')
      .filter((line) => line.includes(at));
    expect(cells).toHaveLength(1);
    expect(cells[0]).toMatch(/fill="rgb\(|fill="#/);
  });

  test('holds its words as text, and nothing that XML forbids', () => {
    const svg = drawn();
    expect(svg).toContain('<title>T &quot;1&quot;</title><desc>a &lt; b</desc>');
    expect(svg).toContain('>Attention of a &amp; &lt;b&gt;</text>');
    expect(svg).toContain('>the\ufffd</text>');
  });

  test('turns what stands upright', () => {
    expect(drawn()).toMatch(/transform="translate\([\d.]+ [\d.]+\) rotate\(-90\)"[^>]*>query</);
  });
});
