/**
 * Puts a built tfjs-node-gpu into node_modules by links, and takes it out again. Which one, and
 * whether there is one at all, is decided in tensorflow.mjs.
 */
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { readJson } from './state.mjs';

const HOME = 'node_modules/@tensorflow/tfjs-node-gpu';
/** What the package's own install may have left in the places that the links take. */
const TAKEN = ['deps', 'lib'];
const ADDON = join('lib', 'napi-v8', 'tfjs_binding.node');

/** A dot file, so that npm does not take it for a package. */
const markerOf = (root) => join(root, 'node_modules', '.tfjs-node-gpu-native.json');

/** Bytes of a file, links followed; undefined where there is none. */
export const sizeOf = (file) => statSync(file, { throwIfNoEntry: false })?.size;

/** A hard link costs no disk; across file systems it becomes a copy. */
function linkFile(source, target) {
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target);
  }
}

/** A package without the packages inside it, which are listed on their own. */
function linkTree(source, target) {
  mkdirSync(target, { recursive: true });
  for (const entry of readdirSync(source, { withFileTypes: true })) {
    const [from, to] = [join(source, entry.name), join(target, entry.name)];
    if (entry.isDirectory() && entry.name !== 'node_modules') linkTree(from, to);
    else if (entry.isFile()) linkFile(from, to);
  }
}

/** Under another name first, so that an interruption leaves no half package. */
function addPackage(root, store, path) {
  const draft = join(root, 'node_modules', `.native-${process.pid}`);
  rmSync(draft, { recursive: true, force: true });
  linkTree(join(store.folder, 'npm', path), draft);
  mkdirSync(dirname(join(root, path)), { recursive: true });
  renameSync(draft, join(root, path));
}

function setAside(home) {
  for (const name of TAKEN) {
    const [present, kept] = [join(home, name), join(home, `${name}.own`)];
    if (existsSync(present) && !existsSync(kept)) renameSync(present, kept);
    rmSync(present, { recursive: true, force: true });
  }
}

/**
 * The addon looks for `../../deps/lib`, the libraries of a GPU build for `../nvidia` from there,
 * both as the links are named and not where they lead. The addon is a copy, because Node follows
 * a link before it loads.
 */
function linkNativeParts(home, store) {
  mkdirSync(join(home, 'lib', 'napi-v8'), { recursive: true });
  mkdirSync(join(home, 'deps', 'lib'), { recursive: true });
  for (const name of store.libraries) {
    symlinkSync(join(store.folder, 'tensorflow', name), join(home, 'deps', 'lib', name));
  }
  if (existsSync(join(store.folder, 'nvidia'))) {
    symlinkSync(join(store.folder, 'nvidia'), join(home, 'deps', 'nvidia'));
  }
  copyFileSync(join(store.folder, 'tfjs_binding.node'), join(home, ADDON));
}

/** Whether a store is linked, and every link still leads to it. */
export function isLinked(root, store) {
  const marker = readJson(markerOf(root));
  const home = join(root, HOME);
  const addon = sizeOf(join(home, ADDON));
  const libraries = store.libraries.map((name) => sizeOf(join(home, 'deps', 'lib', name)));
  return (
    marker?.complete === true &&
    marker.store === store.folder &&
    marker.built === store.built &&
    addon === store.files['tfjs_binding.node'] &&
    libraries.every((size, i) => size === store.files[`tensorflow/${store.libraries[i]}`])
  );
}

/**
 * Links a store. The list of what is about to be added is written first: if the run ends after that,
 * it can be undone.
 */
export function link(root, store) {
  const marker = readJson(markerOf(root));
  const missing = store.packages.filter((path) => !existsSync(join(root, path)));
  const packages = [...new Set([...(marker?.packages ?? []), ...missing])];
  const written = { store: store.folder, built: store.built, packages, complete: false };
  writeFileSync(markerOf(root), JSON.stringify(written));
  for (const path of missing) addPackage(root, store, path);
  if (packages.includes(HOME)) {
    for (const name of TAKEN) rmSync(join(root, HOME, name), { recursive: true, force: true });
  } else setAside(join(root, HOME));
  linkNativeParts(join(root, HOME), store);
  writeFileSync(markerOf(root), JSON.stringify({ ...written, complete: true }));
}

function restoreOwn(home) {
  for (const name of TAKEN) {
    const kept = join(home, `${name}.own`);
    rmSync(join(home, name), { recursive: true, force: true });
    if (existsSync(kept)) renameSync(kept, join(home, name));
  }
}

function removeFolderIfEmpty(folder) {
  try {
    rmdirSync(folder);
  } catch {
    // It holds other things, or is gone already.
  }
}

/**
 * Takes out of node_modules what was linked in, and puts back what was there before.
 * @returns {boolean} whether there was anything
 */
export function unlink(root) {
  const marker = readJson(markerOf(root));
  if (!marker) return false;
  if (!marker.packages.includes(HOME)) restoreOwn(join(root, HOME));
  for (const path of [...marker.packages].reverse()) {
    rmSync(join(root, path), { recursive: true, force: true });
    removeFolderIfEmpty(dirname(join(root, path)));
  }
  rmSync(markerOf(root), { force: true });
  return true;
}
