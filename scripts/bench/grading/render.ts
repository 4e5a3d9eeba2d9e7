/** What grading costs, as lines for the terminal. Strings only. */
import { paint } from '../../terminal/colour';
import { wrap } from '../../terminal/values';
import { padEnd, padStart, widthOf } from '../../terminal/width';
import { showMilliseconds } from '../tables';
import type { Grading } from './run';

const BAR = 24;

function profileLines({ profile, processor }: Grading): string[] {
  const room = Math.max(...Object.keys(profile).map(widthOf));
  return Object.entries(profile).map(([name, milliseconds]) => {
    const bar = '█'.repeat(Math.round((milliseconds / processor) * BAR));
    return `   ${padEnd(name, room)} ${padStart(showMilliseconds(milliseconds), 6)}  ${bar}`.trimEnd();
  });
}

const levelLine = ({ graded, own, child }: Grading['levels'][number]): string =>
  `   ${padStart(graded.toLocaleString('en'), 6)} graded  ${padStart(own.toFixed(0), 5)}  ${padStart(child.toFixed(0), 5)}`;

/** A rate, a profile and the memory, for a terminal so wide. */
export function renderGrading(grading: Grading, width: number): string {
  const { perSecond, concurrency, submissions, seconds, startSeconds, processor } = grading;
  const rate = `${perSecond.toFixed(1)} submissions a second: ${submissions.toLocaleString('en')} right ones of all exercises in ${seconds.toFixed(1)} s, ${concurrency} at a time, after ${startSeconds.toFixed(1)} s to start. Reference: ${grading.engine}.`;
  const share = `A submission takes ${showMilliseconds(processor)} ms of processor in all processes together, so that ${concurrency} idle processors grade at most ${((concurrency * 1_000) / processor).toFixed(1)} a second:`;
  return [
    paint('bold', 'Grading'),
    ...wrap(rate, width),
    '',
    ...wrap(share, width),
    ...profileLines(grading),
    '',
    ...wrap(
      'Megabytes in use by the process that judges, and by the largest of the sandbox:',
      width,
    ),
    ...grading.levels.map(levelLine),
  ].join('\n');
}
