/**
 * What an answer of exercise 05 has to be to be drawn, and what its weights have to be to count as
 * attention. Nothing is repaired: what is wrong is said, or drawn as it is.
 */

import type { Data } from '../../reference/judging/data';
import { shapeOf } from '../../reference/judging/shape';
import type { Scene } from './scene';

/** What exercise 05 returns. */
export interface Attended {
  /** `[nHeads, T, T]` */
  weights: number[][][];
  /** `[T, dModel]` */
  output: number[][];
}

/** So many times its size an answer may have, for what code gives beside weights and output. */
const ROOM = 2;

/** Numbers of a right answer: the weights of all heads, and the output. */
export function numbersOf({ x, nHeads }: Pick<Scene, 'x' | 'nHeads'>): number {
  const [T, dModel] = shapeOf(x) as [number, number];
  return nHeads * T * T + T * dModel;
}

/** Entries that an answer for a scene takes room and time for. */
export const entriesFor = (scene: Pick<Scene, 'x' | 'nHeads'>): number => ROOM * numbersOf(scene);

/** Multiplications of a layer: four projections, then the scores and the sums of all heads. */
export function multiplicationsOf({ x }: Pick<Scene, 'x'>): number {
  const [T, dModel] = shapeOf(x) as [number, number];
  return 4 * T * dModel * dModel + 2 * T * T * dModel;
}

/** More take about a second or longer. */
const QUICK = 50_000_000;

/** Whether a layer takes so long that a person should see what is under way. */
export const isLong = (scene: Pick<Scene, 'x'>): boolean => multiplicationsOf(scene) > QUICK;

/** The first index at which a nested array leaves a shape or holds no finite number. */
function findOdd(value: Data | undefined, [size, ...rest]: number[], path: string): string | null {
  if (size === undefined) {
    return Number.isFinite(value) ? null : `${path} is ${String(value)}, not a finite number`;
  }
  if (!Array.isArray(value)) return `${path} is no array`;
  if (value.length !== size) return `${path} has ${value.length} entries, expected ${size}`;
  for (const [i, entry] of value.entries()) {
    const odd = findOdd(entry, rest, `${path}[${i}]`);
    if (odd) return odd;
  }
  return null;
}

function oddPart(value: Data, name: keyof Attended, shape: number[]): string | null {
  const part = (value as Record<string, Data> | null)?.[name];
  if (part === undefined) return `returned no ${name}`;
  const got = shapeOf(part);
  if (String(got) !== String(shape)) {
    return `returned ${name} of shape [${got.join(', ')}], expected [${shape.join(', ')}]`;
  }
  const odd = findOdd(part, shape, name);
  return odd && `returned an answer that cannot be drawn: ${odd}`;
}

/** Why an answer is none that can be drawn; null where it can be. */
export function whatIsOdd(value: Data, { x, nHeads }: Pick<Scene, 'x' | 'nHeads'>): string | null {
  const [T, dModel] = shapeOf(x) as [number, number];
  return oddPart(value, 'weights', [nHeads, T, T]) ?? oddPart(value, 'output', [T, dModel]);
}

/** Why weights are no attention, for the first row that is not; null when every row is. */
export function whyNoAttention(maps: number[][][]): string | null {
  for (const [h, map] of maps.entries()) {
    for (const [i, row] of map.entries()) {
      const sum = row.reduce((total, weight) => total + weight, 0);
      const negative = row.some((weight) => weight < 0);
      // All zeros is a row that may attend to nothing.
      if (!negative && (Math.abs(sum - 1) < 1e-3 || sum === 0)) continue;
      const what = negative ? 'holds a negative weight' : `sums to ${Number(sum.toPrecision(4))}`;
      return `Row ${i} of head ${h} ${what}; a row of attention is ≥ 0 and sums to 1. The picture shows it as it is; npm run check 5 says more.`;
    }
  }
  return null;
}
