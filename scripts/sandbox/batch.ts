/**
 * Runs a plan's calls in the sandbox until there is an outcome for each that the code, and not the
 * machine, is to answer for. Judges nothing.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Outcome } from '../../reference/judging/verdict';
import { infrastructure, type Job, type Runner } from './pool';

/** Tries before a batch is given up as `infrastructure`. */
const TRIES = 3;
/** Milliseconds before the second try; longer before the third. */
const PAUSE = 200;

type None = Extract<Outcome, { kind: 'none' }>;

const isInfrastructure = (outcome: Outcome): boolean =>
  outcome.kind === 'none' && outcome.reason === 'infrastructure';

const isEnd = (outcome: Outcome): outcome is None =>
  outcome.kind === 'none' && (outcome.reason === 'timeout' || outcome.reason === 'memory');

/** After the first timeout, or the first end of memory, no later call counts. */
export function cutAtEnd(outcomes: readonly Outcome[]): Outcome[] {
  const at = outcomes.findIndex(isEnd);
  const end = outcomes[at];
  if (!end || !isEnd(end)) return [...outcomes];
  const message = end.message.startsWith('not run')
    ? end.message
    : `not run, because ${end.message}`;
  return outcomes.map((outcome, i) => (i <= at ? outcome : { ...end, message }));
}

async function runOnce(sandbox: Runner, job: Job): Promise<Outcome[]> {
  const { calls } = job;
  try {
    const outcomes = await sandbox.run(job);
    if (outcomes.length === calls.length) return cutAtEnd(outcomes);
    return infrastructure(calls, `${outcomes.length} outcomes came back for ${calls.length} calls`);
  } catch (error) {
    return infrastructure(calls, error instanceof Error ? error.message : String(error));
  }
}

/** An outcome for each call; the machine's own failures are retried, and only then reported. */
export async function runBatch(sandbox: Runner, job: Job): Promise<Outcome[]> {
  for (let tried = 1; ; tried += 1) {
    const outcomes = await runOnce(sandbox, job);
    if (tried === TRIES || !outcomes.some(isInfrastructure)) return outcomes;
    await wait(PAUSE * tried);
  }
}
