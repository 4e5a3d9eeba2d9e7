/** `--json FILE` while there is more to come: whole or not there, whenever a person ends the command. */
import { lstatSync } from 'node:fs';
import { writeWhole } from '../../reference/write-whole';
import { writeJson } from '../terminal/output';
import { printableJson } from '../terminal/printable';

/** A pipe, a device or a link stays what it is, and gets the whole once. */
const isOther = (file: string): boolean =>
  lstatSync(file, { throwIfNoEntry: false })?.isFile() === false;

/**
 * Puts what was measured until now in place of what was kept before.
 * @param isComplete whether nothing comes after it
 * @throws UserError where that cannot be done
 */
export function keepJson(file: string, report: object, isComplete: boolean): void {
  if (!isOther(file)) writeWhole(file, [`${printableJson(report, 2)}\n`]);
  else if (isComplete) writeJson(file, report);
}
