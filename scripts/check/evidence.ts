/** What a failing test shows of itself: its call, what is wrong, the lines that are named, the prints. */
import { type Exercise, exampleOf, sourceOf } from '../../exercises/catalog';
import { showCells } from '../../reference/judging/close';
import type { Call } from '../../reference/judging/verdict';
import { say, translate } from '../languages/tongue';
import { paint } from '../terminal/colour';
import { printable } from '../terminal/printable';
import { showCall, showData, wrap } from '../terminal/values';
import { widthOf } from '../terminal/width';
import { type ReadCode, showExcerpt, splitPlace } from './excerpt';
import type { CheckedTest } from './judge';
import { labelled } from './labels';
import { summarisePrinted } from './printed';
import { statementOf } from './statement';

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

const SAID_LINES = 8;
const STATEMENT_LINES = 6;

/** A text's first lines as they are shown, and how many there are besides. */
function firstLines(
  lines: readonly string[],
  most: number,
  show: (line: string) => string[] = (line) => [line],
): string[] {
  const count = lines.length - most;
  const rest = count > 0 ? [paint('dim', `… ${say('{count} more lines', { count })}`)] : [];
  return [...lines.slice(0, most).flatMap(show), ...rest];
}

/** What is wrong, and the lines of the learner's file that it names. */
function explainSays(text: string, { code }: Screen, room: number): string[] {
  const { says, place } = splitPlace(text);
  const lines = says.split('\n').map(translate);
  const message = firstLines(lines, SAID_LINES, (line) => wrap(line, room));
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

function explainSpoiler(name: string, room: number): string[] {
  const says = say(
    '{name} had changed what it was called with; arguments have to stay as they are',
    { name },
  );
  return labelled('before', wrap(says, room));
}

/** The lines of an example's statement. */
export function showStatement(exercise: Exercise, line: number | null | undefined, room: number) {
  const statement = line && statementOf(exercise, line);
  return labelled('', statement ? firstLines(wrap(statement, room), STATEMENT_LINES) : []);
}

/** An example that fails: where it stands, its statement and its last call. */
export function explainExample(
  exercise: Exercise,
  test: CheckedTest,
  screen: Screen,
  room: number,
) {
  const { says = '', line = null, calls = [], spoiler } = test.failure ?? {};
  return [
    ...labelled('example', line ? [`${exampleOf(exercise)}:${line}`] : []),
    ...showStatement(exercise, line, room),
    ...explainCall(calls.at(-1), calls, room),
    ...explainAnswer(test.failure, room),
    ...explainSays(says, screen, room),
    ...(spoiler ? explainSpoiler(spoiler, room) : []),
  ];
}

/** A test that fails: its call and the seed that its inputs come from. */
export function explainTest(
  { finding, reason }: CheckedTest,
  screen: Screen,
  room: number,
): string[] {
  if (!finding) return [];
  const { call, calls, mismatch } = finding;
  const { seed, reference } = screen;
  const source = reference ? say('{seed}, reference {reference}', { seed, reference }) : `${seed}`;
  const isLoaded = reason !== 'load-error';
  return [
    ...(isLoaded ? explainCall(call, calls, room) : []),
    ...explainSays([mismatch.summary, ...showCells(mismatch)].join('\n'), screen, room),
    ...(isLoaded ? labelled('seed', wrap(source, room)) : []),
  ];
}

/** What the explained call printed. */
export function printedLines({ printed }: CheckedTest, room: number): string[] {
  const { shown, leftOut } = summarisePrinted(printed);
  const rest = leftOut === null ? [] : wrap(leftOut, room).map((line) => paint('dim', line));
  return labelled('printed', [...shown.flatMap((line) => wrap(line, room).slice(0, 2)), ...rest]);
}
