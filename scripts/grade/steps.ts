/**
 * What `grade` does, step by step: a whole folder (or a shard of it), and the merge of shards. Says
 * on stderr what a person has to know on the way.
 */
import { randomInt } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../reference/user-error';
import { createSandbox } from '../sandbox/pool';
import { quoteId } from '../submissions/ids';
import { type Entry, listSubmissions } from '../submissions/intake';
import { startProgress } from '../terminal/progress';
import { finish, list } from './finish';
import { createJudging } from './judge';
import { identifyKit } from './kit';
import { type Ledger, openLedger } from './ledger';
import { fillGaps, MANIFEST, type Manifest, readShards, withoutGrader } from './merge';
import type { Output, Wanted } from './options';
import { statePlans } from './plans';
import type { GradeReport } from './report';
import { writeWhole } from './reports/write';
import { commonSeed, type Judged, judgeAll, type Run, readBack, takeUp } from './run';
import { isIn } from './shard';

const LEDGER = 'grade-ledger.jsonl';

/** @throws UserError when nothing can be written there */
function makeFolder(out: string): void {
  try {
    mkdirSync(out, { recursive: true });
  } catch (cause) {
    throw new UserError(`--out ${out} cannot be made (${(cause as Error).message})`, { cause });
  }
}

function takeIn({ folder, shard }: Wanted) {
  const { entries, leftOut } = listSubmissions(folder);
  if (entries.length === 0) {
    const holds = leftOut.length > 0 ? 'holds no folder' : 'is empty';
    throw new UserError(`${folder} ${holds}: expected one folder for each submission in it`);
  }
  const mine = entries.filter(({ id }) => isIn(shard, id));
  const rejected = mine.flatMap(({ id, rejected }) =>
    rejected ? [`${quoteId(id)}: ${rejected}`] : [],
  );
  if (leftOut.length > 0) {
    console.error('grade: left out, because they are no folders:');
    list(leftOut.map(quoteId), console.error);
  }
  if (rejected.length > 0) {
    console.error('grade: rejected:');
    list(rejected, console.error);
  }
  return { mine, entries };
}

/** @throws UserError when an interrupted run had another seed than the one asked for */
function chooseSeed(
  { seed, resume, shard, folder }: Wanted,
  { lastRun }: Ledger,
  entries: readonly Entry[],
): number {
  if (!resume || !lastRun) {
    return seed ?? (shard.count > 1 ? commonSeed(folder, entries) : randomInt(2 ** 32));
  }
  if (seed === null || seed === lastRun.seed) return lastRun.seed;
  throw new UserError(`--seed ${seed}: the run to resume has seed ${lastRun.seed}; leave one out`);
}

/** Ctrl-C ends the run at once; what is judged is in the ledger. */
function onStop(stop: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.once(signal, stop);
  return () => {
    for (const signal of signals) process.removeListener(signal, stop);
  };
}

/** Judges until all is done or a person stops it; either way no child is left behind. */
async function judgeAndKeep(run: Run, stopping: { value: boolean }): Promise<Judged> {
  const judged = run.resume ? takeUp(run) : new Map();
  if (judged.size > 0) console.error(`grade: ${judged.size} were judged before`);
  const progress = startProgress('grade', run.entries.length, judged.size, process.stderr);
  let forget = (): void => {};
  const stopped = new Promise<void>((resolve) => {
    forget = onStop(() => {
      stopping.value = true;
      resolve();
    });
  });
  try {
    await Promise.race([stopped, judgeAll(run, judged, progress)]);
  } finally {
    forget();
    progress.end();
    await run.judging.sandbox.close();
  }
  return judged;
}

/** Whose verdicts in the ledger do not count any more, and why; null where they do. */
function whyAnew({ lastRun }: Ledger, kit: Manifest['kit']): string | null {
  if (!lastRun) return null;
  const parts = (['version', 'specs', 'grader', 'engine'] as const)
    .filter((key) => lastRun[key] !== kit[key])
    .map((key) => `${key} ${lastRun[key] ?? 'unknown'}, now ${kit[key]}`);
  if (parts.length === 0) return null;
  return `the run to resume was of another kit (${parts.join('; ')}), so every submission is judged again`;
}

/** Names the run in its folder, before anything is judged. */
async function openRun(wanted: Wanted, entries: readonly Entry[]) {
  makeFolder(wanted.out);
  const ledger = openLedger(join(wanted.out, LEDGER));
  const kit = await identifyKit(chooseSeed(wanted, ledger, entries));
  const manifest: Manifest = {
    schema: 'attention-kata/grade-shard/v1',
    shard: wanted.shard,
    kit,
    ids: entries.map(({ id }) => id),
  };
  writeWhole(join(wanted.out, MANIFEST), [`${JSON.stringify(manifest)}\n`]);
  return { ledger, kit };
}

/** Judges a folder, or the wanted shard of it. */
export async function gradeFolder(wanted: Wanted): Promise<number> {
  const { folder, concurrency, resume } = wanted;
  const { mine, entries } = takeIn(wanted);
  const { ledger, kit } = await openRun(wanted, entries);
  const anew = resume ? whyAnew(ledger, kit) : null;
  if (anew) console.error(`grade: ${anew}`);
  const handedIn = new Map(mine.map(({ id }) => [id, ledger.lastContentOf(id)]));
  ledger.begin(kit);
  const judging = createJudging(createSandbox({ concurrency }), await statePlans(kit.seed));
  const stopping = { value: false };
  const isStopped = (): boolean => stopping.value;
  const run: Run = { folder, entries: mine, kit, ledger, judging, concurrency, resume, isStopped };
  const judged = await judgeAndKeep(run, stopping);
  if (stopping.value) {
    const kept = `${judged.size} of ${mine.length}`;
    console.error(`grade: stopped; ${kept} are kept, the same command with --resume goes on`);
    process.exit(130);
  }
  const report: GradeReport = { kit: withoutGrader(kit), submissions: readBack(run, judged) };
  const isOther = (id: string): boolean => {
    const before = handedIn.get(id);
    return typeof before === 'string' && before !== judged.get(id)?.content;
  };
  const code = await finish(report, wanted, isOther);
  ledger.close();
  return code;
}

/** Puts shards together. */
export async function mergeShards(folders: string[], output: Output): Promise<number> {
  const { kit, ids, found, gaps } = readShards(folders);
  for (const gap of gaps) console.error(`grade: ${gap}`);
  const plans = await statePlans(kit.seed);
  makeFolder(output.out);
  const submissions = fillGaps(ids, found, plans);
  return finish({ kit: withoutGrader(kit), submissions }, output, () => false);
}
