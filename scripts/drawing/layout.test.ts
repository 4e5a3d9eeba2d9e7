/** Layout without a canvas: text is as wide as its letters are many. */
import fc from 'fast-check';
import { centreOf, hit } from './hit';
import { type Layout, layout } from './layout';
import type { Picture } from './picture';
import { type Box, boxOf, type Measure, shorten } from './text';

const measure: Measure = (text, { size }) => 0.55 * size * Array.from(text).length;

const even = (T: number): number[][] =>
  Array.from({ length: T }, () => Array.from({ length: T }, () => 1 / T));

function pictureOf(T: number, heads: number, more: Partial<Picture> = {}): Picture {
  return {
    heading: ['Attention of a test'],
    captions: ['first remark', 'second remark', 'a third remark of some length'],
    tokens: Array.from({ length: T }, (_, i) => `token${i}`),
    panels: Array.from({ length: heads }, (_, h) => ({
      title: `Head ${h}`,
      notes: ['entropy 1.00 bits'],
      weights: even(T),
    })),
    values: false,
    ...more,
  };
}

const mapBoxes = ({ maps, axis }: Layout): Box[] =>
  maps.map(({ x, y }) => ({ x, y, width: axis.length, height: axis.length }));

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const isInside = ({ x, y, width, height }: Box, layout: Layout): boolean =>
  x >= 0 && y >= 0 && x + width <= layout.width && y + height <= layout.height;

const sizes = fc.record({
  T: fc.integer({ min: 1, max: 128 }),
  heads: fc.integer({ min: 1, max: 16 }),
  long: fc.integer({ min: 1, max: 40 }),
  values: fc.boolean(),
  split: fc.integer({ min: 0, max: 128 }),
});

const drawn = ({ T, heads, long, values, split }: Record<string, number> & { values: boolean }) =>
  pictureOf(T as number, heads as number, {
    tokens: Array.from({ length: T as number }, (_, i) => 'w'.repeat(1 + (i % (long as number)))),
    values,
    segments: Array.from({ length: T as number }, (_, i) => (i < (split as number) ? 0 : 1)),
  });

describe('from 1 × 1 to 128 × 128 tokens and 1 to 16 heads', () => {
  const check = (property: (placed: Layout) => void): void =>
    fc.assert(
      fc.property(sizes, (size) => property(layout(drawn(size as never), measure))),
      { seed: 42, numRuns: 40 },
    );

  test('everything stays inside the picture', () => {
    check((placed) => {
      const boxes = [...placed.texts.map(boxOf), ...mapBoxes(placed), placed.bar];
      expect(boxes.filter((box) => !isInside(box, placed))).toEqual([]);
    });
  });

  test('no map touches another, the colour bar or a level text', () => {
    check((placed) => {
      const maps = mapBoxes(placed);
      const level = placed.texts.filter(({ angle }) => angle === 0).map(boxOf);
      for (const [i, map] of maps.entries()) {
        const others = [...maps.slice(i + 1), placed.bar, ...level];
        expect(others.filter((other) => overlap(map, other))).toEqual([]);
      }
    });
  });

  test.each([
    [1, 100],
    [4, 50],
    [16, 25],
  ])('with %i heads each of %i tokens has its label', (heads, T) => {
    const { texts } = layout(pictureOf(T, heads), measure);
    const written = new Set(texts.map(({ text }) => text));
    const tokens = Array.from({ length: T }, (_, i) => `token${i}`);
    expect(tokens.filter((token) => !written.has(token))).toEqual([]);
  });

  test('labels of an axis stay apart', () => {
    check((placed) => {
      const left = placed.texts.filter(({ align, angle }) => align === 'right' && angle === 0);
      const column = left.filter(({ x }) => x === left[0]?.x).sort((a, b) => a.y - b.y);
      for (const [i, label] of column.entries()) {
        const next = column[i + 1];
        if (next) expect(next.y - label.y).toBeGreaterThanOrEqual(label.size);
      }
    });
  });

  test('a picture is of a size that a slide can show', () => {
    check(({ width, height }) => {
      expect(Math.max(width, height)).toBeLessThanOrEqual(2_800);
      expect(width).toBeGreaterThanOrEqual(400);
    });
  });
});

