/**
 * What the page asks the server for: scenes of a model, what TensorFlow.js computes, and why a
 * learner's file cannot be loaded. All of it is data; the learner's code runs in the browser.
 */
import {
  type CatalogEntry,
  catalog,
  findExercise,
  prerequisitesOf,
  sourceOf,
} from '../../exercises/catalog';
import { UserError } from '../../reference/user-error';
import { causal, masking } from '../models/mask';
import { type Below, calledAs05 } from '../models/model';
import { attendBelow, Trouble } from '../scenes/below';
import { sceneOf } from '../scenes/model-scene';
import { sceneOptions } from '../scenes/options';
import type { PlainScene } from '../scenes/scene';
import { chooseTarget, type NamedTarget } from '../targets/target';
import { callFor, closeCalls } from './calls';
import type { Choices, Who } from './choices';
import type { Attending, Question } from './question';

/** As the flags of `heatmap` are, plus how to attend. */
export type Asked = Record<string, string>;

export type { PlainScene } from '../scenes/scene';

/** A flag's name as the page shows it. */
const labels: Record<string, string> = { 'd-model': 'd_model', model: 'the model' };

/** A sentence about flags, said of the page's fields. */
const withoutFlags = (text: string): string =>
  text.replace(/--([a-z-]+)/g, (_, flag: string) => labels[flag] ?? flag);

const kitPart = 'reference';
let loading: Promise<Attending> | null = null;

/** Only where `tfjs` is offered: students are handed no reference. */
async function attendByReference(question: Question) {
  loading ??= import(`./${kitPart}.kit.ts`);
  return (await loading).attendByReference(question);
}

/** Ends what questions have started. */
export async function closeAnswers(): Promise<void> {
  await Promise.all([closeCalls(), loading?.then(({ closeReference }) => closeReference())]);
}

/** The attention of the layers below the asked one. */
async function attendAs(who: Who): Promise<Below> {
  if (who !== 'tfjs') return attendBelow(await chooseTarget(who));
  return calledAs05(async (x, params, nHeads, options) => {
    const told = await attendByReference({ x, params, nHeads, options });
    if ('trouble' in told) throw new UserError(told.trouble);
    return told.output;
  });
}

async function sceneFor(asked: Asked, { models, whos }: Choices): Promise<PlainScene> {
  const { model = '' } = asked;
  // Folders and hub names are the command line's: a page may not read where it likes.
  if (!models.includes(model)) throw new UserError(`there is no model "${model}" on this page`);
  const who = whos.find((name) => name === asked.who) ?? 'exercises';
  const options = sceneOptions({ layer: '0', seed: '42', ...asked });
  const { reading, ...scene } = await sceneOf(model, options, await attendAs(who));
  return scene;
}

/** Judges what an exercise stands on; only the command can, which hands this in. */
export type FindBroken = (
  exercise: CatalogEntry,
  target: NamedTarget,
) => Promise<CatalogEntry | null>;

/** The slug of the earliest exercise that does not pass, of those that the maps stand on. */
async function earliestBroken(
  who: string,
  last: CatalogEntry | undefined,
  findBroken: FindBroken,
): Promise<string | null> {
  const broken = last && (await findBroken(last, await chooseTarget(who)));
  return broken?.slug ?? null;
}

/** Why the first file that cannot be loaded cannot; null where each of them can. */
async function whyUnloaded(
  folder: string,
  last: CatalogEntry | undefined,
  load: (url: string) => Promise<unknown>,
): Promise<{ file: string; says: string } | null> {
  const chain = last ? [...prerequisitesOf(last), last] : [...catalog];
  for (const exercise of chain) {
    const file = `${folder}/${sourceOf(exercise)}`;
    try {
      if (!(await load(`/${file}`))) return { file, says: `${file} cannot be read; is it there?` };
    } catch (error) {
      const [says = ''] = (error as Error).message.split('\n');
      return { file, says };
    }
  }
  return null;
}

/**
 * The answer to one question.
 * @param load has Vite transform a file
 * @param findBroken finds the exercise to go back to
 * @throws UserError for what a person can put right
 */
export async function answer(
  question: string,
  asked: Asked,
  choices: Choices,
  load: (url: string) => Promise<unknown>,
  findBroken: FindBroken,
): Promise<unknown> {
  try {
    if (question === 'choices') return choices;
    if (question === 'scene') return await sceneFor(asked, choices);
    const who = choices.whos.find((name) => name === asked.who && name !== 'tfjs');
    const drawn = findExercise(asked.exercise ?? choices.home);
    if (question === 'why') return who ? await whyUnloaded(who, drawn, load) : null;
    if (question === 'earliest') return who ? await earliestBroken(who, drawn, findBroken) : null;
    if (question === 'call' && who) return await callFor(who, asked.name ?? '', asked.args ?? '');
    if (question === 'tfjs' && choices.whos.includes('tfjs')) {
      const { x, params, nHeads, mask } = await sceneFor(asked, choices);
      const chosen = asked.mask === 'causal' ? causal(x.length) : undefined;
      const options = { temperature: Number(asked.temperature), ...masking(mask, chosen) };
      return await attendByReference({ x, params, nHeads, options });
    }
  } catch (error) {
    if (!(error instanceof UserError || error instanceof Trouble)) throw error;
    throw new UserError(withoutFlags(error.message), { cause: error });
  }
  throw new UserError(`the explorer has no answer to "${question}"`);
}
