/**
 * Compares the values that a lesson shows with those that its program computes. A number shown is
 * a computed one rounded to four places, so that 0.5 means 0.5000; with an exponent, to as many as
 * are shown. A text is shown between single quotes, and is the same letter by letter.
 */
import { shapeOf } from '../../../reference/judging/shape';

const PLACES = 4;

const asciiOf = (text: string): string => text.replaceAll('−', '-');

/** Whether `value` rounds to the number written as `text`. */
export function isRounded(text: string, value: number): boolean {
  const written = asciiOf(text);
  const [mantissa = '', exponent] = written.split('e');
  const decimals = mantissa.split('.')[1]?.length ?? 0;
  if (!Number.isFinite(Number(written))) return Object.is(Number(written), value);
  if (exponent) return Number(value.toExponential(decimals)) === Number(written);
  const half = 0.5 * 10 ** -Math.max(decimals, PLACES);
  return Math.abs(value - Number(written)) <= half * (1 + 1e-9);
}

/** A number as it is written, or a text that stood between quotes. */
type Written = string | { text: string } | Written[];

const token = /'([^']*)'|-?(?:Infinity|NaN|\d[\d.]*(?:e[+-]?\d+)?)/g;

/** `[[0.5, −Infinity]]` → `[['0.5', '-Infinity']]`: numbers stay as they are written. */
const parse = (text: string): Written =>
  JSON.parse(
    asciiOf(text).replace(token, (found, quoted?: string) =>
      JSON.stringify(quoted === undefined ? found : { text: quoted }),
    ),
  );

function agree(written: Written, value: unknown): boolean {
  if (Array.isArray(written)) {
    const isAsLong = Array.isArray(value) && value.length === written.length;
    return isAsLong && written.every((item, i) => agree(item, value[i]));
  }
  if (typeof written === 'object') return value === written.text;
  return typeof value === 'number' && isRounded(written, value);
}

/** Whether a program's value is the one that the lesson shows. */
export const isShownRight = (says: string, gives: unknown): boolean => agree(parse(says), gives);

type Nested = number | Nested[];

/** A nested array read as a whole and by columns, and its shape. */
function readingsOf(value: unknown): number[][] {
  if (typeof value === 'number') return [[value]];
  if (!Array.isArray(value)) return [];
  const flat = (value as Nested[]).flat(3) as number[];
  if (flat.some((item) => typeof item !== 'number')) return [shapeOf(value)];
  const rows = value.filter(Array.isArray) as number[][];
  const isMatrix = rows.every((row) => !row.some(Array.isArray));
  const first = (isMatrix && rows[0]) || [];
  const columns = first.map((_, j) => rows.map((row) => row[j] ?? Number.NaN));
  return [flat, ...columns, shapeOf(value)];
}

/** What a lesson may speak of: what its program computes, and the numbers written in it. */
export function knownTo(computed: unknown[], program: string): number[][] {
  const lists = [...program.matchAll(/\[[-\d., ]+\]/g)].map(([list]) => JSON.parse(list));
  const declared = [...program.matchAll(/= \[([-\d.,\s[\]]+)\];/g)].map(([, items = '']) =>
    JSON.parse(`[${items.trim().replace(/,$/, '')}]`),
  );
  const scalars = [...program.matchAll(/\d+(?:\.\d+)?(?:e-?\d+)?/g)].map(([text]) => Number(text));
  return [...computed, ...lists, ...declared, ...scalars].flatMap(readingsOf);
}

/** Whether these numbers stand side by side somewhere in what is known. */
export const isKnown = (texts: string[], known: number[][]): boolean =>
  known.some((line) =>
    line.some((_, start) =>
      texts.every((text, i) => {
        const value = line[start + i];
        return value !== undefined && isRounded(text, value);
      }),
    ),
  );
