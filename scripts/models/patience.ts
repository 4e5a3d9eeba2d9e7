/** Waiting for a network: what may pass is tried again, silence ends, and so does patience. */
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../reference/user-error';

/** How patient a client is, in milliseconds. */
export interface Patience {
  /** Before the second attempt; twice as long before each one after. */
  pause: number;
  /** Without a single byte. */
  silence: number;
}

export const usualPatience: Patience = { pause: 500, silence: 10_000 };

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
  const timer = setTimeout(() => abort.abort(), silence);
  try {
    return await work(() => timer.refresh());
  } catch (error) {
    if (error instanceof UserError) throw error;
    const reason = abort.signal.aborted ? `silence for ${silence / 1000} s` : reasonOf(error);
    throw new Passing(reason, undefined, { cause: error });
  } finally {
    clearTimeout(timer);
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
