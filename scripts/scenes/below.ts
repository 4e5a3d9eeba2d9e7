/**
 * The attention of the layers below the one that is looked at. The kit has its own, which takes a
 * tenth of the time; what students are handed holds no attention but theirs.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../reference/root';
import { type Below, calledAs05 } from '../models/model';
import type { NamedTarget } from '../targets/target';
import { isLong } from './answer';
import { compute } from './compute';

/** Thrown where the target's code gives no answer for a layer below the asked one. */
export class Trouble extends Error {
  override readonly name = 'Trouble';
}

const ownOf = (target: NamedTarget): Below =>
  calledAs05(async (x, params, nHeads, options) => {
    const computed = await compute({ x, params, nHeads, ...options }, target, 1);
    if ('trouble' in computed) throw new Trouble(computed.trouble);
    return computed.answers[0].output;
  });

async function loadKits(): Promise<Below | null> {
  const name = 'attention';
  const isHere = existsSync(join(root, 'scripts', 'models', `${name}.kit.ts`));
  return isHere ? (await import(`../models/${name}.kit.ts`)).attend : null;
}

/**
 * The kit's attention, or where there is none the target's own.
 * @param tell hears of each layer that takes a while, before it is computed
 */
export async function attendBelow(
  target: NamedTarget,
  tell: (says: string) => void = () => {},
): Promise<Below> {
  const attend = (await loadKits()) ?? ownOf(target);
  return (x, weights, nHeads, options, block) => {
    if (isLong({ x })) tell(`layer ${block}, below the one that is drawn`);
    return attend(x, weights, nHeads, options, block);
  };
}
