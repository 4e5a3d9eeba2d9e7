/**
 * Has the target's own `multiHeadAttention` compute a scene. What the code does instead of
 * answering becomes a sentence; nothing is repaired, so a wrong answer gives a wrong picture.
 */
import { type CatalogEntry, findExercise } from '../../exercises/catalog';
import type { Data } from '../../reference/judging/data';
import { explainOddAnswer } from '../../reference/judging/oddities';
import type { Outcome } from '../../reference/judging/verdict';
import { masking } from '../models/mask';
import { checkCommand, type NamedTarget } from '../targets/target';
import { type Attended, entriesFor, whatIsOdd } from './answer';
import { HEAP, measure } from './measure';
import { refuseTooMuch } from './room';
import type { Scene } from './scene';

/** What of a scene is computed. */
type Layer = Pick<Scene, 'x' | 'params' | 'nHeads' | 'mask' | 'reading'>;

const NAME = 'multiHeadAttention';
const SLUG = '05-multi-head';
/** Answers for the scene's `x` and for each further input, or why there are none. */
export type Computed = { answers: [Attended, ...Attended[]] } | { trouble: string };

function exerciseNamed(spelling: string): CatalogEntry {
  const exercise = findExercise(spelling);
  if (!exercise) throw new Error(`compute: the catalogue has no exercise ${spelling}`);
  return exercise;
}

/**
 * Why a function gave nothing to draw, and where to go.
 * @param name of the function, which `exercise` exports
 */
export function whyNothing(
  outcome: Exclude<Outcome, { kind: 'returned' }>,
  name: string,
  exercise: CatalogEntry,
  target: NamedTarget,
): string {
  const help = `Nothing is drawn; ${checkCommand(exercise, target.name)} says more.`;
  if (outcome.kind === 'none') {
    const { reason, message } = outcome;
    return reason === 'bad-value'
      ? `${name} ${explainOddAnswer(message)}. ${help}`
      : `${message}. ${help}`;
  }
  const stub = outcome.message.match(/^Not implemented: (\w+) \(exercise (\d+)\)/);
  if (!stub) {
    const where = outcome.where ? ` (${outcome.where})` : '';
    return `${name} threw ${outcome.errorClass}: ${outcome.message}${where}. ${help}`;
  }
  const missing = exerciseNamed(stub[2] ?? exercise.slug);
  return `Nothing to draw yet: the picture shows what your own ${name} computes, and ${stub[1]} of exercise ${missing.slug.slice(0, 2)} is not written. Write it in ${target.fileOf(missing)}, and check it with ${checkCommand(missing, target.name)}.`;
}

/** A sentence for an outcome that cannot be drawn; null for an answer. */
function troubleOf(outcome: Outcome, scene: Layer, target: NamedTarget): string | null {
  const exercise = exerciseNamed(SLUG);
  if (outcome.kind !== 'returned') return whyNothing(outcome, NAME, exercise, target);
  const odd = whatIsOdd(outcome.value, scene);
  if (odd === null) return null;
  return `${NAME} ${odd}. Nothing is drawn; ${checkCommand(exercise, target.name)} says more.`;
}

type Opened = ReturnType<NamedTarget['open']>;

/** What the target makes of a scene and its further inputs, in one batch. */
async function answersOf(
  session: Opened,
  scene: Layer,
  target: NamedTarget,
  temperature: number,
): Promise<Computed> {
  const { params, nHeads, mask } = scene;
  const inputs = [scene.x, ...(scene.reading?.inputs ?? [])];
  const options = { temperature, ...masking(mask) };
  const rest = [params as unknown as Data, nHeads, options].map((data) => ({ data }));
  const calls = inputs.map((x) => ({
    name: NAME,
    args: [{ data: x }, ...rest],
    entries: entriesFor({ x, nHeads }),
  }));
  const outcomes = await session.run(calls);
  const troubles = outcomes.map((outcome) => troubleOf(outcome, scene, target));
  const trouble = troubles.find((says) => says !== null);
  if (trouble) return { trouble };
  const answers = outcomes.map((outcome) => (outcome as { value: unknown }).value);
  return { answers: answers as [Attended, ...Attended[]] };
}

/** Does something in a session of its own; tells what the code printed as well. */
async function inSession<T>(
  scene: Layer,
  target: NamedTarget,
  work: (session: Opened) => Promise<T>,
): Promise<T & { printed: string[] }> {
  refuseTooMuch(scene);
  const session = target.open(exerciseNamed(SLUG), HEAP);
  const came = await work(session);
  await session.close();
  return { ...came, printed: session.printed().lines };
}

/** Computes a scene and its further inputs. */
export const compute = (scene: Layer, target: NamedTarget, temperature: number) =>
  inSession(scene, target, (session) => answersOf(session, scene, target, temperature));

/** The same, and the entropies of its maps, in the process that is there. */
export const computeMeasured = (scene: Layer, target: NamedTarget, temperature: number) =>
  inSession(scene, target, async (session) => {
    const computed = await answersOf(session, scene, target, temperature);
    if ('trouble' in computed) return computed;
    return { ...computed, entropies: await measure(computed.answers[0].weights, target, session) };
  });
