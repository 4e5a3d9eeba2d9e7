/** `npm test` itself, as a process: which tests it chooses, and that it comes to an end. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../reference/root';
import { filesBelow } from '../release/files';
import { runIn } from '../testing/checkout';

const npmTest = (...args: string[]) => runIn(root, ['test', ...args]);

/** The files that a run with these arguments would take, as paths from the root. */
function chosen(...args: string[]): string[] {
  const { stdout } = npmTest('--listTests', ...args);
  const files = stdout.split('\n').filter((line) => line.startsWith(root));
  return files.map((file) => file.slice(root.length + 1).replaceAll('\\', '/')).sort();
}

const isOfKit = (path: string): boolean =>
  /^(reference|scripts)\/.*\.(test|spec)\.ts$|^exercises\/.*\.test\.ts$/.test(path);
const startsProcesses = (path: string): boolean => path.endsWith('.process.test.ts');
const all = ['exercises', 'reference', 'scripts']
  .flatMap((folder) => filesBelow(join(root, folder)).map((path) => `${folder}/${path}`))
  .filter(isOfKit)
  .sort();

test('takes every test and every hidden spec, once', () => {
  expect(chosen()).toEqual(all);
});

test('--quick leaves out what starts processes, and nothing else', () => {
  expect(chosen('--quick')).toEqual(all.filter((path) => !startsProcesses(path)));
});

test('what starts processes is told by its name', () => {
  const starts =
    /from '(node:child_process|.*\/(running\/target|native\/fakes|testing\/(answers|browser|checkout|hub|project)))'/;
  const misnamed = all
    .filter((path) => path.endsWith('.test.ts') && !startsProcesses(path))
    .filter((path) => starts.test(readFileSync(join(root, path), 'utf8')));
  expect(misnamed).toEqual([]);
});

test('comes to an end where no test of a file has the title that was asked for', () => {
  const { code, stdout } = npmTest('lessons.process', '-t', 'no such title');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^0 passed, 0 failed, \d+ skipped$/m);
});

test('--help shows its flag', () => {
  const { code, stdout } = npmTest('--help');
  expect(code).toBe(0);
  expect(stdout).toContain('--quick ');
});
