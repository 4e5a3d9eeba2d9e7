/** Hints: which function they are about, how many were asked for (kept in the cache), and how they look. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Exercise, Hints } from '../../exercises/catalog';
import { machineTrouble } from '../../reference/machine-trouble';
import { cacheFolder } from '../../reference/root';
import { say, translate } from '../languages/tongue';
import { paint } from '../terminal/colour';
import { wrap } from '../terminal/values';
import { type CheckedExercise, testToExplain } from './judge';

const file = join(cacheFolder, 'hints.json');

function readTiers(): Record<string, number> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

/** A function of an exercise, and its hints. */
export interface Ladder {
  name: string;
  hints: Hints;
}

/** The hints of the function that the explained test called last; of the first where none was called. */
export function ladderFor(checked: CheckedExercise): Ladder {
  const { exports, hints } = checked.exercise;
  const { finding, failure } = testToExplain(checked) ?? {};
  const called = finding?.call.name ?? failure?.calls.at(-1)?.name ?? '';
  const name = exports.includes(called) ? called : (exports[0] ?? '');
  const own = hints[name];
  if (!own) throw new Error(`hints: the catalogue has none for ${name}`);
  return { name, hints: own };
}

/** One hint more than last time, at most all; remembered where the cache can be written. */
export function nextTier({ slug }: Exercise, { name, hints }: Ladder): number {
  const tiers = readTiers();
  const key = `${slug} ${name}`;
  const tier = Math.min((tiers[key] ?? 0) + 1, hints.length);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ ...tiers, [key]: tier }));
  } catch (error) {
    if (!machineTrouble(error)) throw error;
  }
  return tier;
}

/** Hints given so far for a function, the newest last. */
export function showHints({ name, hints }: Ladder, tier: number, width: number): string {
  const kinds = [say('a question'), say('the formula'), say('the place to look')];
  const given = hints.slice(0, tier).flatMap((hint, i) => {
    const values = { number: i + 1, all: hints.length, name, kind: kinds[i] ?? '' };
    const title = say('Hint {number} of {all} for {name}, {kind}', values);
    return [paint('bold', title), ...wrap(translate(hint), width - 3).map((line) => `   ${line}`)];
  });
  const isLast = tier === hints.length;
  const more = isLast ? say('That was the last one.') : say('Ask again for the next one.');
  return [...given, paint('dim', more)].join('\n');
}
