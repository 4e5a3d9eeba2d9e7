/** What `check` shows, as strings: a line and a bar per exercise, and the first failure explained. */
import { type Exercise, exampleOf, nameOf, sourceOf } from '../../exercises/catalog';
import { showCells } from '../../reference/judging/close';
import type { Call, Reason } from '../../reference/judging/verdict';
import { checkCommand } from '../targets/target';
import { paint } from '../terminal/colour';
import { printable } from '../terminal/printable';
import { showCall, showData, wrap } from '../terminal/values';
import { keepStart, padEnd, widthOf } from '../terminal/width';
import { type ReadCode, showExcerpt, splitPlace } from './excerpt';
import type { CheckedExercise, CheckedTest } from './judge';
import { summarisePrinted } from './printed';
import { statementOf } from './statement';
import { findUnawaited } from './unawaited';

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
  /** Reads what the target's files hold. */
  code: ReadCode;
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

const SAID_LINES = 8;
const STATEMENT_LINES = 6;

/** A text's first lines as they are shown, and how many there are besides. */
function firstLines(
  lines: readonly string[],
  most: number,
  show: (line: string) => string[] = (line) => [line],
): string[] {
  const more = lines.length - most;
  const rest = more > 0 ? [paint('dim', `… ${more} more ${more === 1 ? 'line' : 'lines'}`)] : [];
  return [...lines.slice(0, most).flatMap(show), ...rest];
}

/** What is wrong, and the lines of the learner's file that it names. */
function explainSays(text: string, { code }: Screen, room: number): string[] {
  const { says, place } = splitPlace(text);
  const message = firstLines(says.split('\n'), SAID_LINES, (line) => wrap(line, room));
  const source = place && code(place.exercise);
  const excerpt = source ? showExcerpt(source, place, says, room) : [];
  const at = place && `${sourceOf(place.exercise)}:${place.line}`;
  return [
    ...labelled('says', message),
    ...labelled('at', at ? [place.column ? `${at}:${place.column}` : at] : []),
    ...labelled('', excerpt.map(printable)),
  ];
}

/** The call as one would type it; none where the file did not even load. */
function explainCall(call: Call | undefined, calls: readonly Call[], room: number): string[] {
  return call ? labelled('called', wrap(showCall(call, calls, 4 * room), room)) : [];
}

/** A wrong answer as it is, where no number of it is shown and it is short enough to be read. */
function explainAnswer(failure: CheckedTest['failure'], room: number): string[] {
  const { judged, says, returned } = failure ?? {};
  if (!judged || returned === undefined || says?.includes('\n')) return [];
  const text = showData(returned);
  return widthOf(text) <= 2 * room ? labelled('returned', wrap(text, room)) : [];
}

function explainExample(exercise: Exercise, test: CheckedTest, screen: Screen, room: number) {
  const { says = '', line = null, calls = [], spoiler } = test.failure ?? {};
  const changed = `${spoiler} had changed what it was called with; arguments have to stay as they are`;
  const statement = line && statementOf(exercise, line);
  return [
    ...labelled('example', line ? [`${exampleOf(exercise)}:${line}`] : []),
    ...labelled('', statement ? firstLines(wrap(statement, room), STATEMENT_LINES) : []),
    ...explainCall(calls.at(-1), calls, room),
    ...explainAnswer(test.failure, room),
    ...explainSays(says, screen, room),
    ...labelled('before', spoiler ? wrap(changed, room) : []),
  ];
}

function explainTest({ finding, reason }: CheckedTest, screen: Screen, room: number): string[] {
  if (!finding) return [];
  const { call, calls, mismatch } = finding;
  const { seed, reference } = screen;
  const source = reference ? [seed, `reference ${reference}`] : [seed];
  const isLoaded = reason !== 'load-error';
  return [
    ...(isLoaded ? explainCall(call, calls, room) : []),
    ...explainSays([mismatch.summary, ...showCells(mismatch)].join('\n'), screen, room),
    ...(isLoaded ? labelled('seed', wrap(source.join(', '), room)) : []),
  ];
}

