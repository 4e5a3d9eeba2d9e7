/** Has the target's own `headEntropy` measure maps. */
import { MOST_GIVEN } from '../../reference/judging/data';
import type { NamedTarget } from '../targets/target';
import { type Entropies, MEASURE, measured, measuring, readEntropies } from './entropy';

/** Megabytes for code that is given or answers millions of numbers. */
export const HEAP = 1_024;

const countOf = (weights: number[][][]): number =>
  weights.reduce((sum, map) => sum + map.length * (map[0]?.length ?? 0), 0);

/**
 * Entropies of the heads and of their average; null where the target's code does not give them.
 * @param open a session of the target, which goes on with the measuring where it can
 */
export async function measure(
  weights: number[][][],
  target: NamedTarget,
  open: ReturnType<NamedTarget['open']>,
): Promise<Entropies | null> {
  const maps = measured(weights);
  if (!measuring || countOf(maps) > MOST_GIVEN) return null;
  const session = open.turnTo ? open : target.open(measuring, HEAP);
  session.turnTo?.(measuring);
  const [outcome] = await session.run([{ name: MEASURE, args: [{ data: maps }] }]);
  if (session !== open) await session.close();
  return outcome?.kind === 'returned' ? readEntropies(outcome.value, weights) : null;
}
