/**
 * Waiting for a network: what may pass is tried again; silence ends, and so does a trickle, as
 * curl's --speed-limit and --speed-time do it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../reference/user-error';

/** How patient a client is, in milliseconds. */
export interface Patience {
  /** Before the second attempt; twice as long before each one after. */
  pause: number;
  /** Without a single byte. */
  silence: number;
  pace: Pace;
}

/** How slow a server may be: at least so many bytes in so many milliseconds. */
export interface Pace {
  bytes: number;
  within: number;
}

/** A modem of 1998 brings 150 kB in 30 s; what brings less than 30 kB would take a day for a layer. */
export const usualPatience: Patience = {
  pause: 500,
  silence: 10_000,
  pace: { bytes: 30_000, within: 30_000 },
};

/** Something that may be over when it is tried again, after `pause` milliseconds. */
export class Passing extends Error {
  override readonly name = 'Passing';

  constructor(
    message: string,
    readonly pause?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const ATTEMPTS = 4;

/** The words of a failed fetch are in its cause: `fetch failed` alone says nothing. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  const inner = cause as { code?: string; message?: string } | undefined;
  return inner?.code ?? (inner?.message || message);
}

/** Turns the network's own errors into `Passing`, and silence too. */
export async function listen<T>(
  silence: number,
  abort: AbortController,
  work: (heard: () => void) => Promise<T>,
): Promise<T> {
  const timer = setTimeout(() => {
    abort.abort(new Passing(`silence for ${silence / 1000} s`));
  }, silence);
  try {
    return await work(() => timer.refresh());
  } catch (error) {
    if (abort.signal.aborted) throw abort.signal.reason;
    if (error instanceof UserError) throw error;
    throw new Passing(reasonOf(error), undefined, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Ends what is slower than its pace, by `abort`. Requests that run at once share a connection, so
 * what all of them bring counts; and it is no use to ask a slow server once more.
 * @param arrived the bytes of all requests up to now
 */
export async function keepPace<T>(
  { bytes, within }: Pace,
  host: string,
  arrived: () => number,
  abort: AbortController,
  work: () => Promise<T>,
): Promise<T> {
  let before = arrived();
  const timer = setInterval(() => {
    const got = arrived() - before;
    before += got;
    if (got >= bytes) return;
    const says = `${host}: expected at least ${bytes} bytes in ${within / 1000} s, got ${got}`;
    const next = 'try again later or on another network, or name a folder with the model';
    abort.abort(new UserError(`${says}; ${next}`));
  }, within);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/**
 * Repeats `attempt` while it throws `Passing`, with longer and longer pauses.
 * @param what for messages, and `host` too
 * @throws UserError after the last attempt
 */
export async function persist<T>(
  what: string,
  host: string,
  pause: number,
  attempt: () => Promise<T>,
) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Passing)) throw error;
      if (tries === ATTEMPTS) {
        const says = `${what}: expected an answer from ${host}, ${ATTEMPTS} attempts failed (${error.message})`;
        throw new UserError(`${says}; check the network, or name a folder with the model`, {
          cause: error,
        });
      }
      await sleep(error.pause ?? pause * 2 ** (tries - 1));
    }
  }
}
