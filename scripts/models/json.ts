/** JSON from files that strangers made: what is wrong is said with the file's name. */
import { UserError } from '../../reference/user-error';

export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A whole number from 0 that is exact as a double. */
export const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0;

const LONGEST_SHOWN = 100;

/** A stranger's text as a message shows it, however long it is. */
export const brief = (text: string): string =>
  text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;

/** A value of a stranger's file as a message shows it, however long or deep it is. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (isObject(value)) return 'an object';
  return brief(JSON.stringify(value) ?? 'nothing');
}

/** Where the string ends that begins at `begin`; a pattern would fail on one of some megabytes. */
function endOfString(text: string, begin: number): number {
  let at = begin + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** A key that an object of this (valid) JSON text has twice; `JSON.parse` keeps the last silently. */
function findRepeatedKey(text: string): string | null {
  const open: Set<string>[] = [];
  const colon = /\s*:/y;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '{') open.push(new Set());
    else if (text[at] === '}') open.pop();
    if (text[at] !== '"') continue;
    const end = endOfString(text, at);
    colon.lastIndex = end;
    if (colon.test(text)) {
      const name: string = JSON.parse(text.slice(at, end));
      if (open.at(-1)?.has(name)) return name;
      open.at(-1)?.add(name);
    }
    at = end - 1;
  }
  return null;
}

/** Takes what is needed from a file that holds a JSON object. */
export const fromJson =
  <T>(take: (json: JsonObject, name: string) => T) =>
  (bytes: Uint8Array, name: string): T =>
    take(parseObject(bytes, name), name);

/**
 * The object that a file's bytes hold.
 * @param name of the file, for messages
 * @param unique refuse an object that has a key twice
 * @throws UserError for bytes that are no UTF-8, no JSON or no object
 */
export function parseObject(bytes: Uint8Array, name: string, { unique = false } = {}): JsonObject {
  let value: unknown;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    value = JSON.parse(text);
  } catch (error) {
    const says = `${name}: expected JSON, got something else (${(error as Error).message})`;
    throw new UserError(`${says}; fetch the file again`, { cause: error });
  }
  if (!isObject(value)) {
    throw new UserError(`${name}: expected a JSON object; fetch the file again`);
  }
  const repeated = unique ? findRepeatedKey(text) : null;
  if (repeated === null) return value;
  throw new UserError(
    `${name}: expected each key once, got ${show(repeated)} twice; fetch the file again`,
  );
}
