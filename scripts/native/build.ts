/**
 * The steps from nothing to a linked engine. Every step finds out for itself whether it is done,
 * so that a second run goes on where the first was stopped. What is built serves every checkout of
 * this user; removing it leaves nothing.
 */
import { existsSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Found } from '../../reference/oracle/engines';
import { probe } from '../../reference/oracle/probe';
import { root } from '../../reference/root';
import { UserError } from '../../reference/user-error';
import { ADDON, compileAddon, librariesIn } from './addon';
import { demand, describeMachine, type Machine, showBytes } from './machine';
import { installPackages, type Lock } from './packages';
import { sizesOf, TENSORFLOW_VERSION, TFJS_VERSION, type Variant, wheelsFor } from './pins';
import type { Program } from './programs';
import { bytesBelow, claim, type Links, loadLinks, markReady, storeName, unmark } from './store';
import { takeWheel, unzippedOf } from './wheels';

/** Where progress goes. */
export type Say = (line: string) => void;

type Able = Machine & { python: Program; compiler: Program };
type Build = { variant: Variant; store: string; say: Say };

async function timed<T>(title: string, say: Say, work: () => Promise<T>): Promise<T> {
  say(title);
  const start = performance.now();
  const result = await work();
  say(`  done in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return result;
}

const readLock = (): Lock => JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));

/** Fetches and compiles; what is there already is neither fetched nor trusted unseen. */
async function fillStore({ python, compiler, arch }: Able, { variant, store, say }: Build) {
  unmark(store);
  const packages = await timed(
    'The npm package and what it needs, without install scripts',
    say,
    () => installPackages(readLock(), join(store, 'npm')),
  );
  const files: Record<string, number> = {};
  for (const wheel of wheelsFor(variant, arch)) {
    const title = `Python wheel ${wheel.name} ${wheel.version}, ${showBytes(wheel.bytes)}`;
    Object.assign(files, await timed(title, say, () => takeWheel(python, wheel, store)));
  }
  files[ADDON] = await timed(
    "The package's addon, compiled against TensorFlow's libraries",
    say,
    () => compileAddon(compiler, store),
  );
  const versions = { tfjs: TFJS_VERSION, tensorflow: TENSORFLOW_VERSION };
  const libraries = librariesIn(store);
  markReady(store, { ...versions, variant, arch, built: Date.now(), files, libraries, packages });
}

/** What is still to come, said and compared with what is free before anything is fetched. */
function prepare({ variant, store, say }: Build): Able {
  const machine = describeMachine(store);
  const missing = wheelsFor(variant, machine.arch).filter((wheel) => !unzippedOf(store, wheel));
  const { download, peak } = sizesOf(missing);
  demand(machine, variant, peak);
  say(`${showBytes(download)} of wheels to download, up to ${showBytes(peak)} of disk in ${store}`);
  return machine;
}

/** Lets the engine compute in a process of its own. */
function tryOut(): Found {
  const found = probe('tfjs-node-gpu', { again: true });
  if (found.ok) return found;
  throw new UserError(
    `setup:native: the engine was built and does not run (${found.reason}); undo it by npm run setup:native -- --remove; the kit works without it, on tfjs-wasm`,
  );
}

async function buildIn(base: string, links: Links, asked: Variant, say: Say): Promise<Found> {
  const storeOf = (variant: Variant) => join(base, storeName(variant, process.arch));
  const isBuilt = (variant: Variant) => links.readStore(storeOf(variant)) !== null;
  // With CUDA it computes on the CPU too, and it was much to download.
  const variant = isBuilt('cuda') ? 'cuda' : asked;
  const store = storeOf(variant);
  if (isBuilt(variant)) say(`Built already in ${store}`);
  else await fillStore(prepare({ variant, store, say }), { variant, store, say });
  if (variant === 'cuda') rmSync(storeOf('cpu'), { recursive: true, force: true });
  links.relinkNative(root);
  return tryOut();
}

/**
 * Builds the engine and links it into this checkout; one with CUDA that is there already stays.
 * @returns what it said of itself when it was tried, in a process of its own
 * @throws UserError where it cannot be built, or does not run
 */
export async function buildNative(variant: Variant, say: Say): Promise<Found> {
  const links = await loadLinks();
  const base = links.nativeFolder();
  const release = claim(base);
  try {
    return await buildIn(base, links, variant, say);
  } finally {
    release();
    for (const folder of [base, dirname(base)]) removeFolderIfEmpty(folder);
  }
}

function removeFolderIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Not empty: something else keeps its cache there.
  }
}

/**
 * Undoes everything that `buildNative` did here and in the private folder.
 * @returns what was removed, null where there was nothing
 */
export async function removeNative(): Promise<string | null> {
  const links = await loadLinks();
  const base = links.nativeFolder();
  const unlinked = links.unlinkNative(root);
  if (!existsSync(base)) return unlinked ? 'the links in node_modules' : null;
  const release = claim(base);
  const bytes = bytesBelow(base);
  rmSync(base, { recursive: true, force: true });
  release();
  removeFolderIfEmpty(dirname(base));
  return `${unlinked ? 'the links in node_modules and ' : ''}${showBytes(bytes)} in ${base}`;
}
