/** Libraries of Python as contenders: whether they are here, and the process that one runs in. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../../reference/root';
import { makeTemporary } from '../../../reference/temporary';
import type { EngineContender } from '../contenders';
import { rowsOf } from '../sample';
import type { Channel, Reply, Request } from '../session';
import { HEADS, layerOf, type Size } from '../sizes';

const PROGRAM = join(root, 'scripts', 'bench', 'peers', 'attention.py');
/** Milliseconds in which Python says what it has; PyTorch is slow to load from a cold disk. */
const PATIENCE = 60_000;

export const libraries = ['numpy', 'torch'] as const;

/** `PYTHON`, where it is set, and nothing else. */
export function pythons(): string[] {
  const { PYTHON } = process.env;
  return PYTHON ? [PYTHON] : ['python3', 'python'];
}

/** What would run, or how to get it. */
export function findLibrary(name: string): { label: string; python: string } | { reason: string } {
  for (const python of pythons()) {
    const { status, stdout } = spawnSync(python, [PROGRAM, name, '--version'], {
      encoding: 'utf8',
      timeout: PATIENCE,
      windowsHide: true,
    });
    if (status === 0) return { label: stdout.trim(), python };
  }
  const tried = pythons().join(' and ');
  return { reason: `${tried} has none (pip install numpy torch; PYTHON names another Python)` };
}

/** A layer's numbers, each array in a file of its own. */
function writeLayer(folder: string, size: Size): void {
  const { x, params } = layerOf(size);
  for (const [name, value] of Object.entries({ x, ...params })) {
    writeFileSync(join(folder, name), Float32Array.from(value.flat()));
  }
}

/** Starts a library; it hears what a contender in Node hears. */
export function startPython({ name, python = 'python3' }: EngineContender): Channel {
  const work = makeTemporary('bench-python');
  const child = spawn(python, [PROGRAM, name], { stdio: 'pipe', windowsHide: true });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  child.stdin.on('error', () => {});
  child.once('error', () => {});
  // Warnings are not ours to show, and a full pipe would stop it.
  child.stderr.resume();
  const isEnded = new Promise<void>((resolve) => child.once('close', () => resolve()));

  /** The request with the place of its numbers. */
  function locate(size: Size) {
    const folder = join(work, `${size.T}-${size.dModel}`);
    if (mkdirSync(folder, { recursive: true })) writeLayer(folder, size);
    return { ...size, folder, heads: HEADS, rows: rowsOf(size) };
  }
  function send(request: Request): void {
    const located =
      'answer' in request
        ? { answer: locate(request.answer) }
        : 'time' in request
          ? { ...request, time: locate(request.time) }
          : request;
    child.stdin.write(`${JSON.stringify(located)}\n`);
  }
  async function hear(limit: number): Promise<Reply | 'timeout' | 'died'> {
    const timer = setTimeout(() => child.kill('SIGKILL'), limit);
    const { value, done } = await lines.next();
    clearTimeout(timer);
    if (done) return child.killed ? 'timeout' : 'died';
    return JSON.parse(value) as Reply;
  }
  async function close(): Promise<void> {
    child.stdin.end();
    await isEnded;
    rmSync(work, { recursive: true, force: true });
  }
  return { send, hear, close, printed: { lines: [], count: 0 } };
}
