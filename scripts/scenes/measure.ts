/** Has the target's own `headEntropy` measure maps. */
import { MOST_GIVEN } from '../../reference/judging/data';
import type { NamedTarget } from '../targets/target';
import { HEAP } from './compute';
import { type Entropies, MEASURE, measured, measuring, readEntropies } from './entropy';

const countOf = (weights: number[][][]): number =>
  weights.reduce((sum, map) => sum + map.length * (map[0]?.length ?? 0), 0);

/** Entropies of the heads and of their average; null where the target's code does not give them. */
export async function measure(
  weights: number[][][],
  target: NamedTarget,
): Promise<Entropies | null> {
  const maps = measured(weights);
  if (!measuring || countOf(maps) > MOST_GIVEN) return null;
  const session = target.open(measuring, HEAP);
  const [outcome] = await session.run([{ name: MEASURE, args: [{ data: maps }] }]);
  await session.close();
  return outcome?.kind === 'returned' ? readEntropies(outcome.value, weights) : null;
}
