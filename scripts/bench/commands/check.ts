/** `npm run check` on right answers, beside Jest with ts-jest on one test in the same tree. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './program';
import { type Extent, each, type Kit, type Work } from './work';

const FOLDER = 'one-test';

const oneTest = `test('adds', () => {
  const sum: number = 1 + 1;
  expect(sum).toBe(2);
});
`;

/** What a person without a kit would write: one test, and ts-jest as its page says. */
function writeOneTest({ folder }: Kit): string[] {
  mkdirSync(join(folder, FOLDER), { recursive: true });
  writeFileSync(join(folder, FOLDER, 'one.test.ts'), oneTest);
  const config = { rootDir: '.', preset: 'ts-jest', testEnvironment: 'node' };
  writeFileSync(join(folder, FOLDER, 'jest.config.json'), JSON.stringify(config));
  return ['npx', 'jest', '--config', `${FOLDER}/jest.config.json`];
}

const jest = {
  name: 'npx jest, one test',
  async open(kit: Kit) {
    const command = writeOneTest(kit);
    return each(() => run(kit.folder, command));
  },
};

const check = (name: string, args: string[], trials: number): Work => ({
  name,
  trials,
  open: async ({ folder }) => each(() => run(folder, ['npm', 'run', '--silent', 'check', ...args])),
});

export const checks = ({ quick }: Extent): Work[] => [
  { ...check('check 1, right', ['1'], quick ? 1 : 11), beside: jest },
  check('check -- --all, right', ['--', '--all'], quick ? 1 : 7),
];
