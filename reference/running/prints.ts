/**
 * What code prints, told by the call that it printed it in. The child's side takes the lines before
 * they are written, so that those of a call that never returns come, too; the other side keeps them.
 * What a library writes past Node's streams belongs to no call and stays on the child's own output.
 */
import type { Printed } from './child';

/** Lines that are kept of a call, and columns of each. */
const KEPT_LINES = 10;
const KEPT_COLUMNS = 200;

/** A line, or how many there are by now. `call` is null while nothing is called. */
export interface Print {
  print: { call: number | null; line?: string; count: number };
}

/** Further lines are counted, and told of each time that there are twice as many. */
const isTold = (count: number): boolean =>
  count <= KEPT_LINES || Number.isInteger(Math.log2(count));

/** The child's side: takes over this process's standard streams and tells what is written there. */
export function tellPrints(tell: (print: Print) => void) {
  let call: number | null = null;
  let [count, told] = [0, 0];
  let rest = '';

  const put = (line: string): void => {
    count += 1;
    if (!isTold(count)) return;
    told = count;
    const isKept = count <= KEPT_LINES;
    tell({ print: { call, count, ...(isKept && { line: line.slice(0, KEPT_COLUMNS) }) } });
  };
  const write = (chunk: string | Uint8Array, ...further: unknown[]): boolean => {
    const text = typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk);
    const lines = (rest + text).split('\n');
    rest = (lines.pop() ?? '').slice(0, KEPT_COLUMNS);
    for (const line of lines) put(line);
    const done = further.at(-1);
    if (typeof done === 'function') process.nextTick(done as () => void);
    return true;
  };
  process.stdout.write = write;
  process.stderr.write = write;

  const flush = (): void => {
    if (rest !== '') put(rest);
    if (told < count) tell({ print: { call, count } });
    rest = '';
  };
  /** What is printed from now on is of another call, or of none. */
  const begin = (next: number | null): void => {
    flush();
    call = next;
    [count, told] = [0, 0];
  };
  return { begin, flush };
}

/** What is known of the lines of one batch. */
export interface Prints {
  /** Takes what a child tells; whether that was a print at all. */
  take(message: unknown): boolean;
  /** What a call printed; null stands for what was printed outside of calls. */
  of(call: number | null): Printed;
  /** What was printed in all, the first lines first. */
  all(): Printed;
}

/** What several parts printed, as one: the first lines, and all of them counted. */
export const joined = (parts: readonly Printed[]): Printed => ({
  lines: parts.flatMap(({ lines }) => lines).slice(0, KEPT_LINES),
  count: parts.reduce((sum, { count }) => sum + count, 0),
});

/** The other side. The child ran a learner's code, so a print of another form is dropped. */
export function collectPrints(): Prints {
  const kept = new Map<number | null, Printed>();
  const of = (call: number | null): Printed => kept.get(call) ?? { lines: [], count: 0 };
  return {
    take(message) {
      if (typeof message !== 'object' || message === null || !('print' in message)) return false;
      const { call = null, count, line } = (message as Print).print ?? {};
      if (!Number.isSafeInteger(count)) return true;
      const { lines } = of(call);
      if (typeof line === 'string' && lines.length < KEPT_LINES) lines.push(line);
      kept.set(call, { lines, count });
      return true;
    },
    of,
    all: () => joined([...kept.values()]),
  };
}
