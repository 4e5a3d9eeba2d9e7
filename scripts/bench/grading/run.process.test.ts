/**
 * That the bench of the grader grades, and adds up. How fast it is, is not tested.
 *
 * @jest-environment ./reference/jest/environment.ts
 */
import { renderGrading } from './render';
import { benchGrading } from './run';

jest.setTimeout(60_000);

test('says how many, what the time goes into, and how much memory is in use', async () => {
  const doing: string[] = [];
  const grading = await benchGrading(20, 2, (says) => doing.push(says));
  const { perSecond, seconds, processor, profile, levels } = grading;
  expect(perSecond * seconds).toBeCloseTo(20, 9);
  const sum = Object.values(profile).reduce((total, each) => total + each, 0);
  expect(sum).toBeCloseTo(processor, 6);
  for (const part of Object.values(profile)) expect(part).toBeGreaterThan(0);
  expect(levels.map(({ graded }) => graded)).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18, 20]);
  expect(levels.at(-1)?.child).toBeGreaterThan(0);
  expect(doing).toEqual(['starting the sandbox', 'graded 20 of 20']);
  const shown = renderGrading(grading, 80);
  expect(shown).toMatch(/run calls +[\d.]+ /);
  expect(Math.max(...shown.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});
