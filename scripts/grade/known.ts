/**
 * The same bytes under the same plan have the same verdict: stubs, copies and what a group hands in
 * are judged once, and what an earlier run into the same folder judged is looked up. What a limit
 * ended, or what failed through no fault of the file, is not kept.
 */
import type { Reason } from '../../reference/judging/verdict';
import { hashText } from './ledger';
import type { GradedExercise } from './report';

/** Verdicts kept, some 2 KB each; the oldest goes first. */
const MOST = 4_096;

const unsure: readonly (Reason | null)[] = ['timeout', 'memory', 'infrastructure'];

const isSure = ({ tests }: GradedExercise): boolean =>
  tests.every(({ reason }) => !unsure.includes(reason));

/** Gives a verdict that is known, or judges; equal files under way wait for the first of them. */
export type Known = (
  slug: string,
  text: string,
  judge: () => Promise<GradedExercise>,
) => Promise<GradedExercise>;

/** What earlier runs judged a text as; null where they did not. */
export type LookUp = (slug: string, text: string) => GradedExercise | null;

/** @param lookUp by the hash of a text */
export function createKnown(lookUp: LookUp = () => null): Known {
  const known = new Map<string, Promise<GradedExercise>>();
  const begin = (key: string, judge: () => Promise<GradedExercise>): Promise<GradedExercise> => {
    const [oldest] = known.keys();
    if (known.size >= MOST && oldest !== undefined) known.delete(oldest);
    const judging = judge();
    known.set(key, judging);
    const forget = (): void => void (known.get(key) === judging && known.delete(key));
    judging.then((graded) => isSure(graded) || forget(), forget);
    return judging;
  };
  return async (slug, text, judge) => {
    const hash = hashText(text);
    const key = `${slug} ${hash}`;
    const judging = known.get(key);
    // Between asking and beginning nothing may be awaited, or equal files would all begin.
    if (!judging) {
      const earlier = lookUp(slug, hash);
      return earlier && isSure(earlier) ? earlier : begin(key, judge);
    }
    const first = await judging.catch(() => null);
    return first && isSure(first) ? first : judge();
  };
}
