/** Where properties stand, and one round of them: Jest as `npm test` calls it, in a child. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '../../../reference/root';
import { makeTemporary } from '../../../reference/temporary';
import { UserError } from '../../../reference/user-error';
import { filesBelow } from '../../release/files';

const folders = ['exercises', 'reference', 'scripts'];

const isFuzz = (path: string): boolean => /\.fuzz(?:\.process)?\.test\.ts$/.test(path);

/**
 * Files of properties, as paths from the root.
 * @param part of a path; undefined for all
 * @throws UserError where there is none
 */
export function findProperties(part = ''): string[] {
  const all = folders
    .flatMap((folder) => filesBelow(join(root, folder)).map((path) => `${folder}/${path}`))
    .filter(isFuzz);
  const found = all.filter((path) => path.includes(part));
  if (found.length > 0) return found.sort();
  throw new UserError(`--only ${part}: expected a part of one of ${all.sort().join(', ')}`);
}

/** How properties are tried: under one seed, so many times as often as in `npm test`. */
export interface Effort {
  seed: number;
  factor: number;
}

/** A property that does not hold. */
export interface Failure {
  file: string;
  title: string;
  /** What fast-check says: the counterexample, and what is wrong with it. */
  says: string;
}

export interface Round {
  /** How many properties were tried. */
  count: number;
  failures: Failure[];
}

/** What Jest's `--json` writes, as far as it is read here. */
interface Report {
  testResults: {
    name: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
}

/** Without the places in fast-check and in Jest. */
const withoutStack = (message: string): string =>
  message
    .split('\n')
    .filter((line) => !/^\s+at /.test(line))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

function readRound({ testResults }: Report): Round {
  const round: Round = { count: 0, failures: [] };
  for (const { name, message, assertionResults } of testResults) {
    const file = relative(root, name).replaceAll('\\', '/');
    // A file that cannot be run has a message, and no property.
    if (assertionResults.length === 0) throw new UserError(`${file}: ${withoutStack(message)}`);
    for (const { status, fullName, failureMessages } of assertionResults) {
      if (status === 'passed' || status === 'failed') round.count += 1;
      if (status !== 'failed') continue;
      const says = withoutStack(failureMessages.join('\n'));
      round.failures.push({ file, title: fullName, says });
    }
  }
  return round;
}

/** As `npm test -- PART` takes a path: it is a pattern there. */
const patternOf = (path: string): string => path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Runs Jest until it ends, or until it is told to. */
function runJest(args: readonly string[], { seed, factor }: Effort, signal: AbortSignal) {
  const program = join(root, 'scripts', 'setup.mjs');
  const env = { ...process.env, KATA_FUZZ_SEED: String(seed), KATA_FUZZ_RUNS: String(factor) };
  const child = spawn(process.execPath, [program, 'test', ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    signal,
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  return new Promise<string>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve(said));
  });
}

/**
 * Tries all properties of these files once.
 * @param signal ends it early; the promise then rejects with an `AbortError`
 * @throws UserError where Jest could not run them
 */
export async function tryOnce(
  files: readonly string[],
  effort: Effort,
  signal: AbortSignal,
): Promise<Round> {
  const folder = makeTemporary('fuzz');
  const report = join(folder, 'report.json');
  try {
    const args = [...files.map(patternOf), '--json', '--outputFile', report];
    const said = await runJest(args, effort, signal);
    signal.throwIfAborted();
    if (existsSync(report)) return readRound(JSON.parse(readFileSync(report, 'utf8')));
    throw new UserError(`Jest could not run the properties:\n${said.trim()}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
