/** From a state to maps or to the reason why there are none. */
import { findExercise, sourceOf } from '../../../exercises/catalog';
import { type Data, decode, MAX_ENTRIES } from '../../../reference/judging/data';
import { causal, masking } from '../../models/mask';
import { type Attended, entriesFor, multiplicationsOf, whatIsOdd } from '../../scenes/answer';
import { type Entropies, MEASURE, measured, measuring, readEntropies } from '../../scenes/entropy';
import type { PlainScene } from '../answers';
import type { Choices } from '../choices';
import { askReference, askWhyUnloaded } from './kit';
import { runJob } from './runner';
import { isKept, sceneOf } from './scenes';
import { freedomOf, questionOf, type State } from './state';
import { odd, refused, type Trouble, troubleOf, unloaded } from './trouble';

const NAME = 'multiHeadAttention';

export interface Answer {
  scene: PlainScene;
  attended: Attended;
  /** By the code that computed the maps; null while it has no `headEntropy`. */
  entropies: Entropies | null;
  /** What the code printed. */
  printed: string[];
  /** Milliseconds from the question to the answer. */
  took: number;
}

/** Null where the question was abandoned for a newer one. */
export type Attempt = Answer | Failure | null;

/** The scene is there where only the code gave no answer. */
export interface Failure {
  trouble: Trouble;
  printed: string[];
  scene?: PlainScene;
}

async function byReference(state: State, scene: PlainScene, started: number): Promise<Attempt> {
  const { mask, temperature } = state;
  const asked = { ...questionOf(state), mask, temperature: String(temperature) };
  const attended = await askReference(asked);
  if ('trouble' in attended) return { trouble: refused(attended.trouble), printed: [], scene };
  return { scene, attended, entropies: null, printed: [], took: performance.now() - started };
}

/** How spread out the maps are, by the same code. */
async function entropiesBy(who: string, weights: number[][][]): Promise<Entropies | null> {
  if (!measuring) return null;
  const maps = measured(weights);
  const entry = `/${who}/${sourceOf(measuring)}`;
  const job = { entry, name: MEASURE, args: [maps], entries: MAX_ENTRIES };
  const finished = await runJob(job, maps.flat(2).length);
  return finished.kind === 'returned' ? readEntropies(decode(finished.value), weights) : null;
}

async function byCode(state: State, scene: PlainScene, source: string): Promise<Attempt> {
  const { who, mask, temperature } = state;
  const last = findExercise(source.split('/')[0] ?? '');
  if (!last) throw new Error(`explore: the catalogue has no exercise for ${source}`);
  const chosen = mask === 'causal' ? causal(scene.tokens.length) : undefined;
  const options = { temperature, ...masking(scene.mask, chosen) };
  const started = performance.now();
  const { x, params, nHeads } = scene;
  const entry = `/${who}/${source}`;
  const job = { entry, name: NAME, args: [x, params, nHeads, options], entries: entriesFor(scene) };
  const finished = await runJob(job, multiplicationsOf(scene));
  const took = performance.now() - started;
  const { printed } = finished;
  if (finished.kind === 'abandoned') return null;
  if (finished.kind === 'unloaded') {
    const why = await askWhyUnloaded(who);
    if (why && 'trouble' in why) return { trouble: refused(why.trouble), printed, scene };
    return { trouble: unloaded(why, finished, who, last), printed, scene };
  }
  if (finished.kind !== 'returned') {
    return {
      trouble: troubleOf(finished, NAME, who, last) ?? refused('no answer'),
      printed,
      scene,
    };
  }
  const value: Data = decode(finished.value);
  const wrong = whatIsOdd(value, scene);
  if (wrong) return { trouble: odd(wrong, NAME, who, last), printed, scene };
  const attended = value as unknown as Attended;
  const entropies = await entropiesBy(who, attended.weights);
  return { scene, attended, entropies, printed, took };
}

/** Computes a state. Rejects only for mistakes of the kit. */
export async function attend(state: State, choices: Choices): Promise<Attempt> {
  const { models, source } = choices;
  const started = performance.now();
  if (!models.includes(state.model)) {
    const says = `There is no model “${state.model}” here; there are ${models.join(', ')}.`;
    return { trouble: refused(says), printed: [] };
  }
  if (state.layer > 0 && freedomOf(state.model).layer && !isKept(questionOf(state))) {
    // Code that fails on layer 0 fails below any other; here the page itself sees how.
    const lowest = await attend({ ...state, layer: 0 }, choices);
    if (!lowest || 'trouble' in lowest) return lowest;
  }
  const scene = await sceneOf(questionOf(state));
  if ('trouble' in scene) return { trouble: refused(scene.trouble), printed: [] };
  return state.who === 'tfjs' ? byReference(state, scene, started) : byCode(state, scene, source);
}
