/** What a matcher of an example said, in the kit's words: the first number that differs, not a diff. */
import { EXACT, mismatch, showCells } from '../../reference/judging/close';
import { type Data, encode, NotData } from '../../reference/judging/data';

import { isA } from '../../reference/running/thrown';

/** What Jest's matchers leave on the errors that they throw. */
interface Judged {
  matcherResult: { pass: boolean; actual?: unknown; expected?: unknown };
}

export const isJudged = (error: unknown): error is Error & Judged =>
  isA(Error, error) &&
  'matcherResult' in error &&
  Object(error.matcherResult) === error.matcherResult;

function isData(value: unknown): value is Data {
  try {
    encode(value);
    return true;
  } catch (error) {
    if (error instanceof NotData) return false;
    throw error;
  }
}

/** `toThrow` for a class: Jest tells it in four lines and a piece of the kit's own code. */
function sayThrow(message: string): string | null {
  const [, wanted] = message.match(/^Expected constructor: (\w+)$/m) ?? [];
  if (wanted === undefined) return null;
  const [, got] = message.match(/^Received constructor: (\w+)$/m) ?? [];
  const [, says] = message.match(/^Received message: +(".*")$/m) ?? [];
  const [, value] = message.match(/^Received value: +(.*)$/m) ?? [];
  if (value !== undefined) return `expected a ${wanted}, got the value ${value}, which is no error`;
  if (got === undefined) return `expected a ${wanted}, got an answer`;
  return `expected a ${wanted}, got ${/^[AEIOU]/.test(got) ? 'an' : 'a'} ${got}: ${says ?? '""'}`;
}

/** All lines of what was wrong. */
export function sayJudged({ message, matcherResult }: Error & Judged): string {
  const { pass, actual, expected } = matcherResult;
  const off = !pass && isData(expected) ? mismatch(actual, expected, EXACT) : null;
  if (off) return [off.summary, ...showCells(off)].join('\n');
  const lines = message.split('\n').filter((line) => line.trim() !== '');
  const told = lines.filter((line) => !line.startsWith('expect('));
  return sayThrow(message) ?? told.join('\n');
}
