/**
 * Bundles every command and every `*.child.ts` into one file each, so that a command starts in
 * tens of milliseconds. Types are not looked at here (`npm run verify` does), and learners' files
 * are compiled when they are judged, not now.
 */
import { mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { buildFolder, buildStamp, installStamp, listEntries, readJson, root } from './state.mjs';
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
  'vite',
];

/** Writes the whole file or nothing, under whoever may be reading the old one. */
export function writeWhole(file, content) {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, content);
  renameSync(temporary, file);
}

function entryPoints() {
  const points = {};
  for (const entry of listEntries()) {
    const name = basename(entry, '.ts');
    if (points[name]) {
      throw new Error(`set-up: ${entry} and ${points[name]} would both become ${name}.cjs`);
    }
    points[name] = entry;
  }
  return points;
}

function describe({ text, location }) {
  if (location === null) return text;
  return `${location.file}:${location.line}:${location.column + 1}: ${text}\n    ${location.lineText}`;
}

async function bundle() {
  // Through the project's own manifest: this file may be a link into another checkout.
  const esbuild = createRequire(join(root, 'package.json'))('esbuild');
  try {
    return await esbuild.build({
      absWorkingDir: root,
      entryPoints: entryPoints(),
      outdir: buildFolder,
      outExtension: { '.js': '.cjs' },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20.19',
      sourcemap: 'linked',
      sourcesContent: false,
      legalComments: 'none',
      charset: 'utf8',
      external,
      metafile: true,
      write: false,
      logLevel: 'silent',
    });
  } catch (error) {
    if (!error.errors) throw error;
    const errors = error.errors.slice(0, 5).map(describe);
    throw new UserError(`The kit's own code does not compile:\n${errors.join('\n')}`);
  } finally {
    await esbuild.stop();
  }
}

/** `[path, size, modified]` of each input, for state.mjs to compare with. */
function stampInputs(metafile, started) {
  const setUp = readdirSync(join(root, 'scripts', 'setup'))
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => `scripts/setup/${name}`);
  const inputs = [...Object.keys(metafile.inputs), ...setUp, 'package.json', 'tsconfig.json'];
  return inputs
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
  const entries = listEntries();
  const { outputFiles, metafile } = await bundle();
  for (const file of outputFiles) writeWhole(file.path, file.contents);
  const inputs = stampInputs(metafile, started);
  const packages = readJson(installStamp)?.key;
  writeWhole(buildStamp, JSON.stringify({ root, packages, entries, inputs }));
}
