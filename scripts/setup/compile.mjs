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
  bundleInputs,
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

/** Writes the whole file or nothing; a process that reads the old one goes on reading it. */
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

/**
 * Evaluated as modules in an interpreter that knows neither Node nor a browser, and that keeps the
 * source of a function that stands around them.
 */
const scripts = () => ({
  entryPoints: entryPoints(listScripts()),
  platform: 'browser',
  format: 'esm',
  alias: { '@tensorflow/tfjs-backend-webgl': './scripts/sandbox/inside/no-webgl.ts' },
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

/** Neither of a package, nor a stand-in that esbuild makes for a part of Node (`(disabled):crypto`). */
const isOwn = (path) => !path.includes('node_modules/') && !path.startsWith('(disabled):');

/** What set-up itself consists of, and what it compiles by. */
function listOwnInputs() {
  const setUp = readdirSync(join(root, 'scripts', 'setup'))
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => `scripts/setup/${name}`);
  return ['scripts/setup.mjs', ...setUp, 'tsconfig.json'];
}

/** For each program the kit's files that are in it; its packages are told by the lock file. */
function inputsOf(bundles) {
  const programs = bundles
    .flatMap(({ metafile }) => Object.entries(metafile.outputs))
    .filter(([, { entryPoint }]) => entryPoint !== undefined)
    .map(([path, { inputs }]) => [basename(path), Object.keys(inputs).filter(isOwn).sort()]);
  return { ...Object.fromEntries(programs), setup: listOwnInputs().sort() };
}

/** `[path, size, modified]` of each input, for state.mjs to compare with. */
function stampInputs(bundles, started) {
  const read = bundles.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  return [...new Set([...read, ...listOwnInputs(), 'package.json'])]
    .filter(isOwn)
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
  writeWhole(bundleInputs, JSON.stringify(inputsOf(bundles)));
  const inputs = stampInputs(bundles, started);
  const packages = readJson(installStamp)?.key;
  writeWhole(buildStamp, JSON.stringify({ root, packages, entries, inputs }));
}
