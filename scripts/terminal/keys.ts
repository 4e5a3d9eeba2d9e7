/** Single keys of a person at a terminal. Where there is no terminal nothing is read. */

/** What keys come from: standard input, in the parts that are needed of it. */
export interface Keyboard {
  isTTY?: boolean;
  setRawMode?(isRaw: boolean): unknown;
  resume(): unknown;
  pause(): unknown;
  on(event: 'data', heard: (bytes: Buffer) => void): unknown;
  off(event: 'data', heard: (bytes: Buffer) => void): unknown;
}

export interface Listening {
  /** Settles at the first of the keys, and never without a terminal. */
  pressed: Promise<string>;
  /** Gives the terminal back; has to be called whatever happened. */
  stop(): void;
}

const CTRL_C = '\u0003';

/** Ends this process as Ctrl-C does, which a terminal that hands over single keys leaves to it. */
const interrupt = (): void => void process.kill(process.pid, 'SIGINT');

/**
 * Waits for one of some keys, in either letter case. The terminal hands over single keys until
 * `stop` is called; Ctrl-C ends the process all the same.
 * @param keys as the terminal sends them: `n`, `\r` for Enter
 */
export function listenForKeys(
  keys: readonly string[],
  keyboard: Keyboard,
  end: () => void = interrupt,
): Listening {
  if (!keyboard.isTTY) return { pressed: new Promise(() => {}), stop: () => {} };
  let hear = (_: Buffer): void => {};
  const stop = (): void => {
    keyboard.off('data', hear);
    keyboard.setRawMode?.(false);
    keyboard.pause();
  };
  const pressed = new Promise<string>((resolve) => {
    hear = (bytes) => {
      const key = bytes.toString().toLowerCase();
      if (keys.includes(key)) resolve(key);
      if (key !== CTRL_C) return;
      stop();
      end();
    };
  });
  keyboard.setRawMode?.(true);
  keyboard.on('data', hear);
  keyboard.resume();
  return { pressed, stop };
}
