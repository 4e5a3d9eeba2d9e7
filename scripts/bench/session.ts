/** One contender in its child process: asks it for answers and times, and outlives it. */

import { type Data, decode, NotData } from '../../reference/judging/data';
import { type Child, startChild } from '../../reference/running/child';
import type { Timed } from './clock';
import type { Contender } from './contenders';
import type { Pace, Size } from './sizes';

/** What goes to the child. */
export type Request = { open: Contender } | { answer: Size } | { time: Size; pace: Pace };

/** What comes back. The answer is a sample, and encoded. */
export type Reply =
  | { opened: true }
  | (FirstPass & { answer: unknown })
  | { timed: Timed }
  | { trouble: string };

/** What a first pass took. */
export interface FirstPass {
  milliseconds: number;
  /** Memory at its peak, above what the process had with the first inputs; null where no system tells. */
  megabytes: number | null;
}

/** What a session needs of a process, Node's or another. */
export type Channel = Pick<Child<Request, Reply>, 'send' | 'hear' | 'close' | 'printed'>;

/** Why there is no answer: `threw RangeError: … (multi-head.ts:12)`. */
export interface Trouble {
  trouble: string;
}

/** What came of a first pass. */
export type Heard = (FirstPass & { answer: Data }) | Trouble;

export interface Session {
  contender: Contender;
  /** A first pass: what it gives, and how long it took; `patience` is in seconds. */
  answer(size: Size, patience: number): Promise<Heard>;
  time(size: Size, pace: Pace): Promise<Timed | Trouble>;
  printed: Channel['printed'];
  close(): Promise<void>;
}

/** Megabytes: a long text's weights are two million numbers, more than exercises are judged with. */
const HEAP = 2_048;
/** Seconds that the timing of a size may take; a pass that is timed takes less than one. */
const TIMING_LIMIT = 120;

async function openChannel(contender: Contender): Promise<Channel> {
  if (contender.kind === 'code' || !contender.python) return startChild('bench', HEAP);
  const name = 'engines';
  return (await import(`./${name}.kit.ts`)).startPython(contender);
}

/** Starts a contender's process; it stays until it is closed, because starting is slow. */
export async function openSession(contender: Contender): Promise<Session> {
  const child = await openChannel(contender);
  child.send({ open: contender });
  let opening = true;
  const hear = async (limit: number): Promise<Exclude<Reply, { opened: true }>> => {
    const heard = await child.hear(limit * 1_000);
    if (heard === 'died') return { trouble: 'ended the process it ran in, or used up its memory' };
    if (heard === 'timeout') return { trouble: `did not return within ${limit} s` };
    if (!('opened' in heard)) return heard;
    opening = false;
    return hear(limit);
  };
  const ask = async (request: Request, limit: number) => {
    child.send(request);
    const heard = await hear(limit);
    // The trouble was in opening: no caller waits for what comes of the request.
    if (opening) await child.close();
    return heard;
  };
  return {
    contender,
    async answer(size, patience) {
      const heard = await ask({ answer: size }, patience);
      if (!('answer' in heard)) return heard as Trouble;
      try {
        return { ...heard, answer: decode(heard.answer) };
      } catch (error) {
        if (error instanceof NotData) return { trouble: error.message };
        throw error;
      }
    },
    async time(size, pace) {
      const heard = await ask({ time: size, pace }, TIMING_LIMIT);
      return 'timed' in heard ? heard.timed : (heard as Trouble);
    },
    printed: child.printed,
    close: () => child.close(),
  };
}
