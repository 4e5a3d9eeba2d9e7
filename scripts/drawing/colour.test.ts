import { colourOf, contrast, divergingOf, groupColour, inkOn, paletteNames } from './colour';

test('is viridis from dark purple to yellow, and stays at the ends beyond them', () => {
  expect(colourOf(0)).toBe('#440154');
  expect(colourOf(1)).toBe('#fde725');
  expect(colourOf(-3)).toBe(colourOf(0));
  expect(colourOf(7)).toBe(colourOf(1));
});

test('is pale at 0 and dark at −1 and 1 for numbers around 0, and stays at the ends beyond them', () => {
  const darkness = (value: number): number => contrast(divergingOf(value), '#ffffff');
  expect(darkness(0)).toBeLessThan(1.3);
  expect(darkness(-1)).toBeGreaterThan(7);
  expect(darkness(1)).toBeGreaterThan(7);
  expect(divergingOf(-3)).toBe(divergingOf(-1));
  expect(divergingOf(3)).toBe(divergingOf(1));
  expect(divergingOf(-1)).not.toBe(divergingOf(1));
});

test('values can be read on every colour around 0, and of a group', () => {
  const groups = Array.from({ length: 8 }, (_, i) => groupColour(i));
  expect(new Set(groups).size).toBe(8);
  const colours = [...Array.from({ length: 101 }, (_, i) => divergingOf(i / 50 - 1)), ...groups];
  const worst = Math.min(...colours.map((colour) => contrast(colour, inkOn(colour))));
  expect(worst).toBeGreaterThanOrEqual(4.5);
});

test('is white to black for print, ever darker', () => {
  expect([colourOf(0, 'print'), colourOf(1, 'print')]).toEqual(['#ffffff', '#000000']);
  const onWhite = [0, 0.1, 0.25, 0.5, 0.75, 1].map((place) =>
    contrast('#ffffff', colourOf(place, 'print')),
  );
  expect(onWhite).toEqual([...onWhite].sort((a, b) => a - b));
});

test.each(paletteNames)('values can be read on every colour of %s', (palette) => {
  const colours = Array.from({ length: 101 }, (_, i) => colourOf(i / 100, palette));
  const worst = Math.min(...colours.map((colour) => contrast(colour, inkOn(colour))));
  expect(worst).toBeGreaterThanOrEqual(4.5);
  expect(inkOn(colourOf(0, palette))).not.toBe(inkOn(colourOf(1, palette)));
});
