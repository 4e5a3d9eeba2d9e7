/**
 * Bundles every command and every `*.child.ts` into one file each, so that a command starts in
 * tens of milliseconds, and every `*.vm.ts`, libraries and all, into one script for the sandbox's
 * interpreter. Types are not looked at here (`npm run verify` does), and learners' files
 * are compiled when they are judged, not now. After a change only what read the changed file is
 * bundled anew.
 */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { bundlesToKeep, inputsOf, listOwnInputs, stampFolders, stampInputs } from './inputs.mjs';
import {
  buildFolder,
  buildStamp,
  bundleInputs,
  installStamp,
  listEntries,
  listScripts,
  readJson,
  root,
} from './state.mjs';
import { UserError } from './user-error.mjs';

/**
 * Loaded at run time: native, huge, or needed in one piece. Everything else is bundled, Jest's runner
 * and matchers with it, but not what they only load for snapshots.
 */
const external = [
  '@tensorflow/*',
  'canvas',
  '*.node',
  'jest',
  'jest/*',
  'ts-jest',
  '@babel/core',
  '@babel/helper-plugin-utils',
  'prettier',
  'typescript',
  'esbuild',
  'mathjs',
  'quickjs-emscripten-core',
  '@jitl/*',
  'vite',
  'onnxruntime-*',
  'playwright-core',
];

/** Writes the whole file or nothing; a process that reads the old one goes on reading it. */
export function writeWhole(file, content) {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, content);
    renameSync(temporary, file);
  } catch (error) {
    // On a full disk what is half there would take the room that is to be made.
    rmSync(temporary, { force: true });
    error.path = file;
    throw error;
  }
}

function entryPoints(entries) {
  const points = {};
  for (const entry of entries) {
    const name = basename(entry, '.ts');
    if (points[name]) {
      throw new Error(`set-up: ${entry} and ${points[name]} would both become ${name}`);
    }
    points[name] = entry;
  }
  return points;
}

function describe({ text, location }) {
  if (location === null) return text;
  return `${location.file}:${location.line}:${location.column + 1}: ${text}\n    ${location.lineText}`;
}

const programs = {
  extension: '.cjs',
  list: listEntries,
  options: {
    outExtension: { '.js': '.cjs' },
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    // A program that starts from bytecode of Node 20 cannot import any more, but Node 20.19 and later
    // require modules too.
    supported: { 'dynamic-import': false },
    charset: 'ascii',
    sourcemap: 'linked',
    sourcesContent: false,
    external,
  },
};

/**
 * Evaluated as modules in an interpreter that knows neither Node nor a browser, and that keeps the
 * source of a function that stands around them.
 */
const scripts = {
  extension: '.js',
  list: listScripts,
  options: {
    charset: 'utf8',
    platform: 'browser',
    format: 'esm',
    alias: { '@tensorflow/tfjs-backend-webgl': './scripts/sandbox/inside/no-webgl.ts' },
    target: 'es2022',
    // Less to parse; names stay, because errors show them.
    minifySyntax: true,
    minifyWhitespace: true,
  },
};

/** Bundles all entries but those whose bundle is kept, by its file's name. */
async function bundle(kept) {
  // Through the project's own manifest: this file may be a link into another checkout.
  const esbuild = createRequire(join(root, 'package.json'))('esbuild');
  const shared = {
    absWorkingDir: root,
    outdir: buildFolder,
    bundle: true,
    legalComments: 'eof',
    metafile: true,
    write: false,
    logLevel: 'silent',
  };
  const build = ({ extension, list, options }) => {
    const points = Object.entries(entryPoints(list()));
    const open = points.filter(([name]) => !(`${name}${extension}` in kept));
    return esbuild.build({ ...shared, ...options, entryPoints: Object.fromEntries(open) });
  };
  try {
    return await Promise.all([programs, scripts].map(build));
  } catch (error) {
    if (!error.errors) throw error;
    const errors = error.errors.slice(0, 5).map(describe);
    throw new UserError(`The kit's own code does not compile:\n${errors.join('\n')}`);
  } finally {
    await esbuild.stop();
  }
}

/** Compiles everything that is out of date and stamps it. */
export async function compile() {
  const started = Date.now();
  // Before the entries: what comes in between is looked for the next time.
  const folders = stampFolders(started);
  const entries = [...listEntries(), ...listScripts()];
  const kept = bundlesToKeep();
  const bundles = await bundle(kept);
  for (const { outputFiles } of bundles) {
    for (const file of outputFiles) writeWhole(file.path, file.contents);
  }
  const made = { ...kept, ...inputsOf(bundles), setup: listOwnInputs().sort() };
  writeWhole(bundleInputs, JSON.stringify(made));
  const packages = readJson(installStamp)?.key;
  const inputs = stampInputs(made, started);
  writeWhole(buildStamp, JSON.stringify({ root, packages, folders, entries, inputs }));
}
