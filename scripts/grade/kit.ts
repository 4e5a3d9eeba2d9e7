/** Names what decides a verdict besides the submission, so that two runs can be told apart. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadEngine } from '../../reference/oracle/engine';
import { root } from '../../reference/root';
import { compareIds } from '../submissions/ids';
import type { Kit } from './report';

/** What judges: specs, reference answers, solutions as prerequisites, the catalogue. */
const judging = ['exercises/catalog.ts', 'reference', 'solutions'];
/** What runs the code and turns outcomes into a report. */
const grading = ['package-lock.json', 'scripts/grade', 'scripts/sandbox', 'scripts/submissions'];

/** Tests, test tools and what only `check` and Jest use decide no mark. */
const isDecisive = (path: string): boolean =>
  /\.(ts|json)$/.test(path) &&
  !/\.test\.ts$|^reference\/(jest|oracle\/parity|recordings|right-ways|visible)\//.test(path);

function filesAt(path: string): string[] {
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(join(root, path), { withFileTypes: true }).flatMap((item) => {
    const below = `${path}/${item.name}`;
    return item.isDirectory() ? filesAt(below) : [below];
  });
}

/** A hash of files' names and texts, whatever their line endings. */
function hashFiles(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(filesAt).filter(isDecisive).sort(compareIds)) {
    const text = readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n');
    hash.update(JSON.stringify([path, text]));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Loads the engine and names the kit; `grader` is the hash of what no report shows. */
export async function identifyKit(seed: number): Promise<Kit & { grader: string }> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { label } = await loadEngine();
  const kit = { version, specs: hashFiles(judging), engine: label, seed };
  return { ...kit, grader: hashFiles(grading) };
}
