/** A line and a bar for each exercise, and what is to be warned of under it. */
import { type Exercise, nameOf } from '../../exercises/catalog';
import { listed, say } from '../languages/tongue';
import { paint } from '../terminal/colour';
import { wrap } from '../terminal/values';
import { keepBeginning, padEnd } from '../terminal/width';
import type { CheckedExercise } from './judge';

const marks = { pass: '✓', fail: '✗', error: '✗' } as const;
const colours = { pass: 'green', fail: 'red', error: 'red' } as const;

const passed = ({ tests }: CheckedExercise): number =>
  tests.filter(({ verdict }) => verdict === 'pass').length;

function bar(done: number, all: number, width: number): string {
  const full = all === 0 ? 0 : Math.floor((done / all) * width);
  return paint('green', '█'.repeat(full)) + paint('dim', '░'.repeat(width - full));
}

/**
 * `✓ 01 Softmax   ██████████ 17/17`
 * @param checked null where it was not judged
 * @param width columns of the screen
 */
export function progressLine(
  exercise: Exercise,
  checked: CheckedExercise | null,
  width: number,
): string {
  const room = Math.min(23, width - 25);
  const title = keepBeginning(say(exercise.title), room);
  const name = `${exercise.slug.slice(0, 2)} ${padEnd(title, room)}`;
  if (!checked) return paint('dim', ` · ${name} ${say('not judged')}`);
  const mark = checked.notStarted ? '·' : marks[checked.verdict];
  const colour = checked.notStarted ? 'yellow' : colours[checked.verdict];
  const count = `${passed(checked)}/${checked.tests.length}`;
  const state = checked.notStarted ? say('not started') : count;
  const barWidth = Math.min(24, Math.max(6, width - 46));
  return ` ${paint(colour, mark)} ${name} ${bar(passed(checked), checked.tests.length, barWidth)} ${state}`;
}

/** What is warned of a file, by why. */
const warnings = {
  missing: (file: string, names: string, count: number): string =>
    say('{file} uses {names}, which are not there when submissions are graded', {
      file,
      names,
      count,
    }),
  locale: (file: string, names: string, count: number): string =>
    say('{file} uses {names}, which go by no locale when submissions are graded', {
      file,
      names,
      count,
    }),
} as const;

/** Warnings under the exercise's line; they decide nothing here. */
export function lackingLines(checked: CheckedExercise | null, width: number): string[] {
  if (!checked) return [];
  const { exercise, lacking } = checked;
  return Object.entries(warnings).flatMap(([kind, warn]) => {
    const uses = lacking
      .filter(({ why }) => why === kind)
      .map(({ name, line }) => say('{name} (line {line})', { name, line }));
    if (uses.length === 0) return [];
    const says = warn(`${nameOf(exercise)}.ts`, listed(uses), uses.length);
    return wrap(says, width - 5).map((line, i) =>
      paint('yellow', `   ${i === 0 ? '!' : ' '} ${line}`),
    );
  });
}
