/**
 * Bundles every command and every `*.child.ts` into one file each, so that a command starts in
 * tens of milliseconds, and every `*.vm.ts`, libraries and all, into one script for the sandbox's
 * interpreter. Types are not looked at here (`npm run verify` does), and learners' files
 * are compiled when they are judged, not now.
 */
import { mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import {
  buildFolder,
  buildStamp,
  installStamp,
  listEntries,
  listScripts,
  readJson,
  root,
} from './state.mjs';
import { UserError } from './user-error.mjs';

/** Loaded at run time: native, huge, or needed in one piece. Everything else is bundled. */
const external = [
  '@tensorflow/*',
  'canvas',
  '*.node',
  'jest',
  '@jest/*',
  'jest-*',
  'expect',
  'ts-jest',
  'typescript',
  'esbuild',
  'mathjs',
  'quickjs-emscripten-core',
  '@jitl/*',
  'vite',
];

/** Writes the whole file or nothing, under whoever may be reading the old one. */
export function writeWhole(file, content) {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, content);
  renameSync(temporary, file);
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

const programs = () => ({
  entryPoints: entryPoints(listEntries()),
  outExtension: { '.js': '.cjs' },
  platform: 'node',
  format: 'cjs',
  target: 'node20.19',
  sourcemap: 'linked',
  sourcesContent: false,
  external,
});

/** Evaluated in an interpreter that knows neither Node nor a browser; `vm` holds the exports. */
const scripts = () => ({
  entryPoints: entryPoints(listScripts()),
  platform: 'browser',
  format: 'iife',
  globalName: 'vm',
  target: 'es2022',
  // Less to parse; names stay, because errors show them.
  minifySyntax: true,
  minifyWhitespace: true,
});

async function bundle() {
  // Through the project's own manifest: this file may be a link into another checkout.
  const esbuild = createRequire(join(root, 'package.json'))('esbuild');
  const shared = {
    absWorkingDir: root,
    outdir: buildFolder,
    bundle: true,
    legalComments: 'eof',
    charset: 'utf8',
    metafile: true,
    write: false,
    logLevel: 'silent',
  };
  const kinds = [programs(), scripts()];
  try {
    return await Promise.all(kinds.map((kind) => esbuild.build({ ...shared, ...kind })));
  } catch (error) {
    if (!error.errors) throw error;
    const errors = error.errors.slice(0, 5).map(describe);
    throw new UserError(`The kit's own code does not compile:\n${errors.join('\n')}`);
  } finally {
    await esbuild.stop();
  }
}

/** `[path, size, modified]` of each input, for state.mjs to compare with. */
function stampInputs(bundles, started) {
  const setUp = readdirSync(join(root, 'scripts', 'setup'))
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => `scripts/setup/${name}`);
  const read = bundles.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  return [...new Set([...read, ...setUp, 'package.json', 'tsconfig.json'])]
    .filter((path) => !path.includes('node_modules/'))
    .map((path) => [path, statSync(join(root, path), { throwIfNoEntry: false })])
    .filter(([, stat]) => stat !== undefined)
    .map(([path, { size, mtimeMs }]) => {
      // Saved while esbuild was reading: whether it saw the new text is unknown.
      const isDoubtful = mtimeMs >= started && mtimeMs <= Date.now();
      return [path, size, isDoubtful ? 0 : mtimeMs];
    });
}

/** Compiles everything and stamps it. */
export async function compile() {
  const started = Date.now();
  const entries = [...listEntries(), ...listScripts()];
  const bundles = await bundle();
  for (const { outputFiles } of bundles) {
    for (const file of outputFiles) writeWhole(file.path, file.contents);
  }
  const inputs = stampInputs(bundles, started);
  const packages = readJson(installStamp)?.key;
  writeWhole(buildStamp, JSON.stringify({ root, packages, entries, inputs }));
}
