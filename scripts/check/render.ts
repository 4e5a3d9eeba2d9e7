/** What `check` shows, as strings: a line and a bar per exercise, and the first failure explained. */
import { type Exercise, exampleOf, nameOf } from '../../exercises/catalog';
import { showCells } from '../../reference/judging/close';
import type { Known } from '../../reference/judging/recognition';
import { checkCommand } from '../targets/target';
import { paint } from '../terminal/colour';
import { showCall, wrap } from '../terminal/values';
import { keepStart, padEnd } from '../terminal/width';
import type { CheckedExercise, CheckedTest } from './judge';

const marks = { pass: '✓', fail: '✗', error: '✗' } as const;
const colours = { pass: 'green', fail: 'red', error: 'red' } as const;

/** Where things lie and how wide the screen is. */
export interface Screen {
  width: number;
  /** The target as a person typed it, and the file of the explained exercise. */
  target: string;
  file: string;
  seed: number;
  /** What answers are compared with; null where with nothing. */
  reference: string | null;
  /** What a test of the spec is called: `hidden test`. */
  test: string;
}

const passed = ({ tests }: CheckedExercise): number =>
  tests.filter(({ verdict }) => verdict === 'pass').length;

function bar(done: number, all: number, width: number): string {
  const full = all === 0 ? 0 : Math.floor((done / all) * width);
  return paint('green', '█'.repeat(full)) + paint('dim', '░'.repeat(width - full));
}

/** `✓ 01 Softmax   ██████████ 17/17`; null for an exercise that was not judged. */
export function progressLine(
  exercise: Exercise,
  checked: CheckedExercise | null,
  { width }: Pick<Screen, 'width'>,
): string {
  const room = Math.min(23, width - 25);
  const name = `${exercise.slug.slice(0, 2)} ${padEnd(keepStart(exercise.title, room), room)}`;
  if (!checked) return paint('dim', ` · ${name} not judged`);
  const mark = checked.notStarted ? '·' : marks[checked.verdict];
  const colour = checked.notStarted ? 'yellow' : colours[checked.verdict];
  const count = `${passed(checked)}/${checked.tests.length}`;
  const state = checked.notStarted ? 'not started' : count;
  const barWidth = Math.min(24, Math.max(6, width - 46));
  return ` ${paint(colour, mark)} ${name} ${bar(passed(checked), checked.tests.length, barWidth)} ${state}`;
}

/** What is warned of, and how it goes on for one name and for several. */
const warnings = {
  missing: ['is', 'are', 'not there when submissions are graded'],
  locale: ['goes', 'go', 'by no locale when submissions are graded'],
} as const;

/** Warnings under the exercise's line; they decide nothing here. */
export function lackingLines(
  checked: CheckedExercise | null,
  { width }: Pick<Screen, 'width'>,
): string[] {
  if (!checked) return [];
  const { exercise, lacking } = checked;
  return Object.entries(warnings).flatMap(([kind, [one, several, rest]]) => {
    const uses = lacking
      .filter(({ why }) => why === kind)
      .map(({ name, line }) => `${name} (line ${line})`);
    if (uses.length === 0) return [];
    const names = new Intl.ListFormat('en-GB').format(uses);
    const says = `${nameOf(exercise)}.ts uses ${names}, which ${uses.length === 1 ? one : several} ${rest}`;
    return wrap(says, width - 5).map((line, i) =>
      paint('yellow', `   ${i === 0 ? '!' : ' '} ${line}`),
    );
  });
}

/** Lines in columns: `label   text`, the text wrapped under itself. */
export function labelled(label: string, text: string[]): string[] {
  return text.map((line, i) => `   ${padEnd(i === 0 ? label : '', 9)} ${line}`);
}

function explainExample(exercise: Exercise, test: CheckedTest, room: number): string[] {
  const { says = '', line = null } = test.failure ?? {};
  const place = line ? `${exampleOf(exercise)}:${line.number}` : exampleOf(exercise);
  const message = says.split('\n').filter((text) => text.trim() !== '');
  return [
    ...labelled('example', [place]),
    ...labelled('', line ? wrap(line.text, room) : []),
    ...labelled(
      'says',
      message.slice(0, 8).flatMap((text) => wrap(text, room)),
    ),
  ];
}

function explainTest(
  { finding }: CheckedTest,
  { seed, reference }: Screen,
  room: number,
): string[] {
  if (!finding) return [];
  const { call, calls, mismatch } = finding;
  const source = reference ? [seed, `reference ${reference}`] : [seed];
  return [
    ...labelled('called', wrap(showCall(call, calls, 4 * room), room)),
    ...labelled('says', wrap(mismatch.summary, room)),
    ...labelled(
      '',
      showCells(mismatch).flatMap((cell) => wrap(cell, room)),
    ),
    ...labelled('seed', wrap(source.join(', '), room)),
  ];
}

