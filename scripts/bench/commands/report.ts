/** The result of `bench check` and its like: one value that the table and `--json FILE` are made of. */
import { type Machine, machineHere } from '../report';
import type { Row } from './measure';

export interface CommandsReport {
  schema: 'attention-kata/bench-commands/v1';
  machine: Machine;
  /** The commit that was measured in turn; null where there was none. */
  against: string | null;
  rows: Row[];
}

export const commandsReport = (against: string | null, rows: Row[]): CommandsReport => ({
  schema: 'attention-kata/bench-commands/v1',
  machine: machineHere(),
  against,
  rows,
});
