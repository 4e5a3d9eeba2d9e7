/** Examples that look at an answer at once, and functions that are async. */
import { createReplay } from './replay';

test('hands one async function what another has settled to', async () => {
  const replay = createReplay();
  const seen: unknown[] = [];
  const split = replay.wrap(async (x) => [x, x]);
  const merge = replay.wrap(async (parts) => {
    seen.push(parts);
    return (parts as number[]).length;
  });
  await replay.run(() => expect(merge(split(7))).toBe(2));
  expect(seen).toEqual([[7, 7]]);
});

test('hands on what an example awaits itself', async () => {
  const replay = createReplay();
  const twice = replay.wrap(async (x) => 2 * (x as number));
  await replay.run(async () => expect(await twice(await twice(1))).toBe(4));
});
