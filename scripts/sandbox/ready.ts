/**
 * The calls of a batch as a machine reads them: written once, however many submissions they are made
 * of, and sent to each child once.
 */

import type { Call } from '../../reference/judging/verdict';
import { encodeCall } from '../../reference/running/target';
import type { SentCall } from './inside/harness';

/** A call; `json` is its `SentCall`. */
export interface ReadyCall {
  name: string;
  json: string;
}

/** Indices of the calls whose answers later ones are given or read again. */
const keptIn = (calls: readonly Call[]): Set<number> =>
  new Set(
    calls.flatMap(({ args, rereads }) => [
      ...args.flatMap((argument) => ('answerOf' in argument ? argument.answerOf : [])),
      ...(rereads === undefined ? [] : [rereads]),
    ]),
  );

function sentCall(call: Call, index: number, isKept: boolean): SentCall {
  const { name, args, watched = false, rereads = null, moves = null } = encodeCall(call);
  const answers: Record<string, number> = {};
  const data = args.map((argument, i) => {
    if ('data' in argument) return argument.data;
    answers[i] = argument.answerOf;
    return null;
  });
  return { name, args: data, answers, index, isKept, watched, rereads, moves };
}

const ready = new WeakMap<readonly Call[], readonly ReadyCall[]>();

/** The same list for the same calls. */
export function readyCalls(calls: readonly Call[]): readonly ReadyCall[] {
  const known = ready.get(calls);
  if (known) return known;
  const kept = keptIn(calls);
  const made = calls.map((call, i) => ({
    name: call.name,
    json: JSON.stringify(sentCall(call, i, kept.has(i))),
  }));
  ready.set(calls, made);
  return made;
}
