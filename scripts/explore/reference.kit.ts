/** Attention by TensorFlow.js, in a process of its own that starts with the first question. Not handed out. */
import { type Child, startChild } from '../../reference/running/child';
import { UserError } from '../../reference/user-error';
import type { Question, Told } from './question';

/** Milliseconds for an engine to be found and loaded, and to compute. */
const LIMIT = 60_000;

let child: Child<Question, Told> | null = null;
let last: Promise<unknown> = Promise.resolve();

async function ask(question: Question): Promise<Told> {
  child ??= startChild<Question, Told>('explore-reference');
  child.send(question);
  const told = await child.hear(LIMIT);
  if (told !== 'timeout' && told !== 'died') return told;
  child = null;
  throw new UserError('TensorFlow.js gave no answer; npm run doctor says which engines work');
}

/**
 * What the reference computes; questions are answered one at a time.
 * @throws UserError where no engine answers
 */
export function attendByReference(question: Question): Promise<Told> {
  const answering = last.then(() => ask(question));
  last = answering.catch(() => {});
  return answering;
}

export async function closeReference(): Promise<void> {
  await child?.close();
  child = null;
}
