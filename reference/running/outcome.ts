/**
 * Reads what a child says came of a call. The child ran a learner's code, so nothing is
 * taken for granted: what has not the form of an outcome is an answer that cannot be read.
 */

import { type Data, decode, kindOf, NotData } from '../judging/data';
import type { Outcome, Reason } from '../judging/verdict';

/** What code can bring about by itself. */
const reasons: Reason[] = [
  'timeout',
  'memory',
  'load-error',
  'missing-export',
  'bad-value',
  'threw',
];

type Coded = Record<string, unknown>;

function textAt(coded: Coded, key: string): string {
  const found = coded[key];
  if (typeof found === 'string') return found;
  throw new NotData(`a ${kindOf(found)} for ${key}`);
}

function listAt(coded: Coded, key: string): Data[] {
  const found = decode(coded[key]);
  if (Array.isArray(found)) return found;
  throw new NotData(`a ${kindOf(found)} for ${key}`);
}

function readCoded(coded: Coded): Outcome {
  if (coded.kind === 'returned') {
    return {
      kind: 'returned',
      value: decode(coded.value),
      ...('argumentsAfter' in coded && { argumentsAfter: listAt(coded, 'argumentsAfter') }),
      ...('earlierAnswer' in coded && { earlierAnswer: decode(coded.earlierAnswer) }),
      ...('moved' in coded && { moved: decode(coded.moved) }),
    };
  }
  const message = textAt(coded, 'message');
  if (coded.kind === 'threw') {
    const errorClass = textAt(coded, 'errorClass');
    return {
      kind: 'threw',
      errorClass,
      message,
      ...('where' in coded && { where: textAt(coded, 'where') }),
    };
  }
  const reason = reasons.find((known) => known === coded.reason);
  if (coded.kind !== 'none' || !reason) throw new NotData('no outcome');
  return { kind: 'none', reason, message };
}

/** The outcome, or that there is none that can be read. */
export function readOutcome(coded: unknown): Outcome {
  try {
    return readCoded(coded as Coded);
  } catch (error) {
    const says = error instanceof NotData ? error.message : 'something that cannot be read';
    return { kind: 'none', reason: 'bad-value', message: `returned ${says}` };
  }
}
