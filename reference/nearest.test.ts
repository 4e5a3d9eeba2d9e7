/** What is offered for a mistyped word is what was meant, or nothing. */
import { nearest } from './nearest';

const names = ['all', 'hint', 'watch', 'json', 'target', 'split-heads', 'single-head'];

test.each([
  ['wach', 'watch'],
  ['Watch', 'watch'],
  ['al', 'all'],
  ['hnit', 'hint'],
  ['lal', 'all'],
  ['spilt-heads', 'split-heads'],
  ['split-head', 'split-heads'],
])('%s is taken for %s', (word, meant) => {
  expect(nearest(word, names)).toBe(meant);
});

test.each(['xy', 'a', 'verbose', 'attention', 'elsewhere', ''])(
  '%j is taken for nothing',
  (word) => {
    expect(nearest(word, names)).toBeNull();
  },
);

test('of two names that are as near neither is taken', () => {
  expect(nearest('head-2', ['head-0', 'head-1'])).toBeNull();
  expect(nearest('head-1', ['head-0', 'head-1'])).toBe('head-1');
});

test('where there are no names none is near', () => {
  expect(nearest('watch', [])).toBeNull();
});
