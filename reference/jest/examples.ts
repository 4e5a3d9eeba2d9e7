/** `npx jest exercises`: the exercise's functions may be async there as they may be in `check`. */
import { createReplay, replaying } from '../running/replay';

const replay = createReplay();
const { testPath = '' } = expect.getState();
const exercise = testPath.replace(/(?:\.mine)?\.example\.spec\.ts$/, '');

jest.doMock(exercise, () =>
  Object.fromEntries(
    Object.entries(jest.requireActual<Record<string, unknown>>(exercise)).map(([name, value]) => [
      name,
      typeof value === 'function' ? replay.wrap(value as never) : value,
    ]),
  ),
);
Object.assign(globalThis, { test: replaying(test, replay), it: replaying(it, replay) });
