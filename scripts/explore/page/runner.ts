/** Runs jobs in a worker, one at a time, and ends the worker where a job does not end. */
import type { Job, Outcome, Told } from './attend.worker';

/**
 * Milliseconds of the clock that a call may take, and more for each multiplication that it is asked
 * for: ten times what the solutions take, because a browser tells no thread's share of the processor.
 */
const CALL_LIMIT = 2_000;
const LIMIT_A_MULTIPLICATION = 1 / 2_500;
/** Milliseconds that the code may take to be loaded. */
const LOAD_LIMIT = 8_000;

/** `abandoned`: the code was forgotten while it ran; `limit` is in milliseconds. */
export type Finished = (
  | Outcome
  | { kind: 'timeout'; loading: boolean; limit: number }
  | { kind: 'abandoned' }
) & { printed: string[] };

let worker: Worker | null = null;
let ids = 0;
let abandon = (): void => {};

/** Forgets the code that was loaded; what runs is ended. */
export function forgetCode(): void {
  worker?.terminate();
  worker = null;
  abandon();
}

/**
 * Calls a function of a module. Never rejects because of what the module does.
 * @param multiplications that a right answer takes, about
 */
export function runJob(job: Omit<Job, 'id'>, multiplications: number): Promise<Finished> {
  const id = ++ids;
  worker ??= new Worker(new URL('./attend.worker.ts', import.meta.url), { type: 'module' });
  const running = worker;
  return new Promise((resolve) => {
    let timer = 0;
    let loading = true;
    let limit = LOAD_LIMIT;
    const settle = (finished: Finished): void => {
      clearTimeout(timer);
      running.removeEventListener('message', hear);
      running.removeEventListener('error', fail);
      resolve(finished);
    };
    const expire = (): void => {
      settle({ kind: 'timeout', loading, limit, printed: [] });
      forgetCode();
    };
    const hear = ({ data }: MessageEvent<Told>): void => {
      // The code may post messages of its own.
      if (data?.id !== id) return;
      if ('outcome' in data) {
        settle({ ...data.outcome, printed: data.printed });
        return;
      }
      loading = false;
      clearTimeout(timer);
      limit = CALL_LIMIT + LIMIT_A_MULTIPLICATION * multiplications;
      timer = window.setTimeout(expire, limit);
    };
    const fail = (event: ErrorEvent): void => {
      settle({ kind: 'unloaded', message: event.message ?? '', stack: '', printed: [] });
      forgetCode();
    };
    running.addEventListener('message', hear);
    running.addEventListener('error', fail);
    abandon = () => settle({ kind: 'abandoned', printed: [] });
    timer = window.setTimeout(expire, limit);
    running.postMessage({ ...job, id });
  });
}
