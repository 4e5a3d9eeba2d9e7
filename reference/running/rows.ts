/**
 * Long rows of numbers as they cross to a learner's process and back: the bytes of a Float64Array in
 * base64, under a key that encoded data never has. As text they take twice the room and ten times the
 * time. What comes back may be anything: a row is numbers whatever its bytes are, and whatever is no
 * row is left to `decode`, which refuses it.
 */
import { MAX_DEPTH } from '../judging/data';

/** Shorter ones cost no less this way. */
const LONG = 32;
const BYTES = Float64Array.BYTES_PER_ELEMENT;
/** Encoded data lies so deep in the messages of either side. */
const DEEPEST = MAX_DEPTH + 6;

/** A list that `encode` has written, in the other form where all of it is numbers. */
export function packRow(coded: unknown[]): unknown {
  if (coded.length < LONG) return coded;
  const numbers = new Float64Array(coded.length);
  for (let i = 0; i < coded.length; i += 1) {
    const entry = coded[i];
    if (typeof entry !== 'number') return coded;
    numbers[i] = entry;
  }
  return { $row: Buffer.from(numbers.buffer).toString('base64') };
}

function unpackRow(text: string): number[] | null {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length % BYTES !== 0) return null;
  const numbers = new Float64Array(bytes.length / BYTES);
  new Uint8Array(numbers.buffer).set(bytes);
  // A third of what Array.from takes, of which a layer has three thousand.
  const row: number[] = [];
  for (let i = 0; i < numbers.length; i += 1) row.push(numbers[i] as number);
  return row;
}

/** A message with its rows as numbers again. */
export function unpackRows(message: unknown, depth = 0): unknown {
  if (typeof message !== 'object' || message === null || depth > DEEPEST) return message;
  if (Array.isArray(message)) return message.map((item) => unpackRows(item, depth + 1));
  const { $row } = message as { $row?: unknown };
  if (typeof $row === 'string') return unpackRow($row) ?? message;
  const entries = Object.entries(message);
  return Object.fromEntries(entries.map(([key, item]) => [key, unpackRows(item, depth + 1)]));
}
