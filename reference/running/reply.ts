/** The child's side of `child.ts`: requests come as lines, replies go out on a descriptor of their own. */
import { createInterface } from 'node:readline';
import { writeAll } from '../write-all';

const REPLIES = 3;

/** What a child says first, once its program is loaded. */
export const STARTED = 'started';

/**
 * JSON as one line: it leaves U+2028 and U+2029 as they are, and from Node 24 on a reader of lines
 * ends one there.
 */
export const asLine = (json: string): string =>
  `${json.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}\n`;

export const lineOf = (message: unknown): string => asLine(JSON.stringify(message));

/** Sends lines, all of them, before anything else is run; also where the pipe is full for now. */
export const sendLines = (lines: string): void => writeAll(REPLIES, lines);

/** Sends one reply at once. */
export const reply = (message: unknown): void => sendLines(lineOf(message));

async function* requestsOnInput<Request>(): AsyncGenerator<Request> {
  for await (const line of createInterface({ input: process.stdin })) yield JSON.parse(line);
}

/** A fault of the kit ends the child, although the promises of a learner's code may fail. */
const endOn = (error: unknown): void =>
  queueMicrotask(() => {
    throw error;
  });

/**
 * Says that the program is loaded, then handles requests one after the other; makes `process.exit`
 * an error like any other.
 * @param requests where they come from
 */
export async function serve<Request>(
  handle: (request: Request) => Promise<void>,
  requests: AsyncIterable<Request> = requestsOnInput(),
): Promise<void> {
  process.exit = ((code?: number): never => {
    throw new Error(`process.exit(${code ?? ''}) was called`);
  }) as typeof process.exit;
  reply(STARTED);
  for await (const request of requests) await handle(request).catch(endOn);
}
