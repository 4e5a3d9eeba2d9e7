/** What was handed out, file by file: tells what a student wrote from what the kit brought. */
import { createHash } from 'node:crypto';

/** Lies at the top of what students are handed. */
export const RECORD = '.handed-out.json';

const SCHEMA = 'attention-kata/handed-out/v1';

export interface HandedOut {
  schema: typeof SCHEMA;
  /** Folders of the exercises that were handed out so far. */
  exercises: string[];
  /** Digest of each file as it was handed out. */
  files: Record<string, string>;
}

/** A hash of a file that is the same after git on Windows has changed its line ends. */
export function digestOf(content: Buffer): string {
  const isText = !content.includes(0);
  const text = isText ? content.toString('latin1').replaceAll('\r\n', '\n') : null;
  const hash = createHash('sha256').update(text === null ? content : Buffer.from(text, 'latin1'));
  return hash.digest('hex').slice(0, 32);
}

export const writeRecord = (exercises: string[], files: Record<string, string>): string =>
  `${JSON.stringify({ schema: SCHEMA, exercises, files } satisfies HandedOut, null, 2)}\n`;

/** @throws Error for what is no such record */
export function readRecord(text: string): HandedOut {
  const record = JSON.parse(text) as HandedOut;
  if (record.schema === SCHEMA) return record;
  throw new Error(`expected ${SCHEMA}, got ${record.schema}`);
}
