/** Measures work in turn: this kit, the other commit, what stands beside, and again. */
import { medianOf } from '../clock';
import type { Figure, Figures, Kit, Lacking, Opened, Work } from './work';

/** Who does the work. */
export type Side = 'this' | 'before' | 'beside';

/** What one side's trials came to. */
export interface Measured {
  median: number;
  /** 19 of 20 trials were at most this; null where there were fewer than 20. */
  p95: number | null;
}

/** One work with all that was measured of it. */
export interface Row {
  name: string;
  size: number | null;
  trials: number;
  beside: string | null;
  figures: Partial<Record<Figure, Partial<Record<Side, Measured>>>>;
  /** Why a side has no figures. */
  lacking: Partial<Record<Side, string>>;
}

const ENOUGH = 20;

function summarise(values: number[]): Measured {
  const sorted = [...values].sort((a, b) => a - b);
  const p95 = sorted[Math.ceil(0.95 * sorted.length) - 1] ?? Number.NaN;
  return { median: medianOf(values), p95: values.length < ENOUGH ? null : p95 };
}

function summariseAll(samples: Map<Side, Figures[]>): Row['figures'] {
  const figures: Row['figures'] = {};
  for (const [side, all] of samples) {
    for (const figure of Object.keys(all[0] ?? {}) as Figure[]) {
      const values = all.flatMap((one) => one[figure] ?? []);
      figures[figure] = { ...figures[figure], [side]: summarise(values) };
    }
  }
  return figures;
}

/** The kits that work is done in. */
export interface Kits {
  this: Kit;
  before?: Kit;
}

/** A side and how its work is begun. */
interface Opening {
  side: Side;
  open(): Promise<Opened | Lacking>;
}

function openings(work: Work, { this: own, before }: Kits): Opening[] {
  const { beside } = work;
  return [
    { side: 'this', open: () => work.open(own) },
    ...(before ? [{ side: 'before' as const, open: () => work.open(before) }] : []),
    ...(beside ? [{ side: 'beside' as const, open: () => beside.open(own) }] : []),
  ];
}

/** Another commit may lack what is measured: then its side is left out, and says why. */
async function attempt<T extends object>(
  side: Side,
  act: () => Promise<T | Lacking>,
  ending: AbortSignal,
) {
  ending.throwIfAborted();
  try {
    return await act();
  } catch (error) {
    // What ends because a person has ended it all lacks nothing.
    if (side !== 'before' || ending.aborted) throw error;
    return { reason: String(error instanceof Error ? error.message : error).slice(0, 300) };
  }
}

/** Does work so many times on every side, after one time that is not counted. */
export async function measureWork(
  work: Work,
  kits: Kits,
  { tell, ending }: { tell: (doing: string) => void; ending: AbortSignal },
): Promise<Row> {
  const lacking: Row['lacking'] = {};
  const opened = new Map<Side, Opened>();
  const samples = new Map<Side, Figures[]>();
  try {
    for (const { side, open } of openings(work, kits)) {
      tell(`${work.name}: ${side}`);
      const one = await attempt(side, open, ending);
      if ('reason' in one) lacking[side] = one.reason;
      else opened.set(side, one);
    }
    for (let trial = 0; trial <= work.trials; trial += 1) {
      for (const [side, { measure }] of opened) {
        if (lacking[side]) continue;
        tell(`${work.name}, ${trial} of ${work.trials}: ${side}`);
        const figures = await attempt(side, measure, ending);
        if ('reason' in figures) lacking[side] = figures.reason;
        else if (trial > 0) samples.set(side, [...(samples.get(side) ?? []), figures]);
      }
    }
  } finally {
    await Promise.allSettled([...opened.values()].map(({ close }) => close()));
  }
  const { name, size = null, trials, beside } = work;
  return {
    ...{ name, size, trials, beside: beside?.name ?? null },
    ...{ figures: summariseAll(samples), lacking },
  };
}
