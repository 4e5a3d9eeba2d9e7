/**
 * What the dearest submission costs: hands in each hostile file for every exercise, one submission
 * at a time, and notes what the judging process and its children take.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type CatalogEntry, catalog, sourceOf } from '../../../exercises/catalog';
import { makeTemporary } from '../../../reference/temporary';
import { createJudging, judgeSubmission } from '../../grade/judge';
import { statePlans } from '../../grade/plans';
import type { Hostile } from '../../sandbox/hostile/form';
import { hostiles } from '../../sandbox/hostile/index';
import { createSandbox } from '../../sandbox/pool';
import { personOf } from '../../submissions/folder';
import { readSubmission } from '../../submissions/read';
import { forgetPeak, peak } from '../memory';
import { expectLinux, familySpent } from './family';

/** What one submission may cost: seconds of processor, and megabytes of the process that judges. */
export const BOUNDS = { processor: 20, memory: 300 } as const;

/** What one submission cost: seconds, and megabytes of the process that judges at its peak. */
export interface Bill {
  id: string;
  processor: number;
  wall: number;
  memory: number;
}

export interface HostileBench {
  schema: 'attention-kata/bench-hostile/v1';
  engine: string;
  bounds: typeof BOUNDS;
  /** The dearest first. */
  bills: Bill[];
}

const SEED = 7;
const MEGABYTE = 2 ** 20;
/** With `--quick` one of so many, for so many exercises. */
const QUICK_STEP = 32;
const QUICK_EXERCISES = 2;

/** Wrong for every exercise: all planted mistakes are run for it, once a run. */
const wrong = (name: string): string => `export const ${name} = () => 0;\n`;

/** A hostile file under the names of another exercise's functions. */
function asIn(exercise: CatalogEntry, { exercise: own, source }: Hostile): string | Buffer {
  if (typeof source !== 'string') return source;
  const [first = '', ...others] = exercise.exports;
  const renamed = source.replaceAll(own.exports[0] ?? first, first);
  const rest = others.filter((name) => !renamed.includes(name));
  const same = rest.map((name) => `\nexport const ${name} = (...given) => ${first}(...given);`);
  return renamed + same.join('');
}

/** Writes a submission that hands in a text for each exercise. */
function handIn(
  folder: string,
  exercises: readonly CatalogEntry[],
  textFor: (exercise: CatalogEntry) => string | Buffer,
): void {
  for (const exercise of exercises) {
    const file = join(folder, sourceOf(exercise));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, textFor(exercise));
  }
}

/**
 * Grades hostile submissions.
 * @param isQuick only some of them, and for some exercises
 * @throws UserError where the system does not tell what children have spent
 */
export async function benchHostile(
  isQuick: boolean,
  tell: (doing: string) => void,
): Promise<HostileBench> {
  expectLinux();
  const chosen = hostiles.filter((_, i) => !isQuick || i % QUICK_STEP === 0);
  const exercises = isQuick ? catalog.slice(0, QUICK_EXERCISES) : catalog;
  const work = makeTemporary('bench-hostile');
  const sandbox = createSandbox({ concurrency: 1 });
  try {
    tell('starting the sandbox');
    const { engine, plans } = await statePlans(
      SEED,
      exercises.map(({ slug }) => slug),
    );
    const judging = createJudging(sandbox, plans);
    const grade = async (id: string, textFor: Parameters<typeof handIn>[2]): Promise<Bill> => {
      const folder = join(work, id.replace(/\W/g, '-'));
      handIn(folder, exercises, textFor);
      forgetPeak();
      const [before, begun] = [familySpent(), performance.now()];
      await judgeSubmission(await readSubmission(personOf(id, folder), exercises), judging);
      const wall = (performance.now() - begun) / 1_000;
      const processor = (familySpent() - before) / 1_000;
      return { id, processor, wall, memory: peak() / MEGABYTE };
    };
    await grade('wrong', ({ exports }) => exports.map(wrong).join(''));
    const bills: Bill[] = [];
    for (const hostile of chosen) {
      tell(`graded ${bills.length} of ${chosen.length}: ${hostile.id}`);
      bills.push(await grade(hostile.id, (exercise) => asIn(exercise, hostile)));
    }
    bills.sort((a, b) => b.processor - a.processor);
    return { schema: 'attention-kata/bench-hostile/v1', engine, bounds: BOUNDS, bills };
  } finally {
    await sandbox.close();
    rmSync(work, { recursive: true, force: true });
  }
}
