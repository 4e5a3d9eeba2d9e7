import { colourOf, contrast, divergingOf, groupColour, inkOn } from './colour';

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

test('values can be read on every colour of the scales', () => {
  const steps = Array.from({ length: 101 }, (_, i) => i / 100);
  const groups = Array.from({ length: 8 }, (_, i) => groupColour(i));
  expect(new Set(groups).size).toBe(8);
  const around = steps.map((step) => divergingOf(2 * step - 1));
  const colours = [...steps.map(colourOf), ...around, ...groups];
  const worst = Math.min(...colours.map((colour) => contrast(colour, inkOn(colour))));
  expect(worst).toBeGreaterThanOrEqual(4.5);
  expect(inkOn(colourOf(0))).not.toBe(inkOn(colourOf(1)));
});
