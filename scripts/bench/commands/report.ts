/** The result of `bench check` and its like: one value that the table and `--json FILE` are made of. */
import type { Grading } from '../grading/run';
import { type Machine, machineHere } from '../report';
import type { Row } from './measure';

export interface CommandsReport {
  schema: 'attention-kata/bench-commands/v1';
  machine: Machine;
  /** The commit that was measured in turn; null where there was none. */
  against: string | null;
  /** Whether all that was asked for has been measured: false in what is kept on the way. */
  complete: boolean;
  rows: Row[];
  /** What the time of a submission goes into, with `grade` alone. */
  grading?: Grading;
}

/** Before anything is measured. */
export const commandsReport = (against: string | null): CommandsReport => ({
  schema: 'attention-kata/bench-commands/v1',
  machine: machineHere(),
  against,
  complete: false,
  rows: [],
});