/** The misconception that at least half of the wrong answers are named after. */
function commonCause(tests: readonly CheckedTest[]): Known | null {
  const wrong = tests.filter(({ kind, verdict }) => kind !== 'example' && verdict === 'fail');
  const named = wrong.flatMap(({ misconception }) => misconception ?? []);
  const countOf = (wanted: Known): number => named.filter(({ id }) => id === wanted.id).length;
  return named.find((known) => 2 * countOf(known) >= wrong.length) ?? null;
}

/** What the explained test fails by; an example, of whose calls nothing is known, by what others do. */
function likelyCause({ tests }: CheckedExercise, shown: CheckedTest, room: number): string[] {
  const cause = shown.kind === 'example' ? commonCause(tests) : shown.misconception;
  return cause ? labelled('perhaps', wrap(cause.says, room)) : [];
}

function nextSteps(exercise: Exercise, { file, target }: Screen): string[] {
  return [
    ...labelled('write', [paint('bold', file)]),
    ...labelled('read', [`exercises/${exercise.slug}/README.md`]),
    ...labelled('hint', [checkCommand(exercise, target, '--hint')]),
  ];
}

function explainStart(checked: CheckedExercise, screen: Screen, room: number): string[] {
  const { exercise, tests } = checked;
  const first = tests.find(({ kind }) => kind === 'example');
  const line = first?.failure?.line?.text;
  return [
    paint('bold', `${exercise.title}: not started yet`),
    '',
    ...labelled('read', [`exercises/${exercise.slug}/README.md`]),
    ...labelled('write', [paint('bold', screen.file)]),
    ...labelled('first', first ? wrap(`it ${first.title}:`, room) : []),
    ...labelled('', line ? wrap(line, room) : []),
    ...labelled('then', [checkCommand(exercise, screen.target, '--watch')]),
    ...labelled('hint', [checkCommand(exercise, screen.target, '--hint')]),
  ];
}

function printedLines({ printed: { lines, count } }: CheckedExercise, room: number): string[] {
  if (count === 0) return [];
  const shown = lines.slice(0, 5).flatMap((line) => wrap(line, room).slice(0, 2));
  const rest = count > 5 ? [paint('dim', `… ${count - 5} more lines`)] : [];
  return labelled('printed', [...shown, ...rest]);
}

/**
 * The test to explain: the first that does not pass. Where code did not even run (an endless loop, a
 * syntax error), a test of the spec of the same fate says more, because it knows the call.
 */
function testToExplain({ tests }: CheckedExercise): CheckedTest | undefined {
  const first = tests.find(({ verdict }) => verdict !== 'pass');
  if (!first?.reason || first.reason === 'threw') return first;
  return tests.find(({ kind, reason }) => kind !== 'example' && reason === first.reason) ?? first;
}

/** One test that does not pass, with all that is needed to work on it. */
export function explain(checked: CheckedExercise, screen: Screen): string {
  const room = screen.width - 13;
  if (checked.notStarted) return explainStart(checked, screen, room).join('\n');
  const test = testToExplain(checked);
  if (!test) return '';
  const isExample = test.kind === 'example';
  const name = isExample ? 'visible example' : screen.test;
  const why = test.verdict === 'fail' ? 'wrong answer' : (test.reason ?? 'no answer');
  const title = wrap(`${nameOf(checked.exercise)} ${test.title}`, screen.width);
  const details = isExample
    ? explainExample(checked.exercise, test, room)
    : explainTest(test, screen, room);
  return [
    ...title.map((line) => paint('bold', line)),
    paint('dim', `${name}, ${why}`),
    '',
    ...details,
    ...likelyCause(checked, test, room),
    ...printedLines(checked, room),
    '',
    ...nextSteps(checked.exercise, screen),
  ].join('\n');
}

const welcome =
  'Welcome. Here you write attention yourself, one small function after the other, and see with ' +
  'your own code what a transformer looks at.';

/** The first lines of a newcomer's first run. */
export const greet = ({ width }: Screen): string => wrap(welcome, width).join('\n');

/** Hints given so far, the newest last. */
export function showHints(exercise: Exercise, tier: number, { width }: Screen): string {
  const names = ['a question', 'the formula', 'the place to look'];
  const given = exercise.hints
    .slice(0, tier)
    .flatMap((hint, i) => [
      paint('bold', `Hint ${i + 1} of ${exercise.hints.length}, ${names[i]}`),
      ...wrap(hint, width - 3).map((line) => `   ${line}`),
    ]);
  const more =
    tier < exercise.hints.length ? 'Ask again for the next one.' : 'That was the last one.';
  return [...given, paint('dim', more)].join('\n');
}
