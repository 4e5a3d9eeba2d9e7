/**
 * `--overrides FILE`: marks given by hand, a CSV file whose first line names the columns `id`,
 * `exercise`, `mark` and, if wanted, `note`. A row that cannot be followed is refused by its line,
 * before anything is judged: a mark must neither get lost nor go to another person.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { catalog, type Slug } from '../../../exercises/catalog';
import { UserError } from '../../../reference/user-error';
import { nearestId, quoteId } from '../../submissions/ids';
import { selectExercises } from '../../terminal/arguments';
import { sum } from '../report';

export interface Given {
  mark: number;
  note: string;
}

/** Id → the exercise's folder or `total` → what was given for it. */
export type Overrides = ReadonlyMap<string, ReadonlyMap<string, Given>>;

const heads = ['id', 'exercise', 'mark', 'note'] as const;

/** @throws UserError for a file that is not there or no text in UTF-8 */
function readText(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new UserError(`--overrides ${file} cannot be read (${why}); name a CSV file in UTF-8`, {
      cause,
    });
  }
}

/** A row of cells and the line it ends in. */
interface Row {
  record: string[];
  info: { lines: number };
}

function rowsOf(file: string): Row[] {
  const text = readText(file);
  const [first = ''] = text.split(/[\r\n]/, 1);
  // Spreadsheets write what their country has; the heads hold none of them.
  const delimiter = [';', '\t'].find((each) => first.includes(each)) ?? ',';
  const options = { delimiter, info: true, relax_column_count: true, skip_empty_lines: true };
  try {
    return parse(text, options) as unknown as Row[];
  } catch (cause) {
    throw new UserError(`${file}: ${(cause as Error).message}`, { cause });
  }
}

/** Where each column stands; `note` may be missing. */
function placesOf(file: string, row: Row | undefined): number[] {
  const found = (row?.record ?? []).map((head) => head.trim().toLowerCase());
  const missing = heads.filter((head) => head !== 'note' && !found.includes(head));
  if (missing.length === 0) return heads.map((head) => found.indexOf(head));
  throw new UserError(
    `${file}: its first line has to name the columns ${heads.join(', ')}; ${missing.join(', ')} is missing`,
  );
}

/** @throws UserError for what is no exercise of the run */
function exerciseOf(text: string, slugs: readonly Slug[], at: string): Slug | 'total' {
  const name = text.trim();
  if (name.toLowerCase() === 'total') return 'total';
  try {
    const [found] = selectExercises([name]);
    if (found && slugs.includes(found.slug)) return found.slug;
  } catch (cause) {
    throw new UserError(`${at}: ${(cause as Error).message}, or total`, { cause });
  }
  throw new UserError(`${at}: ${name} is not among the exercises of this run`);
}

/** @throws UserError for a mark that is no whole number up to the maximum */
function markOf(text: string, what: Slug | 'total', slugs: readonly Slug[], at: string): number {
  const counted = catalog.filter(({ slug }) =>
    what === 'total' ? slugs.includes(slug) : slug === what,
  );
  const most = sum(counted.map(({ points }) => points));
  const mark = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (mark <= most) return mark;
  throw new UserError(
    `${at}: expected a whole number from 0 to ${most} as the mark of ${what}, got ${JSON.stringify(text)}`,
  );
}

/**
 * Reads marks given by hand.
 * @param file null for none
 * @param ids of everyone in the class, also of those whom this run leaves out
 * @param slugs exercises of the run
 * @throws UserError that names the file and the line
 */
export function readOverrides(
  file: string | null,
  ids: readonly string[],
  slugs: readonly Slug[],
): Overrides {
  if (file === null) return new Map();
  const [head, ...rows] = rowsOf(file);
  const places = placesOf(file, head);
  const known = new Set(ids);
  const overrides = new Map<string, Map<string, Given>>();
  for (const { record, info } of rows) {
    const at = `${file}, line ${info.lines}`;
    const [id = '', exercise = '', text = '', note = ''] = places.map(
      (place) => record[place] ?? '',
    );
    if (!known.has(id)) {
      const nearest = nearestId(id, ids);
      const guess = nearest === null ? '' : `; did you mean ${quoteId(nearest)}?`;
      throw new UserError(`${at}: there is no id ${quoteId(id)}${guess}`);
    }
    const what = exerciseOf(exercise, slugs, at);
    const given = overrides.get(id) ?? new Map<string, Given>();
    if (given.has(what)) throw new UserError(`${at}: ${quoteId(id)} has a mark of ${what} already`);
    given.set(what, { mark: markOf(text, what, slugs, at), note: note.trim() });
    overrides.set(id, given);
  }
  return overrides;
}
