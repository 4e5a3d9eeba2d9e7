/**
 * What a judged test comes to, for `check`, for Jest and for `grade` alike.
 * Data only: nothing here runs learner code or prints.
 */

import type { Mismatch } from './close';
import type { Data } from './data';

/** `pass` is a right answer, `fail` a wrong one, `error` none at all. */
export type Verdict = 'pass' | 'fail' | 'error';

/** Why there was no answer. */
export type Reason =
  | 'timeout'
  | 'memory'
  | 'load-error'
  | 'missing-file'
  | 'ambiguous'
  | 'missing-export'
  | 'bad-value'
  | 'threw'
  | 'rejected'
  | 'infrastructure';

/** One call of a learner's function. An argument may stand for what an earlier call returned. */
export interface Call {
  name: string;
  args: Argument[];
  /** Also bring back the arguments as they are after the call. */
  watched?: boolean;
  /** Also bring back, as it is after this call, the answer of the batch's earlier call of this index. */
  rereads?: number;
  /** Also call it with the numbers moved that this library's operations give, and bring that back. */
  moves?: string;
  /** Entries that its answer may have, and is given the time for, where that is more than any exercise asks for. */
  entries?: number;
}

/** Plain data, or the answer of the batch's call with that index. */
export type Argument = { data: Data } | { answerOf: number };

/** What came of a call. */
export type Outcome =
  | {
      kind: 'returned';
      value: Data;
      argumentsAfter?: Data[];
      earlierAnswer?: Data;
      /** The answer with a library's numbers moved; null where there was none. */
      moved?: Data;
    }
  | { kind: 'threw'; errorClass: string; message: string; where?: string }
  | { kind: 'none'; reason: Reason; message: string };

/** What a person needs to see why a test did not pass. */
export interface Finding {
  call: Call;
  /** For calls that stand on others: the batch they belong to. */
  calls: readonly Call[];
  mismatch: Mismatch;
}

export interface TestResult {
  title: string;
  verdict: Verdict;
  reason: Reason | null;
  points: number;
  maxPoints: number;
  finding: Finding | null;
}

/**
 * An exercise's verdict: `pass` when every test passed and there was at least one, `fail` when an
 * answer was wrong, `error` when the only trouble is that answers are missing.
 */
export function overall(results: readonly Pick<TestResult, 'verdict'>[]): Verdict {
  if (results.some(({ verdict }) => verdict === 'fail')) return 'fail';
  const passed = results.length > 0 && results.every(({ verdict }) => verdict === 'pass');
  return passed ? 'pass' : 'error';
}
