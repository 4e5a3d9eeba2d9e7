/**
 * Behind a view's calls on the page: the learner's functions in a worker, or, where an exercise needs
 * libraries, in the process in which `check` runs it too.
 */
import { type Exercise, exerciseExporting, sourceOf } from '../../../../exercises/catalog';
import {
  type Data,
  decode,
  encode,
  MAX_ENTRIES,
  MOST_GIVEN,
} from '../../../../reference/judging/data';
import { UserError } from '../../../../reference/user-error';
import type { Chosen } from '../../../views/part';
import { NoAnswer, type Run } from '../../../views/view';
import { factsOf } from '../facts';
import { askCall, askWhyUnloaded } from '../kit';
import { runJob } from '../runner';
import { sceneOf } from '../scenes';
import { refused, type Trouble, troubleOf, unloaded } from '../trouble';

/** Why a view cannot be drawn, as the page tells it. */
export class Failed extends NoAnswer {
  override readonly name = 'Failed';
  constructor(readonly trouble: Trouble) {
    super(trouble.says);
  }
}

/** Thrown where newer code was saved meanwhile. */
export class Abandoned extends Error {
  override readonly name = 'Abandoned';
}

function numbersIn(data: Data): number {
  if (typeof data !== 'object' || data === null) return 1;
  return Object.values(data).reduce((sum: number, each) => sum + numbersIn(each), 0);
}

/** About the multiplications that a right answer takes: each number meets each row once. */
function workOf(args: Data[]): number {
  const [first] = args;
  return numbersIn(args) * (Array.isArray(first) ? first.length : 1);
}

async function callInWorker(
  exercise: Exercise,
  name: string,
  args: Data[],
  who: string,
  hear: Hear,
) {
  const entry = `/${who}/${sourceOf(exercise)}`;
  const finished = await runJob({ entry, name, args, entries: MAX_ENTRIES }, workOf(args));
  hear(finished.printed);
  if (finished.kind === 'returned') return decode(finished.value);
  if (finished.kind === 'abandoned') throw new Abandoned();
  if (finished.kind !== 'unloaded') {
    throw new Failed(troubleOf(finished, name, who, exercise) ?? refused('no answer'));
  }
  const why = await askWhyUnloaded(who, exercise.slug);
  if (why && 'trouble' in why) throw new Failed(refused(why.trouble));
  throw new Failed(unloaded(why, finished, who, exercise));
}

async function callOnServer(
  exercise: Exercise,
  name: string,
  args: Data[],
  who: string,
  hear: Hear,
) {
  const told = await askCall({ who, name, args: JSON.stringify(encode(args, MOST_GIVEN)) });
  if ('trouble' in told) throw new Failed(refused(told.trouble));
  hear(told.printed);
  if ('value' in told) return decode(told.value);
  throw new Failed({ title: 'Nothing to draw', says: told.says, facts: factsOf(exercise, who) });
}

type Hear = (printed: string[]) => void;

/** @param hear is told what the code printed */
export function runBy(who: string, hear: Hear): Pick<Run, 'call' | 'scene'> {
  return {
    async call(name, ...args) {
      const exercise = exerciseExporting(name);
      if (!exercise) throw new Error(`explore: no exercise of the catalogue exports ${name}`);
      const call = (exercise.libraries ?? []).length > 0 ? callOnServer : callInWorker;
      return call(exercise, name, args, who, hear);
    },
    async scene(asked: Chosen) {
      const scene = await sceneOf({ model: 'tiny', who, ...asked });
      if ('trouble' in scene) throw new Failed(refused(scene.trouble));
      return scene;
    },
  };
}

/** What the page says of an error of a view; null for a mistake of the kit. */
export function troubleIn(error: unknown, exercise: Exercise, who: string): Trouble | null {
  if (error instanceof Failed) return error.trouble;
  if (error instanceof UserError) return refused(error.message);
  if (!(error instanceof NoAnswer)) return null;
  return {
    title: 'Nothing that can be drawn',
    says: `${error.message}.`,
    facts: factsOf(exercise, who),
  };
}
