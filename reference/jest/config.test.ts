/** Jest's configuration as it is read on Windows, where paths have backslashes. */
import config from '../../jest.config';

const projects = (config.projects ?? []).flatMap((project) =>
  typeof project === 'string' ? [] : [project],
);

test.each([
  '/kata/node_modules/string-width/index.js',
  'C:\\kata\\node_modules\\string-width\\index.js',
])('an ES module among the packages is made CommonJS: %s', (path) => {
  for (const { transform } of projects) {
    const patterns = Object.keys(transform ?? {});
    expect(patterns.filter((pattern) => new RegExp(pattern).test(path))).toHaveLength(1);
  }
});

test('a pattern names one folder: alternatives behind <rootDir> match nothing on Windows', () => {
  const patterns = projects.flatMap(({ testMatch = [] }) => testMatch as string[]);
  expect(patterns.length).toBeGreaterThan(5);
  expect(patterns.filter((pattern) => !/^<rootDir>\/\w/.test(pattern))).toEqual([]);
});