describe('on a page', () => {
  const rooms = fc.tuple(fc.integer({ min: 328, max: 1_400 }), sizes);

  test('fills no more than its width, down to cells of two pixels', () => {
    fc.assert(
      fc.property(rooms, ([room, size]) => {
        const placed = layout({ ...drawn(size as never), room }, measure);
        expect(placed.width <= room || placed.axis.cell === 2).toBe(true);
        const boxes = [...placed.texts.map(boxOf), ...mapBoxes(placed)];
        expect(boxes.filter(({ x, y }) => x < 0 || y < 0)).toEqual([]);
        const titles = placed.texts.filter(({ text }) => text.startsWith('Head '));
        expect(titles).toHaveLength(size.heads);
      }),
      { seed: 42, numRuns: 40 },
    );
  });

  test('puts maps side by side only while their cells stay comfortable', () => {
    const columns = (room: number): number => {
      const { maps } = layout(pictureOf(10, 4, { room }), measure);
      return new Set(maps.map(({ x }) => x)).size;
    };
    expect([columns(328), columns(760), columns(1_400)]).toEqual([1, 2, 4]);
  });

  test('brings no heading and no bar of its own', () => {
    const { texts, bar } = layout(pictureOf(4, 1, { room: 700 }), measure);
    expect(texts.some(({ text }) => /Attention|remark|weight/.test(text))).toBe(false);
    expect(bar.height).toBe(0);
  });
});

test('cells are whole pixels, the same for all heads', () => {
  const { axis, maps } = layout(pictureOf(7, 5), measure);
  expect(Number.isInteger(axis.cell)).toBe(true);
  expect(maps.every(({ x, y }) => Number.isInteger(x) && Number.isInteger(y))).toBe(true);
  expect(maps).toHaveLength(5);
});

test('a boundary between segments lies in a gap of the map', () => {
  const segments = [0, 0, 0, 1, 1];
  const placed = layout(pictureOf(5, 1, { segments }), measure);
  const { starts, cell, boundaries } = placed.axis;
  expect(boundaries).toHaveLength(1);
  expect(boundaries[0]).toBeGreaterThan((starts[2] ?? 0) + cell);
  expect(boundaries[0]).toBeLessThan(starts[3] ?? 0);
  const [map = { x: 0, y: 0 }] = placed.maps;
  expect(placed.lines).toContainEqual(
    expect.objectContaining({ x1: map.x + (boundaries[0] ?? 0) }),
  );
  expect(layout(pictureOf(5, 1), measure).axis.boundaries).toEqual([]);
});

test('values are written where two digits fit, and left out where they do not', () => {
  expect(layout(pictureOf(10, 4, { values: true }), measure).valueSize).toBeGreaterThanOrEqual(9);
  expect(layout(pictureOf(128, 4, { values: true }), measure).valueSize).toBe(0);
  expect(layout(pictureOf(10, 4), measure).valueSize).toBe(0);
});

test('the keys stand under the lowest map of each column', () => {
  const placed = layout(pictureOf(2, 5, { tokens: ['here', 'there'] }), measure);
  const keys = placed.texts.filter(({ text, y }) => text === 'here' && y > 0);
  // Three columns of keys, and two rows of queries.
  expect(keys).toHaveLength(5);
});

test('a label keeps its signs on the side where its script is read from', () => {
  const labelOf = (token: string): string | undefined => {
    const { texts } = layout(pictureOf(1, 1, { tokens: [token] }), measure);
    return texts.find(({ text }) => text.includes(token))?.text;
  };
  expect(labelOf('##رب')).toBe('\u200f##رب\u200f');
  expect(labelOf('##ние')).toBe('##ние');
});

describe('shorten', () => {
  test('leaves what fits, and ends what does not in an ellipsis', () => {
    expect(shorten('short', 100, { size: 10 }, measure)).toBe('short');
    const text = shorten('a long label indeed', 50, { size: 10 }, measure);
    expect(text).toMatch(/^a long.*…$/);
    expect(measure(text, { size: 10 })).toBeLessThanOrEqual(50);
  });

  test('never cuts a letter from its accents or an emoji in two', () => {
    expect(shorten('👩‍💻👩‍💻👩‍💻', 30, { size: 10 }, measure)).toBe('👩‍💻…');
    expect(shorten('कुत्ताकुत्ता', 24, { size: 10 }, measure)).toBe('कु…');
  });

  test('leaves at least one letter', () => {
    expect(shorten('wide', 1, { size: 10 }, measure)).toBe('w…');
  });
});

describe('hit', () => {
  const segments = [0, 0, 1];
  const placed = layout(pictureOf(3, 4, { segments }), measure);
  const cells = [0, 1, 2, 3].flatMap((head) =>
    [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => ({ head, row, column }))),
  );

  test('finds every cell at its centre', () => {
    for (const cell of cells) {
      const centre = centreOf(placed, cell);
      expect(centre && hit(placed, centre.x, centre.y)).toEqual(cell);
    }
  });

  test('finds nothing beside a map, between segments and outside the picture', () => {
    const [map = { x: 0, y: 0 }] = placed.maps;
    const [gap = 0] = placed.axis.boundaries;
    expect(hit(placed, map.x - 1, map.y + 1)).toBeNull();
    expect(hit(placed, map.x + gap, map.y + 1)).toBeNull();
    expect(hit(placed, -5, -5)).toBeNull();
    expect(centreOf(placed, { head: 4, row: 0, column: 0 })).toBeNull();
  });
});
