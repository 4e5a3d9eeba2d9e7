/** How many hints of an exercise were asked for: kept in the cache, forgotten with it. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Exercise } from '../../exercises/catalog';
import { machineTrouble } from '../../reference/machine-trouble';
import { cacheFolder } from '../../reference/root';

const file = join(cacheFolder, 'hints.json');

function readTiers(): Record<string, number> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

/** One hint more than last time, at most all; remembered where the cache can be written. */
export function nextTier({ slug, hints }: Exercise): number {
  const tiers = readTiers();
  const tier = Math.min((tiers[slug] ?? 0) + 1, hints.length);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ ...tiers, [slug]: tier }));
  } catch (error) {
    if (!machineTrouble(error)) throw error;
  }
  return tier;
}
