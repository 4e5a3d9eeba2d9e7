/** What hostile submissions cost, as lines for the terminal. Strings only. */
import { paint } from '../../terminal/colour';
import { wrap } from '../../terminal/values';
import { padStart } from '../../terminal/width';
import type { Bill, HostileBench } from './hostile';

const SHOWN = 10;

const line = ({ id, processor, wall, memory }: Bill): string =>
  `${padStart(processor.toFixed(1), 11)}  ${padStart(wall.toFixed(1), 7)}  ${padStart(memory.toFixed(0), 6)}   ${id}`;

/** What is said of a bound, and whether every submission keeps it. */
const boundsOf = ({ bills, bounds }: HostileBench) => [
  {
    most: Math.max(...bills.map(({ processor }) => processor)),
    bound: bounds.processor,
    says: 's of processor',
  },
  {
    most: Math.max(...bills.map(({ memory }) => memory)),
    bound: bounds.memory,
    says: 'MB of the process that judges',
  },
];

/** Whether every submission costs less than it may. */
export const areKept = (bench: HostileBench): boolean =>
  boundsOf(bench).every(({ most, bound }) => most <= bound);

/** The dearest ten, and the bounds, for a terminal so wide. */
export function renderHostile(bench: HostileBench, width: number): string {
  const { bills, engine } = bench;
  const says = `The dearest of ${bills.length} hostile submissions, each handed in for every exercise, one at a time. Processor and clock in seconds, of all processes together; megabytes of the process that judges, at its peak. Reference: ${engine}.`;
  return [
    paint('bold', 'Hostile submissions'),
    ...wrap(says, width),
    '',
    '  processor    clock      MB',
    ...bills.slice(0, SHOWN).map(line),
    '',
    ...boundsOf(bench).map(({ most, bound, says: of }) => {
      const kept = most <= bound ? 'held' : 'NOT HELD';
      return `At most ${bound} ${of}: ${kept}, ${most.toFixed(1)} at most`;
    }),
  ].join('\n');
}
