/** Other programs (pip, npm, the compiler): found, run, and their failure told in one line. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { UserError } from '../../reference/user-error';

/** A program with the arguments that always come first. */
export type Program = readonly [string, ...string[]];

/** The first of several that answers with exit code 0. */
export function firstThatAnswers(programs: readonly Program[], args: string[]): Program | null {
  const answers = ([command, ...first]: Program): boolean =>
    spawnSync(command, [...first, ...args], { stdio: 'ignore' }).status === 0;
  return programs.find(answers) ?? null;
}

const UNREACHABLE =
  /Connection refused|Name or service not known|Temporary failure in name resolution|Network is unreachable|timed out|E(NOTFOUND|CONNREFUSED|TIMEDOUT|AI_AGAIN)/;
const NOISE = /^(npm (warn|notice)|npm error A complete log)/;

/**
 * What a failed program says in one line: that the network failed, which pip and npm do not put
 * last, or the first line that calls itself an error, or the last of all.
 */
export function reasonIn(output: string): string {
  const network = UNREACHABLE.exec(output);
  if (network) return `no connection (${network[0]})`;
  const lines = output.split('\n').map((line) => line.trim());
  const said = lines.filter((line) => line && !NOISE.test(line));
  return said.find((line) => /\berror\b/i.test(line)) ?? said.at(-1) ?? 'it gave no reason';
}

/** How a program is run, and how its failure is told. */
export interface RunOptions {
  folder: string;
  env?: NodeJS.ProcessEnv;
  /** Shown as it comes, on a terminal. */
  shown?: boolean;
  /** Goes before the reason: `pip could not fetch …`. */
  failure: string;
  /** Goes after the reason: what to do next. */
  advice: string;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Hands a signal on to a program, which would outlive this process and work against the next. */
function passSignalsTo(child: ChildProcess): { received: boolean; stop: () => void } {
  const handing = { received: false, stop: () => {} };
  const pass = (signal: NodeJS.Signals): void => {
    handing.received = true;
    child.kill(signal);
  };
  for (const signal of signals) process.on(signal, pass);
  handing.stop = () => {
    for (const signal of signals) process.off(signal, pass);
  };
  return handing;
}

/**
 * Runs a program to its end.
 * @returns what it wrote to its standard output, empty where it was shown
 * @throws UserError with the reason it gave, or that it was interrupted
 */
export async function runProgram(
  [command, ...first]: Program,
  args: string[],
  { folder, env = process.env, shown = false, failure, advice }: RunOptions,
): Promise<string> {
  const child = spawn(command, [...first, ...args], {
    cwd: folder,
    env,
    stdio: ['ignore', shown ? 'inherit' : 'pipe', 'pipe'],
  });
  const written = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8').on('data', (text: string) => {
      written[stream] += text;
    });
  }
  const signal = passSignalsTo(child);
  const code = await new Promise<number | string | null>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', resolve);
  });
  signal.stop();
  if (signal.received) throw new UserError('setup:native: interrupted; the next run goes on here');
  if (code === 0) return written.stdout;
  const reason = typeof code === 'string' ? code : reasonIn(written.stderr || written.stdout);
  throw new UserError(`${failure}: ${reason}; ${advice}`);
}
