/** After a pass a learner is told what comes next, and what there is to see by then. */
import { catalog } from '../../exercises/catalog';
import { selectExercises } from '../terminal/arguments';
import { exerciseAfter, showNext } from './next';

const after = (...names: string[]): string => showNext(selectExercises(names), 80);

test('the next exercise is named with its lesson and its command', () => {
  expect(after('1')).toBe(
    [
      '   compare   npm run check 1 -- --compare',
      '   next      02 Cosine similarity',
      '   read      exercises/02-cosine-sim/README.md',
      '   then      npm run check 2 -- --watch',
    ].join('\n'),
  );
});

test('a comparison is offered of one exercise, unless it was just shown', () => {
  expect(after('1', '2')).not.toContain('--compare');
  expect(showNext(selectExercises(['1']), 80, true)).not.toContain('--compare');
});

test('of several exercises the last decides', () => {
  expect(after('3', '1')).toContain('04 Single-head attention');
  expect(exerciseAfter(selectExercises(['6', '2']))?.slug).toBe('07-multilingual');
});

test('once attention is whole there is something to see before it goes on', () => {
  expect(after('5')).toMatch(
    /^ {3}see +npm run heatmap .*\n +npm run explore .*\n {3}compare .*\n {3}next +06 /,
  );
  expect(after('5')).not.toContain('bench');
  expect(after('4')).not.toContain('heatmap');
  expect(after('6')).not.toContain('heatmap');
});

test('after the last exercise there is what it was for', () => {
  const all = showNext(catalog, 80);
  expect(all).toMatch(/heatmap.*explore.*bench -- --quick/s);
  expect(all).toContain('that was the last exercise here');
  expect(exerciseAfter(catalog)).toBeNull();
});
