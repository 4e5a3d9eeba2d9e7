/**
 * What `grade` does, step by step: a whole folder (or a shard of it), and the merge of shards. Says
 * on stderr what a person has to know on the way.
 */
import { randomInt } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { catalog, type Slug } from '../../exercises/catalog';
import { UserError } from '../../reference/user-error';
import { createSandbox } from '../sandbox/pool';
import { print, printError } from '../terminal/output';
import { startProgress } from '../terminal/progress';
import { NOTE, takeAlone } from './alone';
import { type Class, receiveClass } from './class';
import {
  type Earlier,
  outputOf,
  putTogether,
  readEarlier,
  refuseNew,
  refuseOtherKit,
  type Whole,
  wholeOf,
} from './earlier';
import { type Advice, finish } from './finish';
import { createJudging } from './judge';
import { identifyKit } from './kit';
import { type Ledger, openLedger } from './ledger';
import { type Manifest, readManifest, withoutGrader, writeManifest } from './manifest';
import { fillGaps, readShards } from './merge';
import type { Output, Wanted } from './options';
import { checkOutput, makeFolder } from './output';
import { overrideAll } from './overrides/apply';
import { type Overrides, readOverrides } from './overrides/read';
import { statePlans } from './plans';
import type { GradeReport } from './report';
import { writeIntake } from './reports/intake';
import { commonSeed, type Judged, judgeAll, type Run, readBack, takeUp } from './run';
import { whole as wholeShard } from './shard';
import { tellReceived } from './tell';

const LEDGER = 'grade-ledger.jsonl';

/** What helps where there is no verdict, and where marks would fall. */
const forRun: Advice = {
  lost: '--resume tries again',
  refused: (seed) =>
    `--accept-lower with --seed ${seed} writes these marks, without --seed it judges with fresh inputs`,
};
const forPart: Advice = { ...forRun, refused: () => '--accept-lower writes these marks' };
const forMerge: Advice = {
  ...forPart,
  lost: 'judge those shards again (--resume), then merge again',
};

