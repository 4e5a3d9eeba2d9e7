/**
 * Calls of exercises that need libraries, by the code and in the process that `check` runs. A process
 * that has loaded its libraries answers further calls, as long as the files that it read are as they were.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type CatalogEntry, exerciseExporting, prerequisitesOf } from '../../exercises/catalog';
import { type Data, decode, encode } from '../../reference/judging/data';
import { root } from '../../reference/root';
import type { Session } from '../../reference/running/target';
import { UserError } from '../../reference/user-error';
import { whyNothing } from '../scenes/compute';
import { HEAP } from '../scenes/measure';
import { chooseTarget, type NamedTarget } from '../targets/target';

interface Open {
  session: Session;
  /** When the files were written that it stands on. */
  written: string;
}

/** By who computes and what. */
const open = new Map<string, Open>();
/** A session answers one batch at a time. */
let last: Promise<unknown> = Promise.resolve();

const writtenIn = (target: NamedTarget, exercise: CatalogEntry): string =>
  [...prerequisitesOf(exercise), exercise]
    .map((each) => join(root, target.fileOf(each)))
    .map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 'missing')
    .join(' ');

async function close(key: string): Promise<void> {
  const known = open.get(key);
  open.delete(key);
  await known?.session.close();
}

/** Ends all that calls have started. */
export const closeCalls = async (): Promise<void> => {
  await Promise.all([...open.keys()].map(close));
};

async function sessionFor(key: string, target: NamedTarget, exercise: CatalogEntry) {
  const written = writtenIn(target, exercise);
  const known = open.get(key);
  if (known?.written === written) return known.session;
  await close(key);
  const session = target.open(exercise, HEAP);
  open.set(key, { session, written });
  return session;
}

function readArguments(text: string): Data[] {
  try {
    const given = decode(JSON.parse(text));
    if (Array.isArray(given)) return given;
  } catch {
    // Said below: the page sends what `encode` wrote.
  }
  throw new UserError('args: expected a list of plain data');
}

async function perform(who: string, name: string, args: string) {
  const exercise = exerciseExporting(name);
  if (!exercise?.libraries) throw new UserError(`no exercise with libraries exports "${name}"`);
  const given = readArguments(args);
  const target = await chooseTarget(who);
  const key = `${who} ${exercise.slug}`;
  const session = await sessionFor(key, target, exercise);
  const call = { name, args: given.map((data) => ({ data })) };
  const [outcome] = await session.run([call]);
  const printed = session.printedBy(call).lines;
  if (outcome?.kind === 'returned') return { value: encode(outcome.value), printed };
  // What has ended answers no more.
  if (outcome?.kind !== 'threw') await close(key);
  const says = outcome ? whyNothing(outcome, name, exercise, target) : 'There is no answer.';
  return { says, printed };
}

/**
 * What a function answered, encoded, or why it gave nothing; and what it printed.
 * @param args JSON of a list, encoded
 * @throws UserError for a function of no exercise with libraries
 */
export function callFor(who: string, name: string, args: string) {
  const answering = last.then(() => perform(who, name, args));
  last = answering.catch(() => {});
  return answering;
}
