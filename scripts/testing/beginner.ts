/** Wrong answers of the held-out bank, for tests of commands. */
import type { Beginners } from '../../reference/judging/misconceptions';

/** @returns the whole file of the beginner who makes this mistake */
export function beginner(slug: string, wanted: string): string {
  const bank: Beginners = require(`../../reference/beginners/${slug}`).default;
  const found = bank.find(({ mistake }) => mistake === wanted);
  if (!found) throw new Error(`no beginner in ${slug} ${wanted}`);
  return found.code;
}
