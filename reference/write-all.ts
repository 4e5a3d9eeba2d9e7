/** Writes that end when every byte is written: `fs.writeSync` may write a part, or nothing for now. */
import { writeSync } from 'node:fs';

const aMoment = new Int32Array(new SharedArrayBuffer(4));

/**
 * Writes all of a text or of some bytes before anything else is run.
 * @param descriptor an open file, or a pipe, which may be full for now
 */
export function writeAll(descriptor: number, content: string | Buffer): void {
  let rest = typeof content === 'string' ? Buffer.from(content) : content;
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      // Milliseconds; who reads the pipe has to get the processor first.
      Atomics.wait(aMoment, 0, 0, 1);
    }
  }
}
