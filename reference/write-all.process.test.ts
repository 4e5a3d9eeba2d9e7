/** Whether all of a message arrives through a pipe that is smaller and may be full. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { root } from './root';

/** Larger than any pipe is by default, and no multiple of what one takes at once. */
const SIZE = 3_000_001;

/** Writes with `writeAll` to its descriptor 3, which is set not to wait where that can be done. */
const program = buildSync({
  stdin: {
    contents: `
      import { writeAll } from './write-all';
      import { Socket } from 'node:net';
      // A pipe that a socket was opened on answers EAGAIN when it is full.
      if (process.argv[1] === 'full') new Socket({ fd: 3, readable: false, writable: true });
      writeAll(3, 'é'.repeat(${(SIZE - 1) / 2}) + '.');
      process.exit(0);`,
    resolveDir: join(root, 'reference'),
  },
  bundle: true,
  write: false,
  platform: 'node',
  format: 'cjs',
}).outputFiles[0]?.text as string;

/** What comes through, read only after the writer has had the time to fill the pipe. */
async function receive(kind: 'waiting' | 'full'): Promise<Buffer> {
  const child = spawn(process.execPath, ['-e', program, kind], {
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
  });
  const pipe = child.stdio[3] as NodeJS.ReadableStream;
  const pieces: Buffer[] = [];
  for await (const piece of pipe) {
    pieces.push(piece as Buffer);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return Buffer.concat(pieces);
}

test.each(['waiting', 'full'] as const)('a long message comes whole: %s', async (kind) => {
  const received = await receive(kind);
  expect(received.length).toBe(SIZE);
  expect(received.toString()).toMatch(/^é+\.$/);
});
