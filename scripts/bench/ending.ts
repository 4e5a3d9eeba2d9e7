/** Ctrl-C and its kin while something is measured: what runs is ended first, then the command. */
import { printError } from '../terminal/output';
import { tell } from './tell';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What a shell says of a program that Ctrl-C ended. */
const STOPPED = 130;

/** The process ends meanwhile. */
const never = new Promise<never>(() => {});

/**
 * Does what a person may end before its time. Folders of `makeTemporary` go with the process.
 * @param act does not begin anything new once its signal is aborted; what it throws then is not told
 * @param stop ends the processes that would outlive this one
 */
export async function endable<T>(
  act: (ending: AbortSignal) => Promise<T>,
  stop: () => Promise<void> = async () => {},
): Promise<T> {
  const ending = new AbortController();
  const end = async (): Promise<void> => {
    // A second one does not wait for what does not end.
    if (ending.signal.aborted) process.exit(STOPPED);
    ending.abort();
    await stop();
    tell('');
    printError('bench: stopped before its time');
    process.exit(STOPPED);
  };
  for (const signal of signals) process.on(signal, end);
  try {
    return await act(ending.signal);
  } catch (error) {
    if (ending.signal.aborted) return await never;
    throw error;
  } finally {
    for (const signal of signals) process.off(signal, end);
  }
}
