/**
 * What `grade` does, step by step: a whole folder (or a shard of it), and the merge of shards. Says
 * on stderr what a person has to know on the way.
 */
import { randomInt } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { catalog, type Slug } from '../../exercises/catalog';
import { UserError } from '../../reference/user-error';
import { createSandbox } from '../sandbox/pool';
import { startProgress } from '../terminal/progress';
import { NOTE, takeAlone } from './alone';
import { type Class, receiveClass } from './class';
import { finish } from './finish';
import { checkGradebook } from './gradebook/write';
import { createJudging } from './judge';
import { identifyKit } from './kit';
import { type Ledger, openLedger } from './ledger';
import { fillGaps, MANIFEST, type Manifest, readShards, withoutGrader } from './merge';
import type { Output, Wanted } from './options';
import { overrideAll } from './overrides/apply';
import { type Overrides, readOverrides } from './overrides/read';
import { statePlans } from './plans';
import { readReport } from './regrade';
import { type GradeReport, isByHand, REPORT, sum } from './report';
import { writeIntake } from './reports/intake';
import { writeWhole } from './reports/write';
import { commonSeed, type Judged, judgeAll, type Run, readBack, takeUp } from './run';
import { count, tellReceived } from './tell';

const LEDGER = 'grade-ledger.jsonl';

/** @throws UserError when nothing can be written there */
function makeFolder(out: string): void {
  try {
    mkdirSync(out, { recursive: true });
  } catch (cause) {
    throw new UserError(`--out ${out} cannot be made (${(cause as Error).message})`, { cause });
  }
}

/** @throws UserError when an interrupted run had another seed than the one asked for */
function chooseSeed(
  { seed, resume, shard }: Wanted,
  { lastRun }: Ledger,
  { contents }: Class,
): number {
  if (!resume || !lastRun) {
    return seed ?? (shard.count > 1 ? commonSeed(contents) : randomInt(2 ** 32));
  }
  if (seed === null || seed === lastRun.seed) return lastRun.seed;
  throw new UserError(`--seed ${seed}: the run to resume has seed ${lastRun.seed}; leave one out`);
}

/**
 * Marks given by hand last as long as their file is named.
 * @throws UserError where the report in `out` has such marks and this run is told of none
 */
function refuseForgotten({ out, overrides }: Output): void {
  if (overrides !== null) return;
  const given = readReport(join(out, REPORT))?.submissions.filter(isByHand).length ?? 0;
  if (given === 0) return;
  throw new UserError(
    `the report in ${out} has marks given by hand (${count(given, 'submission')}); name their file with --overrides again, or one with the first line alone to take them back`,
  );
}

/** What can be known to go wrong at the end is said at the start. */
function checkOutput(output: Output, slugs: readonly Slug[]): void {
  const { gradebook, out } = output;
  refuseForgotten(output);
  const chosen = catalog.filter(({ slug }) => slugs.includes(slug));
  if (gradebook) checkGradebook(gradebook, out, sum(chosen.map(({ points }) => points)));
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
  if (judged.size > 0) console.error(`grade: ${judged.size} were judged before`);
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

/** Names the run in its folder, before anything is judged. */
async function openRun(wanted: Wanted, received: Class) {
  const ledger = openLedger(join(wanted.out, LEDGER));
  const kit = await identifyKit(chooseSeed(wanted, ledger, received));
  const manifest: Manifest = {
    schema: 'attention-kata/grade-shard/v1',
    shard: wanted.shard,
    kit,
    ids: received.ids,
    slugs: wanted.slugs,
    layout: received.intake.layout.name,
    received: received.received,
  };
  writeWhole(join(wanted.out, MANIFEST), [`${JSON.stringify(manifest)}\n`]);
  return { ledger, kit };
}

/** Judges a folder, or the wanted shard of it. */
async function judgeClass(wanted: Wanted, all: Class, overrides: Overrides): Promise<number> {
  const { concurrency, resume, slugs } = wanted;
  const { persons, contents } = all;
  const { ledger, kit } = await openRun(wanted, all);
  const anew = resume ? whyAnew(ledger, kit) : null;
  if (anew) console.error(`grade: ${anew}`);
  const handedIn = new Map(persons.map(({ id }) => [id, ledger.lastContentOf(id)]));
  ledger.begin(kit);
  const judging = createJudging(createSandbox({ concurrency }), await statePlans(kit.seed, slugs));
  const stopping = { value: false };
  const isStopped = (): boolean => stopping.value;
  const run: Run = { persons, contents, kit, ledger, judging, concurrency, resume, isStopped };
  const judged = await judgeAndKeep(run, stopping);
  if (stopping.value) {
    const kept = `${judged.size} of ${persons.length}`;
    console.error(`grade: stopped; ${kept} are kept, the same command with --resume goes on`);
    rmSync(join(wanted.out, NOTE), { force: true });
    process.exit(130);
  }
  const submissions = overrideAll(readBack(run, judged), overrides);
  const layout = all.intake.layout.name;
  const report: GradeReport = { kit: withoutGrader(kit), slugs, layout, submissions };
  const isOther = (id: string): boolean => {
    const before = handedIn.get(id);
    return typeof before === 'string' && before !== judged.get(id)?.content;
  };
  const code = await finish(report, all.received, wanted, isOther);
  if (code === 0) ledger.keepOnly(judged);
  ledger.close();
  return code;
}

/** Writes what was received, before any mark, and judges it where that is wanted. */
async function reportAndJudge(wanted: Wanted, all: Class, overrides: Overrides): Promise<number> {
  tellReceived(all);
  writeIntake(wanted.out, wanted.slugs, all.received);
  if (!wanted.isDryRun) return judgeClass(wanted, all, overrides);
  console.log(`Nothing was judged; the intake report is in ${wanted.out}`);
  return all.received.some(({ status }) => status === 'infrastructure') ? 1 : 0;
}

/**
 * Reports what a folder holds, and judges it, or the wanted shard of it.
 * @returns the exit code; 1 where the machine kept a person's work from being read or judged
 */
export async function gradeFolder(wanted: Wanted): Promise<number> {
  checkOutput(wanted, wanted.slugs);
  const all = await receiveClass(wanted);
  const ids = all.intake.persons.map(({ id }) => id);
  const overrides = readOverrides(wanted.overrides, ids, wanted.slugs);
  makeFolder(wanted.out);
  const giveBack = takeAlone(wanted.out);
  try {
    return await reportAndJudge(wanted, all, overrides);
  } finally {
    giveBack();
  }
}

/** Puts shards together. */
export async function mergeShards(folders: string[], output: Output): Promise<number> {
  const { kit, ids, slugs, layout, received, found, gaps } = readShards(folders);
  checkOutput(output, slugs);
  const overrides = readOverrides(output.overrides, ids, slugs);
  for (const gap of gaps) console.error(`grade: ${gap}`);
  const plans = await statePlans(kit.seed, slugs);
  makeFolder(output.out);
  writeIntake(output.out, slugs, received);
  const submissions = overrideAll(fillGaps(ids, found, plans), overrides);
  const report = { kit: withoutGrader(kit), slugs, layout, submissions };
  return finish(report, received, output, () => false);
}