/** @throws UserError when an interrupted run had another seed than the one asked for */
function chooseSeed(
  { seed, resume, shard }: Wanted,
  { lastRun }: Ledger,
  { contents }: Class,
  earlier: Earlier | null,
): number {
  if (earlier) return seed ?? earlier.kit.seed;
  if (!resume || !lastRun) {
    return seed ?? (shard.count > 1 ? commonSeed(contents) : randomInt(2 ** 32));
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
  const judged = takeUp(run);
  if (judged.size > 0) printError(`grade: ${judged.size} were judged before`);
  const progress = startProgress('grade', run.persons.length, judged.size, process.stderr);
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

/** The exercises that the report will be about. */
const slugsOf = (wanted: Wanted, earlier: Earlier | null): Slug[] =>
  catalog
    .map(({ slug }) => slug)
    .filter((slug) => earlier?.slugs.includes(slug) || (wanted.slugs?.includes(slug) ?? !earlier));

/** A run: what is wanted, what was received, and what the report will be about. */
interface Task {
  wanted: Wanted;
  /** How it is written: in the formats of the earlier report too. */
  output: Output;
  all: Class;
  /** The report of which a part is judged anew; null where all of it is judged. */
  earlier: Earlier | null;
  /** What the run before said of itself. */
  before: Manifest | null;
  whole: Whole;
  overrides: Overrides;
}

/** Names the run in its folder, before anything is judged. */
async function openRun({ wanted, output, all, earlier, whole }: Task) {
  const ledger = openLedger(join(wanted.out, LEDGER));
  const seed = chooseSeed(wanted, ledger, all, earlier);
  const { engine, plans } = await statePlans(seed, wanted.slugs ?? whole.slugs);
  const kit = identifyKit(seed, engine);
  if (earlier) refuseOtherKit(earlier, kit, wanted.out);
  const { level, formats } = output;
  writeManifest(wanted.out, { ...whole, shard: wanted.shard, kit, level, formats });
  writeIntake(wanted.out, whole.slugs, whole.received);
  return { ledger, kit, plans };
}

/** The same, and what each person handed in the last time. */
async function beginRun(task: Task) {
  const { ledger, kit, plans } = await openRun(task);
  const reason = task.wanted.resume ? whyAnew(ledger, kit) : null;
  if (reason) printError(`grade: ${reason}`);
  const handedIn = new Map(task.all.persons.map(({ id }) => [id, ledger.lastContentOf(id)]));
  ledger.begin(kit);
  return { ledger, kit, plans, handedIn };
}

/** The kinds of machines that exercises are judged in: those that need no libraries come first. */
const kindsOf = (slugs: readonly Slug[]): boolean[] => {
  const judged = catalog.filter(({ slug }) => slugs.includes(slug));
  return [false, true].filter((has) =>
    judged.some(({ libraries = [] }) => libraries.length > 0 === has),
  );
};

/** Judges a folder, or the wanted shard of it. */
async function judgeClass(task: Task): Promise<number> {
  const { wanted, output, all, earlier, before, whole, overrides } = task;
  const { resume } = wanted;
  const { persons, contents } = all;
  const exercises = catalog.filter(({ slug }) => whole.slugs.includes(slug));
  const concurrency = Math.min(wanted.concurrency, Math.max(persons.length, 1));
  const sandbox = createSandbox({ concurrency });
  // They start while the specs are stated; of a resumed run all may be judged already.
  if (!resume && persons.length > 0) sandbox.prepare(kindsOf(wanted.slugs ?? whole.slugs));
  const { ledger, kit, plans, handedIn } = await beginRun(task).catch(async (error) => {
    await sandbox.close();
    throw error;
  });
  const judging = createJudging(sandbox, plans, (slug, text) => ledger.verdictOf(slug, text, kit));
  const stopping = { value: false };
  const isStopped = (): boolean => stopping.value;
  const run: Run = {
    ...{ persons, contents, kit, exercises, ledger, judging, concurrency, resume, isStopped },
  };
  const judged = await judgeAndKeep(run, stopping);
  if (stopping.value) {
    const kept = `${judged.size} of ${persons.length}`;
    printError(`grade: stopped; ${kept} are kept, the same command with --resume goes on`);
    rmSync(join(wanted.out, NOTE), { force: true });
    process.exit(130);
  }
  const anew = readBack(run, judged);
  const submissions = overrideAll(earlier ? putTogether(earlier, whole, anew) : anew, overrides);
  const report: GradeReport = { ...whole, kit: withoutGrader(kit), submissions };
  const isSame = before?.slugs.join() === whole.slugs.join();
  const isOther = (id: string): boolean => {
    const last = handedIn.get(id);
    // Other exercises have another hash, whatever was handed in.
    return isSame && typeof last === 'string' && last !== judged.get(id)?.content;
  };
  const end = await finish(report, whole.received, output, earlier ? forPart : forRun, isOther);
  // The report stands on entries of other runs where only a part was judged.
  if (end === 'all judged' && !earlier) ledger.keepOnly(judged);
  ledger.close();
  if (end === 'refused' && before) {
    // What lies there is still the earlier report, and so is what goes with it.
    writeManifest(wanted.out, before);
    writeIntake(wanted.out, before.slugs, before.received);
  }
  return end === 'all judged' ? 0 : 1;
}

/** Writes what was received, before any mark, and judges it where that is wanted. */
async function reportAndJudge(task: Task): Promise<number> {
  const { wanted, all, whole } = task;
  tellReceived(all);
  if (!wanted.isDryRun) return judgeClass(task);
  writeIntake(wanted.out, whole.slugs, whole.received);
  print(`Nothing was judged; the intake report is in ${wanted.out}`);
  return all.received.some(({ status }) => status === 'infrastructure') ? 1 : 0;
}

/**
 * Reports what a folder holds, and judges it, or the wanted shard of it.
 * @returns the exit code; 1 where the machine kept a person's work from being read or judged
 */
export async function gradeFolder(wanted: Wanted): Promise<number> {
  const earlier = readEarlier(wanted);
  const slugs = slugsOf(wanted, earlier);
  checkOutput(wanted, slugs);
  const all = await receiveClass(wanted, slugs);
  if (earlier) refuseNew(earlier, all.ids, wanted.slugs);
  const whole = wholeOf(wanted, all, earlier, slugs);
  const ids = [...all.intake.persons.map(({ id }) => id), ...whole.ids];
  const overrides = readOverrides(wanted.overrides, ids, slugs);
  const output = outputOf(wanted, earlier);
  makeFolder(wanted.out);
  const before = readManifest(wanted.out);
  const giveBack = takeAlone(wanted.out);
  try {
    return await reportAndJudge({ wanted, output, all, earlier, before, whole, overrides });
  } finally {
    giveBack();
  }
}

/** Puts shards together. */
export async function mergeShards(folders: string[], output: Output): Promise<number> {
  const { kit, ids, slugs, layout, received, found, gaps } = readShards(folders);
  checkOutput(output, slugs);
  const overrides = readOverrides(output.overrides, ids, slugs);
  for (const gap of gaps) printError(`grade: ${gap}`);
  const { plans } = await statePlans(kit.seed, slugs);
  makeFolder(output.out);
  writeIntake(output.out, slugs, received);
  const { level, formats } = output;
  writeManifest(output.out, {
    shard: wholeShard,
    kit,
    ids,
    slugs,
    layout,
    received,
    level,
    formats,
  });
  const submissions = overrideAll(fillGaps(ids, found, plans), overrides);
  const report = { kit: withoutGrader(kit), slugs, layout, submissions };
  const end = await finish(report, received, output, forMerge, () => false);
  return end === 'all judged' ? 0 : 1;
}
