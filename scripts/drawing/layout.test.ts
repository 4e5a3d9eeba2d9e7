/** Layout without a canvas: text is as wide as its letters are many. */
import fc from 'fast-check';
import { type Canvas2D, draw } from './draw';
import { centreOf, hit } from './hit';
import { type Layout, layout } from './layout';
import type { Picture } from './picture';
import { svgOf } from './svg-file';
import { type Box, boxOf, breakLines, type Measure, type PlacedText, shorten } from './text';

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

  /** The corners of a text's line, a little lower than its letters' box, as it is turned. */
  const cornersOf = ({ x, y, width, size, align, angle }: PlacedText): [number, number][] => {
    const left = { left: 0, center: -width / 2, right: -width }[align];
    const half = 0.48 * size;
    return [
      [left, -half],
      [left + width, -half],
      [left + width, half],
      [left, half],
    ].map(([dx = 0, dy = 0]) => [
      x + dx * Math.cos(angle) - dy * Math.sin(angle),
      y + dx * Math.sin(angle) + dy * Math.cos(angle),
    ]);
  };
  /** Whether no line between two turned boxes keeps them apart. */
  const meet = (a: PlacedText, b: PlacedText): boolean => {
    const [one, other] = [cornersOf(a), cornersOf(b)];
    return [a.angle, b.angle].every((angle) =>
      [angle, angle + Math.PI / 2].every((turn) => {
        const along = ([x, y]: [number, number]): number => x * Math.cos(turn) + y * Math.sin(turn);
        const [ones, others] = [one.map(along), other.map(along)];
        return (
          Math.min(...ones) < Math.max(...others) - 0.01 &&
          Math.min(...others) < Math.max(...ones) - 0.01
        );
      }),
    );
  };

  test('labels of keys stay apart, upright, level, aslant and mixed', () => {
    const signs = ['狗', '小猫', '.', 'a'];
    fc.assert(
      fc.property(sizes, fc.integer({ min: 2, max: 5 }), (size, every) => {
        const picture = drawn(size as never);
        const tokens = picture.tokens.map((token, i) =>
          i % every === 0 ? (signs[i % signs.length] ?? '') : token,
        );
        const placed = layout({ ...picture, tokens }, measure);
        const [first] = placed.maps.slice(-1);
        const below = placed.texts.filter(
          ({ x, y, ink }) =>
            ink === 'ink' &&
            y > (first?.y ?? 0) + placed.axis.length &&
            x > (first?.x ?? 0) &&
            x < (first?.x ?? 0) + placed.axis.length,
        );
        for (const [i, label] of below.entries()) {
          const others = below.slice(i + 1, i + 4).filter((other) => meet(label, other));
          expect(others.map(({ text }) => [label.text, text, placed.axis.cell])).toEqual([]);
        }
      }),
      { seed: 42, numRuns: 60 },
    );
  });

  test('a picture is of a size that a slide can show', () => {
    check(({ width, height }) => {
      expect(Math.max(width, height)).toBeLessThanOrEqual(2_800);
      expect(width).toBeGreaterThanOrEqual(400);
    });
  });
});

