/**
 * What the engine computed, kept in order, so that a process without an engine can state the same
 * specs: a native one takes more memory than all of judging. Knows nothing of specs.
 */

type Compute = <T>(body: () => T) => T;

const afresh: Compute = (body) => body();
let compute: Compute = afresh;

/** Every answer of the engine passes here. */
export const answered = <T>(body: () => T): T => compute(body);

function computeBy<T>(way: Compute, act: () => T): T {
  const before = compute;
  compute = way;
  try {
    return act();
  } finally {
    compute = before;
  }
}

/** Acts, and gives all that the engine computed meanwhile; `act` waits for nothing. */
export function record(act: () => unknown): unknown[] {
  const answers: unknown[] = [];
  const keep: Compute = (body) => {
    // What it asks for on the way is a part of it.
    const answer = computeBy(afresh, body);
    answers.push(answer);
    return answer;
  };
  computeBy(keep, act);
  return answers;
}

/**
 * Acts as `record` saw it, with those answers in place of an engine.
 * @throws Error where it asks for more or fewer of them
 */
export function playBack<T>(answers: readonly unknown[], act: () => T): T {
  let asked = 0;
  const read: Compute = () => {
    asked += 1;
    if (asked > answers.length) throw new Error(`playBack: there are ${answers.length} answers`);
    return answers[asked - 1] as never;
  };
  const made = computeBy(read, act);
  if (asked === answers.length) return made;
  throw new Error(`playBack: ${asked} of ${answers.length} answers were asked for`);
}