/** What explains the test that is shown; an example, of whose calls nothing is known, by the whole. */
function likelyCause({ cause }: CheckedExercise, shown: CheckedTest, room: number): string[] {
  const known = shown.kind === 'example' ? cause : shown.misconception;
  if (!known) return [];
  const { says, asks } = known;
  return [
    ...labelled('perhaps', wrap(says, room)),
    ...labelled('ask', asks ? wrap(asks, room) : []),
  ];
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
  const line = first?.failure?.line;
  const statement = line && statementOf(exercise, line);
  return [
    paint('bold', `${exercise.title}: not started yet`),
    '',
    ...labelled('read', [`exercises/${exercise.slug}/README.md`]),
    ...labelled('write', [paint('bold', screen.file)]),
    ...labelled('first', first ? wrap(`it ${first.title}:`, room) : []),
    ...labelled('', statement ? firstLines(wrap(statement, room), STATEMENT_LINES) : []),
    ...labelled('then', [checkCommand(exercise, screen.target, '--watch')]),
    ...labelled('hint', [checkCommand(exercise, screen.target, '--hint')]),
  ];
}

function printedLines({ printed }: CheckedTest, room: number): string[] {
  const { shown, leftOut } = summarisePrinted(printed);
  const rest = leftOut === null ? [] : wrap(leftOut, room).map((line) => paint('dim', line));
  return labelled('printed', [...shown.flatMap((line) => wrap(line, room).slice(0, 2)), ...rest]);
}

/** A Promise that is used as if it were an answer: then the error names all but that. */
function promiseAdvice(exercise: Exercise, test: CheckedTest, { code }: Screen, room: number) {
  const found = test.verdict === 'pass' ? null : findUnawaited(exercise, code);
  if (!found) return [];
  const { name, line } = found;
  const says = `${name} is async, so ${name}(…) on line ${line} is a Promise; its answer is await ${name}(…)`;
  return labelled('promise', wrap(says, room));
}

/** Why there was no answer, in a few words under the title. */
const reasons: Partial<Record<Reason, string>> = {
  threw: 'threw an error',
  timeout: 'no answer in time',
  memory: 'ended without an answer',
  'bad-value': 'an answer that is no data',
};

/** The test to explain: the first that does not pass. */
const testToExplain = ({ tests }: CheckedExercise): CheckedTest | undefined =>
  tests.find(({ verdict }) => verdict !== 'pass');

function titleOf({ exercise }: CheckedExercise, { title, reason }: CheckedTest): string {
  return reason === 'load-error'
    ? `${nameOf(exercise)}.ts cannot be loaded`
    : `${nameOf(exercise)} ${title}`;
}

/** `visible example, wrong answer`; what cannot be loaded fails in none of them. */
function kindLine({ kind, verdict, reason }: CheckedTest, { test }: Screen): string[] {
  if (reason === 'load-error') return [];
  const why = verdict === 'fail' ? 'wrong answer' : reason && (reasons[reason] ?? reason);
  return [paint('dim', `${kind === 'example' ? 'visible example' : test}, ${why ?? 'no answer'}`)];
}

/** One test that does not pass, with all that is needed to work on it. */
export function explain(checked: CheckedExercise, screen: Screen): string {
  const room = screen.width - 13;
  if (checked.notStarted) return explainStart(checked, screen, room).join('\n');
  const test = testToExplain(checked);
  if (!test) return '';
  const { exercise } = checked;
  const title = wrap(titleOf(checked, test), screen.width);
  const details =
    test.kind === 'example'
      ? explainExample(exercise, test, screen, room)
      : explainTest(test, screen, room);
  return [
    ...title.map((line) => paint('bold', line)),
    ...kindLine(test, screen),
    '',
    ...details,
    ...promiseAdvice(exercise, test, screen, room),
    ...likelyCause(checked, test, room),
    ...printedLines(test, room),
    '',
    ...nextSteps(exercise, screen),
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
