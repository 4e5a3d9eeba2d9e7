/** Names what decides a verdict besides the submission, so that two runs can be told apart. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, root } from '../../reference/root';
import { compareIds } from '../submissions/ids';
import type { Kit } from './report';

/**
 * What grading runs, by the names of set-up's list: the command, the process with the engine, the one
 * that submissions run in, what is loaded into its machines, and set-up itself, which compiles them all.
 */
const programs = [
  ...['grade.cjs', 'state-plans.child.cjs', 'sandbox.child.cjs', 'plain.vm.js', 'libraries.vm.js'],
  'setup',
];

/** What judges: specs, reference answers, solutions as prerequisites, the catalogue. */
const isJudging = (path: string): boolean => /^(exercises|reference|solutions)\//.test(path);

/** Model solutions are read when they are needed, and are part of no program. */
const solutions = (): string[] =>
  readdirSync(join(root, 'solutions'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => `solutions/${path.replaceAll('\\', '/')}`);

/** The kit's files that grading's programs were made of, as set-up wrote them down. */
function readPrograms(): string[] {
  const inputs = JSON.parse(readFileSync(join(cacheFolder, 'bundles.json'), 'utf8'));
  return programs.flatMap((name): string[] => {
    if (name in inputs) return inputs[name];
    throw new Error(`grade: set-up compiled no ${name}`);
  });
}

/** A hash of files' names and texts, the same for all line endings. */
function hashFiles(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of [...new Set(paths)].sort(compareIds)) {
    const text = readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n');
    hash.update(JSON.stringify([path, text]));
  }
  return hash.digest('hex').slice(0, 16);
}

/**
 * Names the kit; `grader` is the hash of what no report shows.
 * @param engine the label of the one that computed what is expected
 */
export function identifyKit(seed: number, engine: string): Kit & { grader: string } {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const read = [...readPrograms(), ...solutions()];
  const specs = hashFiles(read.filter(isJudging));
  const rest = read.filter((path) => !isJudging(path));
  // Packages are told by the lock file, wherever they are installed.
  const grader = hashFiles([...rest, 'package-lock.json', 'scripts/sandbox/quickjs.wasm']);
  return { version, specs, engine, seed, grader };
}