describe('on a page', () => {
  const rooms = fc.tuple(
    fc.integer({ min: 328, max: 1_400 }),
    fc.integer({ min: 300, max: 1_200 }),
    sizes,
  );

  test('fills no more than its width, down to cells of two pixels', () => {
    fc.assert(
      fc.property(rooms, ([room, height, size]) => {
        const placed = layout({ ...drawn(size as never), room: { width: room, height } }, measure);
        expect(placed.width <= room || placed.axis.cell === 2).toBe(true);
        const boxes = [...placed.texts.map(boxOf), ...mapBoxes(placed)];
        expect(boxes.filter(({ x, y }) => x < 0 || y < 0)).toEqual([]);
        const titles = placed.texts.filter(({ text }) => text.startsWith('Head '));
        expect(titles).toHaveLength(size.heads);
      }),
      { seed: 42, numRuns: 40 },
    );
  });

  /** Columns and the side of a cell. */
  const arranged = (T: number, heads: number, width: number, height: number) => {
    const { maps, axis } = layout(pictureOf(T, heads, { room: { width, height } }), measure);
    return [new Set(maps.map(({ x }) => x)).size, axis.cell];
  };

  test('shows all maps at once with the largest cells, in rows and columns as the room has it', () => {
    expect(arranged(25, 4, 1_590, 990)).toEqual([2, 17]);
    expect(arranged(10, 4, 1_570, 400)[0]).toBe(4);
    expect(arranged(10, 2, 500, 900)[0]).toBe(1);
    expect(arranged(6, 1, 1_570, 800)).toEqual([1, 52]);
  });

  test('where not all can be read at once, keeps as many columns as stay comfortable', () => {
    const columns = (width: number) => arranged(10, 4, width, 300)[0];
    expect([columns(328), columns(760), columns(1_400)]).toEqual([1, 2, 4]);
  });

  test('brings no heading and no bar of its own', () => {
    const { texts, bar } = layout(pictureOf(4, 1, { room: { width: 700, height: 700 } }), measure);
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

describe('the scale', () => {
  const small = [
    [0.5, 0.25, 0.25],
    [0.04, 0.32, 0.64],
    [0, 1, 0],
  ];
  const panels = [{ title: 'Head 0', notes: [], weights: small }];
  const placed = (scale: Picture['scale']): Layout =>
    layout(pictureOf(3, 1, { panels, ...(scale && { scale }) }), measure);
  /** How far up the bar a number stands, 0 to 1. */
  const heights = ({ bar, texts }: Layout): Record<string, number> =>
    Object.fromEntries(
      texts
        .filter(({ text, x }) => /^[\d.]+$/.test(text) && x > bar.x)
        .map(({ text, y }) => [text, Number((1 - (y - bar.y) / bar.height).toFixed(3))]),
    );
  const words = ({ texts }: Layout): string[] => texts.map(({ text }) => text);

  test('is even from 0 to 1 unless another is asked for', () => {
    expect(heights(placed(undefined))).toEqual({ 0: 0, 0.25: 0.25, 0.5: 0.5, 0.75: 0.75, 1: 1 });
    expect(words(placed('0-1'))).toContain('attention weight');
  });

  test('by the square root has true weights at uneven places, and says so', () => {
    const { 0.02: low, 0.25: middle, 1: most } = heights(placed('sqrt'));
    expect([low, middle, most]).toEqual([0.141, 0.5, 1]);
    expect(words(placed('sqrt'))).toContain('attention weight, √ scale');
  });

  test('of each head ends at its own largest weight', () => {
    const half = small.map((row) => row.map((weight) => weight / 2));
    const both = [...panels, { title: 'Head 1', notes: [], weights: half }];
    const { maps, ...rest } = layout(pictureOf(3, 2, { panels: both, scale: 'head' }), measure);
    expect(maps.map(({ top }) => top)).toEqual([1, 0.5]);
    expect(words({ maps, ...rest })).toContain("share of each map's largest weight");
  });
});

test('as many pairs stand under a title as fit, and the longest note that fits all maps', () => {
  const pairs = ['dog → bites 0.50', 'man → dog 0.25', 'bites → man 0.12'];
  const texts = (T: number, heads: number): string[] => {
    const panels = pictureOf(T, heads).panels.map((panel) => ({
      ...panel,
      notes: ['entropy 1.00 of 2.00 bits, and more', '1.00 bits'],
      pairs,
    }));
    return layout(pictureOf(T, heads, { panels }), measure).texts.map(({ text }) => text);
  };
  expect(texts(20, 1)).toEqual(
    expect.arrayContaining(['entropy 1.00 of 2.00 bits, and more', pairs.join(', ')]),
  );
  expect(texts(2, 4)).toEqual(expect.arrayContaining(['1.00 bits', pairs[0]]));
});

test('weights that would read as nothing are not written, and the picture says so', () => {
  const weights = [
    [0.996, 0.004],
    [0, 1],
  ];
  const panels = [{ title: 'Head 0', notes: [], weights }];
  const placed = layout(pictureOf(2, 1, { panels, values: true }), measure);
  const figure = { ...placed, draw: (context: Canvas2D) => draw(context, placed) };
  const svg = svgOf(figure, { Title: '', Description: '' });
  const written = [...svg.matchAll(/>([\d.]+)<\/text>/g)].map(([, text]) => text);
  expect(written.slice(0, 3)).toEqual(['1.00', '0', '1']);
  expect(svg).toContain('cells without a number: below 0.005');
});

test('a marked row is outlined where it stands', () => {
  const placed = layout(pictureOf(4, 2, { marked: { head: 1, row: 2 } }), measure);
  const [mark] = placed.marks;
  const centre = centreOf(placed, { head: 1, row: 2, column: 3 });
  expect(mark && centre && centre.y > mark.y && centre.y < mark.y + mark.height).toBe(true);
  expect(mark?.x).toBe(placed.maps[1]?.x);
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

test('a long heading takes two lines, and ends in an ellipsis', () => {
  const lines = breakLines('a heading of many words', 60, { font: { size: 10 }, most: 2 }, measure);
  expect(lines).toEqual(['a heading', 'of many w…']);
  const chinese = breakLines('小猫在厨房里喝牛奶', 30, { font: { size: 10 }, most: 2 }, measure);
  expect(chinese).toEqual(['小猫在厨房', '里喝牛奶']);
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
