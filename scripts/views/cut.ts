/** A matrix that is cut into heads, whose numbers tell where they are from. */
import { UserError } from '../../reference/user-error';
import { showNumber } from './numbers';

type Matrix = number[][];

/** A number as cells show it; those of `x` are whole. */
export const shown = (value: number): string => showNumber(value, 1);

/** A matrix to be cut into heads, whose numbers are `position · base + column`. */
export interface Cut {
  T: number;
  dModel: number;
  nHeads: number;
  dK: number;
  base: number;
  /** `[T, dModel]` */
  x: Matrix;
}

export function cutOf(T: number, dModel: number, nHeads: number): Cut {
  if (dModel % nHeads !== 0) {
    const all = Array.from({ length: dModel }, (_, i) => i + 1);
    const those = all.filter((count) => dModel % count === 0).join(', ');
    throw new UserError(`heads: ${nHeads} does not divide d-model ${dModel}; these do: ${those}`);
  }
  const base = dModel > 10 ? 100 : 10;
  const x = Array.from({ length: T }, (_, t) =>
    Array.from({ length: dModel }, (_, j) => t * base + j),
  );
  return { T, dModel, nHeads, dK: dModel / nHeads, base, x };
}

/** Where in `x` a number is from; null for one that is not in it. */
export function originOf(value: number, { x, base }: Cut): { t: number; j: number } | null {
  const [t, j] = [Math.floor(value / base), value % base];
  return x[t]?.[j] === value ? { t, j } : null;
}

/** The numbers in their order with a bracket around so many: the shape is right, nothing else. */
export function reshapeOf({ x, T, nHeads, dK }: Cut): Matrix[] {
  const flat = x.flat();
  const rowAt = (i: number): number[] => flat.slice(i * dK, (i + 1) * dK);
  return Array.from({ length: nHeads }, (_, h) =>
    Array.from({ length: T }, (_, t) => rowAt(h * T + t)),
  );
}

/** The positions that the rows of a head begin with. */
export const positionsOf = (head: Matrix, cut: Cut): number[] =>
  head.flatMap(([first = Number.NaN]) => originOf(first, cut)?.t ?? []);

/** The first number of a split that is from elsewhere than the formula says. */
export function firstStray(heads: Matrix[], { x, dK }: Cut): string | null {
  for (const [h, rows] of heads.entries()) {
    for (const [t, row] of rows.entries()) {
      for (const [j, value] of row.entries()) {
        const expected = x[t]?.[h * dK + j];
        if (value !== expected) {
          return `head ${h}, t=${t}, column ${j} has ${shown(value)}, where x[${t}][${h * dK + j}], ${expected}, belongs`;
        }
      }
    }
  }
  return null;
}
