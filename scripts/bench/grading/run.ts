/**
 * Grades many right submissions of all exercises as `grade` does, and notes what that costs: how
 * many there are in a second, what the time goes into, and whether memory stays level.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { catalog, sourceOf } from '../../../exercises/catalog';
import { root } from '../../../reference/root';
import { makeTemporary } from '../../../reference/temporary';
import { createJudging, type Judging, judgeSubmission } from '../../grade/judge';
import { hashSubmission, openLedger } from '../../grade/ledger';
import { statePlans } from '../../grade/plans';
import { maxScore } from '../../grade/report';
import type { Cost } from '../../sandbox/messages';
import { createSandbox } from '../../sandbox/pool';
import { personOf } from '../../submissions/folder';
import { readSubmission, type Submission } from '../../submissions/read';

/** What a submission goes into: all that happens in a child, then in the process that judges. */
export interface Profile {
  'strip types': number;
  'restore memory': number;
  'load code': number;
  'run calls': number;
  'read and write messages': number;
  'take in files': number;
  'judge outcomes': number;
  'keep a record': number;
}

/** Memory in megabytes: of this process, and of the largest child, once so many were graded. */
export interface Level {
  graded: number;
  own: number;
  child: number;
}

export interface Grading {
  schema: 'attention-kata/bench-grade/v1';
  engine: string;
  concurrency: number;
  submissions: number;
  /** Before the first is graded: two machines a child, and their libraries. */
  startSeconds: number;
  seconds: number;
  perSecond: number;
  /** Milliseconds of processor a submission, in all processes, and what they go into. */
  processor: number;
  profile: Profile;
  levels: Level[];
}

const LEVELS = 10;
const MEGABYTE = 2 ** 20;

function handIn(folder: string): void {
  for (const exercise of catalog) {
    const file = join(folder, sourceOf(exercise));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, readFileSync(join(root, 'solutions', sourceOf(exercise))));
  }
}

/** The same work in other bytes, because equal files are judged once. */
function asAnother(submission: Submission, number: number): Submission {
  const found = Object.entries(submission.found).map(([slug, one]) => {
    const { source } = one;
    if (!('text' in source)) return [slug, one];
    return [slug, { ...one, source: { text: `${source.text}\n// ${number}\n` } }];
  });
  return { ...submission, found: Object.fromEntries(found) };
}

/** Adds up what jobs cost, and keeps how large the largest child is. */
function createBill() {
  const nothing = { strip: 0, restore: 0, load: 0, calls: 0, all: 0 };
  const sum = { ...nothing };
  let memory = 0;
  return {
    hear(cost: Cost): void {
      for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += cost[name];
      memory = Math.max(memory, cost.memory);
    },
    clear: () => void Object.assign(sum, nothing),
    sum,
    takeMemory(): number {
      const taken = memory;
      memory = 0;
      return taken;
    },
  };
}

/** Milliseconds of this process's processor. */
function processor(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

async function gradeAll(count: number, concurrency: number, act: () => Promise<void>) {
  let begun = 0;
  const work = async (): Promise<void> => {
    while (begun < count) {
      begun += 1;
      await act();
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
}

const key = { content: '', slugs: [], version: '', specs: '', engine: '', seed: 7, grader: '' };

/** What a submission cost, in milliseconds of processor. */
function profileOf(count: number, own: Own, { sum }: ReturnType<typeof createBill>) {
  const { strip, restore, load, calls, all } = sum;
  const profile: Profile = {
    'strip types': strip / count,
    'restore memory': restore / count,
    'load code': load / count,
    'run calls': calls / count,
    'read and write messages': (all - strip - restore - load - calls) / count,
    'take in files': own.intake / count,
    'judge outcomes': (own.all - own.intake - own.ledger) / count,
    'keep a record': own.ledger / count,
  };
  return { processor: (all + own.all) / count, profile };
}

/** Milliseconds of this process. */
interface Own {
  intake: number;
  ledger: number;
  all: number;
}

/**
 * Grades `count` right submissions.
 * @throws Error when one of them has not all points: then there is nothing to be timed
 */
export async function benchGrading(
  count: number,
  concurrency: number,
  tell: (doing: string) => void,
): Promise<Grading> {
  const work = makeTemporary('bench-grade');
  const bill = createBill();
  const sandbox = createSandbox({ concurrency, hearCost: bill.hear });
  const ledger = openLedger(join(work, 'ledger.jsonl'));
  const person = personOf('submission', join(work, 'submission'));
  const levels: Level[] = [];
  const own: Own = { intake: 0, ledger: 0, all: 0 };
  let [taken, graded] = [0, 0];

  async function gradeOne(judging: Judging): Promise<void> {
    const begun = processor();
    taken += 1;
    const number = taken;
    const submission = asAnother(await readSubmission(person, catalog), number);
    hashSubmission(submission);
    own.intake += processor() - begun;
    const result = await judgeSubmission(submission, judging);
    if (result.score !== maxScore) throw new Error(`bench: a solution has ${result.score} points`);
    const judged = processor();
    ledger.add({ id: 'submission', ...key }, result, {});
    own.ledger += processor() - judged;
    graded += 1;
    if (graded % 20 === 0) tell(`graded ${graded} of ${count}`);
  }

  function noteLevel(): void {
    if (graded % Math.ceil(count / LEVELS) !== 0) return;
    const level = { own: process.memoryUsage.rss(), child: bill.takeMemory() };
    levels.push({ graded, own: level.own / MEGABYTE, child: level.child / MEGABYTE });
  }

  try {
    handIn(join(work, 'submission'));
    tell('starting the sandbox');
    const starting = performance.now();
    const { engine, plans } = await statePlans(key.seed);
    const judging = createJudging(sandbox, plans);
    await gradeAll(2 * concurrency, concurrency, () => gradeOne(judging));
    const startSeconds = (performance.now() - starting) / 1_000;
    bill.clear();
    Object.assign(own, { intake: 0, ledger: 0 });
    graded = 0;
    const [started, before] = [performance.now(), processor()];
    await gradeAll(count, concurrency, () => gradeOne(judging).then(noteLevel));
    const seconds = (performance.now() - started) / 1_000;
    own.all = processor() - before;
    const measured = { startSeconds, seconds, perSecond: count / seconds, levels };
    return {
      schema: 'attention-kata/bench-grade/v1',
      engine,
      concurrency,
      submissions: count,
      ...measured,
      ...profileOf(count, own, bill),
    };
  } finally {
    await sandbox.close();
    ledger.close();
    rmSync(work, { recursive: true, force: true });
  }
}
