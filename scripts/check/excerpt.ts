/** The lines of a learner's file that an error names, with the place marked. Pure. */
import { catalog, type Exercise, nameOf } from '../../exercises/catalog';
import { keepBeginning } from '../terminal/width';

/** The text of an exercise's file; null where it cannot be read. */
export type ReadCode = (exercise: Exercise) => string | null;

/** A place in a learner's file; the column, from 1, is null where it is not known. */
export interface Place {
  exercise: Exercise;
  line: number;
  column: number | null;
}

const byFile = (file: string): Exercise | undefined =>
  catalog.find((exercise) => `${nameOf(exercise)}.ts` === file);

/**
 * What an error says without its place, and the place: `TypeError: … (softmax.ts:12)`, or with a column
 * `01-softmax/softmax.ts: ')' expected. (3:37)`.
 */
export function splitPlace(says: string): { says: string; place: Place | null } {
  const [, file, syntax, row, column] =
    says.match(/^\d\d-[\w-]+\/([\w-]+\.ts): (.*) \((\d+):(\d+)\)$/s) ?? [];
  const [, thrown, inFile, line] = says.match(/^(.*) \(([\w-]+\.ts):(\d+)\)$/s) ?? [];
  const exercise = byFile(file ?? inFile ?? '');
  if (!exercise) return { says, place: null };
  const place = { exercise, line: Number(row ?? line), column: column ? Number(column) : null };
  return { says: syntax ?? thrown ?? says, place };
}

/** Where in a line that stands which an error's words name; null where it stands not there once. */
function columnOf(text: string, says: string): number | null {
  const [, property] = says.match(/\((?:reading|setting) '(\w+)'\)/) ?? [];
  const [, name] = says.match(/: ([\w.$[\]]+) is not /) ?? [];
  const wanted = property ? `.${property}` : name;
  if (!wanted || text.split(wanted).length !== 2) return null;
  return text.indexOf(wanted) + 1;
}

/**
 * A place's line with the one before and the one after, the line marked and a caret at the column.
 * @param says what is wrong there, by which a column is found that the place does not have
 * @param room columns of each line
 */
export function showExcerpt(source: string, place: Place, says: string, room: number): string[] {
  const all = source.split(/\r?\n/).map((text) => text.replaceAll('\t', '  '));
  const text = all[place.line - 1];
  if (text === undefined) return [];
  const column = place.column ?? columnOf(text, says);
  const from = Math.max(1, place.line - 1);
  const shown = all.slice(from - 1, place.line + 1);
  const digits = String(from + shown.length - 1).length;
  // A caret far to the right stays in sight: what is left of it goes.
  const width = room - digits - 5;
  const cut = column !== null && column > width - 4 ? column - Math.floor(width / 2) : 0;
  return shown.flatMap((line, i) => {
    const isPlace = from + i === place.line;
    const number = String(from + i).padStart(digits);
    const code = keepBeginning(line.slice(cut), width);
    const row = `${isPlace ? '>' : ' '} ${number} | ${code}`.trimEnd();
    const caret = `  ${' '.repeat(digits)} | ${' '.repeat(Math.max(0, (column ?? 1) - 1 - cut))}^`;
    return isPlace && column !== null ? [row, caret] : [row];
  });
}
