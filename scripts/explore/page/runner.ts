/** Runs jobs in a worker, one at a time, and ends the worker where a job does not end. */
import type { Job, Outcome, Told } from './attend.worker';

/** Milliseconds that a call may take, and that the code may take to be loaded. */
export const CALL_LIMIT = 1_000;
const LOAD_LIMIT = 8_000;

/** `abandoned`: the code was forgotten while it ran. */
export type Finished = (Outcome | { kind: 'timeout'; loading: boolean } | { kind: 'abandoned' }) & {
  printed: string[];
};

let worker: Worker | null = null;
let ids = 0;
let abandon = (): void => {};

/** Forgets the code that was loaded; what runs is ended. */
export function forgetCode(): void {
  worker?.terminate();
  worker = null;
  abandon();
}

/** Calls a function of a module. Never rejects because of what the module does. */
export function runJob(job: Omit<Job, 'id'>): Promise<Finished> {
  const id = ++ids;
  worker ??= new Worker(new URL('./attend.worker.ts', import.meta.url), { type: 'module' });
  const running = worker;
  return new Promise((resolve) => {
    let timer = 0;
    let loading = true;
    const settle = (finished: Finished): void => {
      clearTimeout(timer);
      running.removeEventListener('message', hear);
      running.removeEventListener('error', fail);
      resolve(finished);
    };
    const expire = (): void => {
      settle({ kind: 'timeout', loading, printed: [] });
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
      timer = window.setTimeout(expire, CALL_LIMIT);
    };
    const fail = (event: ErrorEvent): void => {
      settle({ kind: 'unloaded', message: event.message ?? '', stack: '', printed: [] });
      forgetCode();
    };
    running.addEventListener('message', hear);
    running.addEventListener('error', fail);
    abandon = () => settle({ kind: 'abandoned', printed: [] });
    timer = window.setTimeout(expire, LOAD_LIMIT);
    running.postMessage({ ...job, id });
  });
}
