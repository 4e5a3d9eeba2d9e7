/**
 * What is measured of the reference's operations: by exercise, in a file of its name. A case draws
 * its input and gives the operation's answer and the same by plain loops in float64.
 */
import { catalog } from '../../../exercises/catalog';
import type { Tolerance } from '../../judging/close';
import type { Data } from '../../judging/data';
import type { Inputs } from '../../judging/inputs';

/** An answer of the reference, and the same in float64. */
export type Pair = [actual: Data, expected: Data];

/** The operations of one exercise, by their names in `ops.ts`. */
export type Parity = Record<
  string,
  {
    /** What the specs judge the operation's answer with. */
    tolerance: Tolerance;
    /** By their sizes, `[rows, columns]`. */
    cases: Record<string, (given: Inputs) => Pair>;
  }
>;

/** The operations of all exercises. */
export async function loadParity(): Promise<Parity> {
  const parts = catalog.map(async ({ slug }) => (await import(`./${slug}.ts`)).default as Parity);
  return Object.assign({}, ...(await Promise.all(parts)));
}
