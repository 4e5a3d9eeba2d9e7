/**
 * What the engine computed, kept in order with what it was asked, so that a process without an engine
 * can state the same specs. Knows nothing of specs.
 */
import { createHash } from 'node:crypto';
import { encode } from '../judging/data';

/** An operation of the engine with its arguments, and how it is computed. */
interface Asked {
  name: string;
  args: readonly unknown[];
  compute(): unknown;
}

/** What was asked, as a hash, and the answer. */
export interface Recorded {
  asked: string;
  answer: unknown;
}

/** What is asked for is not what was recorded. */
export class NotRecorded extends Error {
  override readonly name = 'NotRecorded';
}

type Way = (asked: Asked) => unknown;

const afresh: Way = ({ compute }) => compute();
let way: Way = afresh;

/**
 * An operation whose answers can be recorded. All that its answer depends on has to be in its
 * arguments.
 * @param name that no other operation has
 */
export const answered =
  <Args extends unknown[], Answer>(name: string, operation: (...args: Args) => Answer) =>
  (...args: Args): Answer =>
    way({ name, args, compute: () => operation(...args) }) as Answer;

function goBy<T>(next: Way, act: () => T): T {
  const before = way;
  way = next;
  try {
    return act();
  } finally {
    way = before;
  }
}

const hashOf = ({ name, args }: Asked): string =>
  createHash('sha1')
    .update(JSON.stringify([name, encode(args)]))
    .digest('base64url')
    .slice(0, 12);

/** Acts, and gives all that the engine was asked for meanwhile; `act` waits for nothing. */
export function record(act: () => unknown): Recorded[] {
  const recorded: Recorded[] = [];
  goBy((asked) => {
    // What it asks for on the way is a part of it.
    const answer = goBy(afresh, asked.compute);
    recorded.push({ asked: hashOf(asked), answer });
    return answer;
  }, act);
  return recorded;
}

/**
 * Acts as `record` saw it, with those answers in place of an engine.
 * @throws NotRecorded where it asks for anything else, or for less
 */
export function playBack<T>(recorded: readonly Recorded[], act: () => T): T {
  let count = 0;
  const made = goBy((asked) => {
    const next = recorded[count];
    count += 1;
    if (next?.asked === hashOf(asked)) return next.answer;
    throw new NotRecorded(`playBack: answer ${count} of ${recorded.length} is to something else`);
  }, act);
  if (count === recorded.length) return made;
  throw new NotRecorded(`playBack: ${count} of ${recorded.length} answers were asked for`);
}
