/** What `npm run fuzz` says, as text. */
import { showSeconds } from '../../terminal/progress';
import type { Effort, Failure } from './properties';
import type { Done } from './rounds';

const counted = (count: number, what: string): string => `${count} ${what}`;

/** `round 2: 14 properties, 4 times the runs of npm test, seed 123, 58 s` */
export function roundLine(number: number, { count, factor, seed, seconds }: Done): string {
  const properties = count === 1 ? 'property' : 'properties';
  const runs = factor === 1 ? 'the runs of npm test' : `${factor} times the runs of npm test`;
  return `round ${number}: ${counted(count, properties)}, ${runs}, seed ${seed}, ${showSeconds(seconds)}`;
}

/** The command that repeats a failure. */
function repeatOf({ file, title }: Failure, { seed, factor }: Effort): string {
  const named = title.replace(/[.*+?^${}()|[\]\\]/g, '.').replaceAll(/["'`$]/g, '.');
  return `KATA_FUZZ_SEED=${seed} KATA_FUZZ_RUNS=${factor} npm test -- ${file} -t '${named}'`;
}

/** A property that does not hold, its counterexample, and how to see it again. */
export const failureText = (failure: Failure, effort: Effort): string =>
  `${failure.file}: ${failure.title}\n\n${failure.says}\n\nSeed ${effort.seed}. Once more:\n  ${repeatOf(failure, effort)}`;

/** What all rounds came to. */
export function summary(done: readonly Done[], seconds: number): string {
  const found = done.flatMap(({ failures }) => failures).length;
  const rounds = counted(done.length, done.length === 1 ? 'round' : 'rounds');
  return found > 0
    ? `Found ${found} after ${showSeconds(seconds)}.`
    : `Clean for ${showSeconds(seconds)}, ${rounds}.`;
}
