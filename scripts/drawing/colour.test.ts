import { colourOf, contrast, inkOn } from './colour';

test('is viridis from dark purple to yellow, and stays at the ends beyond them', () => {
  expect(colourOf(0)).toBe('#440154');
  expect(colourOf(1)).toBe('#fde725');
  expect(colourOf(-3)).toBe(colourOf(0));
  expect(colourOf(7)).toBe(colourOf(1));
});

test('values can be read on every colour of the scale', () => {
  const colours = Array.from({ length: 101 }, (_, i) => colourOf(i / 100));
  const worst = Math.min(...colours.map((colour) => contrast(colour, inkOn(colour))));
  expect(worst).toBeGreaterThanOrEqual(4.5);
  expect(inkOn(colourOf(0))).not.toBe(inkOn(colourOf(1)));
});
