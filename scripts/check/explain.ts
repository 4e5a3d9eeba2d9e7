/** The first failure of an exercise, explained: what was called, what is wrong, and what helps. */
import { type Exercise, nameOf } from '../../exercises/catalog';
import type { Reason } from '../../reference/judging/verdict';
import { say, translate } from '../languages/tongue';
import { checkCommand } from '../targets/target';
import { paint } from '../terminal/colour';
import { wrap } from '../terminal/values';
import { explainExample, explainTest, printedLines, type Screen, showStatement } from './evidence';
import { type CheckedExercise, type CheckedTest, testToExplain } from './judge';
import { labelled, roomBeside } from './labels';
import { findUnawaited } from './unawaited';

/** What explains the test that is shown, or else the whole: of an example's calls nothing is known. */
function likelyCause({ cause }: CheckedExercise, shown: CheckedTest, room: number): string[] {
  const known = shown.misconception ?? cause;
  if (!known) return [];
  const { says, asks } = known;
  return [
    ...labelled('perhaps', wrap(translate(says), room)),
    ...labelled('ask', asks ? wrap(translate(asks), room) : []),
  ];
}

const lessonOf = ({ slug }: Exercise): string => `exercises/${slug}/README.md`;

function nextSteps(exercise: Exercise, { file, target }: Screen): string[] {
  return [
    ...labelled('write', [paint('bold', file)]),
    ...labelled('read', [lessonOf(exercise)]),
    ...labelled('hint', [checkCommand(exercise, target, '--hint')]),
  ];
}

function explainStart({ exercise, tests }: CheckedExercise, screen: Screen, room: number) {
  const first = tests.find(({ kind }) => kind === 'example');
  const title = first && say('it {title}:', { title: translate(first.title) });
  return [
    paint('bold', say('{title}: not started yet', { title: say(exercise.title) })),
    '',
    ...labelled('read', [lessonOf(exercise)]),
    ...labelled('write', [paint('bold', screen.file)]),
    ...labelled('first', title ? wrap(title, room) : []),
    ...showStatement(exercise, first?.failure?.line, room),
    ...labelled('then', [checkCommand(exercise, screen.target, '--watch')]),
    ...labelled('hint', [checkCommand(exercise, screen.target, '--hint')]),
  ];
}

/** A Promise that is used as if it were an answer: then the error names all but that. */
function promiseAdvice(exercise: Exercise, test: CheckedTest, { code }: Screen, room: number) {
  const found = test.verdict === 'pass' ? null : findUnawaited(exercise, code);
  if (!found) return [];
  const says = say(
    '{name} is async, so {name}(…) on line {line} is a Promise; its answer is await {name}(…)',
    { ...found },
  );
  return labelled('promise', wrap(says, room));
}

/** Why there was no answer, in a few words under the title. */
function saidOf(reason: Reason): string {
  if (reason === 'threw') return say('threw an error');
  if (reason === 'timeout') return say('no answer in time');
  if (reason === 'memory') return say('ended without an answer');
  if (reason === 'bad-value') return say('an answer that is no data');
  return reason;
}

function titleOf({ exercise }: CheckedExercise, { title, reason }: CheckedTest): string {
  const name = nameOf(exercise);
  return reason === 'load-error'
    ? say('{file} cannot be loaded', { file: `${name}.ts` })
    : say('{name} {title}', { name, title: translate(title) });
}

/** `visible example, wrong answer`; what cannot be loaded fails in none of them. */
function kindLine({ kind, verdict, reason }: CheckedTest, { test }: Screen): string[] {
  if (reason === 'load-error') return [];
  const noAnswer = reason ? saidOf(reason) : say('no answer');
  const why = verdict === 'fail' ? say('wrong answer') : noAnswer;
  const what = kind === 'example' ? say('visible example') : say(test);
  return [paint('dim', say('{what}, {why}', { what, why }))];
}

/** One test that does not pass, with all that is needed to work on it. */
export function explain(checked: CheckedExercise, screen: Screen): string {
  const room = roomBeside(screen.width);
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

/** The first lines of a newcomer's first run. */
export const greet = (width: number): string =>
  wrap(
    say(
      'Welcome. Here you write attention yourself, one small function after the other, and see with your own code what a transformer looks at.',
    ),
    width,
  ).join('\n');
