/**
 * Where learner code runs in the browser: a thread that can be ended. It loads the code, calls it
 * and tells what came of it as data; it judges nothing.
 */
import { encode, NotData, roomFor } from '../../../reference/judging/data';

/** A call of exercise 05's function. */
export interface Job {
  id: number;
  /** URL of the module. */
  entry: string;
  name: string;
  args: unknown[];
  /** Entries that the answer may have. */
  entries: number;
}

/** What came of a job. */
export type Outcome =
  | { kind: 'returned'; value: unknown }
  | { kind: 'threw'; errorClass: string; message: string; stack: string }
  | { kind: 'unloaded'; message: string; stack: string }
  | { kind: 'missing' }
  | { kind: 'no-data'; message: string };

export type Told =
  | { id: number; calling: true }
  | { id: number; outcome: Outcome; printed: string[] };

const KEPT_LINES = 20;
const KEPT_COLUMNS = 300;
const thread = self as unknown as {
  postMessage(message: Told): void;
  onmessage: (event: { data: Job }) => void;
};

let printed: string[] = [];
function keep(...items: unknown[]): void {
  if (printed.length >= KEPT_LINES) return;
  const texts = items.map((item) => (typeof item === 'string' ? item : show(item)));
  printed.push(texts.join(' ').slice(0, KEPT_COLUMNS));
}
function show(item: unknown): string {
  try {
    return JSON.stringify(item) ?? String(item);
  } catch {
    return String(item);
  }
}
// Not `debug`: Vite's client uses it.
for (const name of ['log', 'info', 'warn', 'error'] as const) console[name] = keep;

const describe = (error: unknown) =>
  error instanceof Error
    ? { errorClass: error.name, message: error.message, stack: error.stack ?? '' }
    : { errorClass: typeof error, message: String(error), stack: '' };

async function perform({ id, entry, name, args, entries }: Job): Promise<Outcome> {
  let called: unknown;
  try {
    const module = await import(/* @vite-ignore */ entry);
    called = module[name];
  } catch (error) {
    const { errorClass, message, stack } = describe(error);
    return { kind: 'unloaded', message: `${errorClass}: ${message}`, stack };
  }
  if (typeof called !== 'function') return { kind: 'missing' };
  thread.postMessage({ id, calling: true });
  try {
    return { kind: 'returned', value: encode(await called(...args), roomFor(entries)) };
  } catch (error) {
    if (error instanceof NotData) return { kind: 'no-data', message: error.message };
    return { kind: 'threw', ...describe(error) };
  }
}

thread.onmessage = async ({ data }) => {
  printed = [];
  const outcome = await perform(data);
  thread.postMessage({ id: data.id, outcome, printed });
};
