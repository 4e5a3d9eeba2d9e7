/**
 * The private folder in which one way of building the engine lies, and the door to the functions
 * that link it into node_modules. Those are plain JavaScript, because set-up calls them too before
 * anything is compiled.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { root } from '../../reference/root';
import { UserError } from '../../reference/user-error';
import { TENSORFLOW_VERSION, TFJS_VERSION, type Variant } from './pins';

/** `scripts/setup/tensorflow.mjs` */
export interface Links {
  nativeFolder(env?: NodeJS.ProcessEnv): string;
  /** What a folder that was finished and is whole says of itself. */
  readStore(folder: string): Ready | null;
  relinkNative(root: string, env?: NodeJS.ProcessEnv): 'none' | 'kept' | 'linked' | 'removed';
  unlinkNative(root: string): boolean;
}

export const loadLinks = (): Promise<Links> =>
  import(join(root, 'scripts', 'setup', 'tensorflow.mjs'));

/** The folder's name says what is in it, so that another version never finds it. */
export const storeName = (variant: Variant, arch: string): string =>
  `tfjs-${TFJS_VERSION}-tensorflow-${TENSORFLOW_VERSION}-${variant}-${arch}`;

/** Written last: what `relinkNative` trusts the folder by. */
export interface Ready {
  tfjs: string;
  tensorflow: string;
  variant: Variant;
  arch: string;
  /** Milliseconds since 1970; another build has another number. */
  built: number;
  /** Bytes of every native file, by path in the folder. */
  files: Record<string, number>;
  /** Names of the libraries that the addon is linked with. */
  libraries: string[];
  /** Paths that npm would give the packages in a checkout, outer before inner. */
  packages: string[];
}

const readyFile = (store: string): string => join(store, 'ready.json');

export function markReady(store: string, ready: Ready): void {
  writeFileSync(readyFile(store), `${JSON.stringify(ready, null, 2)}\n`);
}

/** Nothing in it is trusted any more until it is marked again. */
export const unmark = (store: string): void => rmSync(readyFile(store), { force: true });

/** Bytes on disk below a folder. */
export function bytesBelow(folder: string): number {
  if (!existsSync(folder)) return 0;
  const sizes = readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory()
      ? bytesBelow(path)
      : (statSync(path, { throwIfNoEntry: false })?.size ?? 0);
  });
  return sizes.reduce((sum, size) => sum + size, 0);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Keeps a second set-up out of the folder while this process lives.
 * @throws UserError while another is at work
 */
export function claim(folder: string): () => void {
  const file = join(folder, 'process');
  mkdirSync(folder, { recursive: true });
  const holder = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (holder && holder !== process.pid && isRunning(holder)) {
    throw new UserError(
      `setup:native: process ${holder} is at it already; wait for its end, or remove ${file} if it is another program by now`,
    );
  }
  rmSync(file, { force: true });
  writeFileSync(file, String(process.pid), { flag: 'wx' });
  return () => rmSync(file, { force: true });
}
