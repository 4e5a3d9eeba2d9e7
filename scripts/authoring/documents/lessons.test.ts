/** The way through a lesson is short: what comes before "Further" is read in one sitting. */
import { catalog } from '../../../exercises/catalog';
import { readLesson } from '../lessons/markdown';
import { frontOf } from '../lessons/sections';

const MOST_WORDS = 1_800;

/** Words of the text, tables and drawings included; programs, commands and their output are none. */
function wordsIn(lines: readonly string[]): number {
  const words = lines.join(' ').split(/\s+/);
  return words.filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

test.each(catalog)('the way through $slug takes at most 1,800 words', (exercise) => {
  const { prose, text } = readLesson(exercise);
  const front = prose.slice(0, frontOf(text).split('\n').length);
  expect(wordsIn(front)).toBeGreaterThan(500);
  expect(wordsIn(front)).toBeLessThanOrEqual(MOST_WORDS);
});

test.each(catalog)('$slug asks for a prediction before it shows a result', (exercise) => {
  const { text } = readLesson(exercise);
  const [before] = text.split('// →');
  expect(before).toMatch(/\*\*Predict first\.\*\*/);
});

test.each(catalog)('$slug asks for an example of one’s own before the code', (exercise) => {
  const { text } = readLesson(exercise);
  expect(text).toMatch(/npm run check [\w-]+ -- --mine\n/);
  expect(frontOf(text)).toMatch(/\*\*An example first\.\*\*/);
});
