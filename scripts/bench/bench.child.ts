/**
 * The child process that one contender runs in: native code of two engines must not meet, and
 * learner code may never end. Inputs are made here and times are taken here, so no pipe is timed.
 * Gives answers and times, never verdicts.
 */
import { encode, NotData } from '../../reference/judging/data';
import { createLoader, LoadError } from '../../reference/running/load';
import { reply, serve } from '../../reference/running/reply';
import { isA, placeOf, sayThrown } from '../../reference/running/thrown';
import { timeOne, timeWarm } from './clock';
import type { CodeContender, Contender } from './contenders';
import { sample } from './sample';
import type { Reply, Request } from './session';
import { HEADS, type Layer, layerOf, type Size, STOP } from './sizes';

type Attend = (x: Layer['x'], params: Layer['params'], nHeads: number) => unknown;

const say = (message: Reply): void => reply(message);

function loadCode({ name, exercise, target }: CodeContender): Attend {
  const attend = createLoader(target)(exercise)[name];
  if (typeof attend === 'function') return attend as Attend;
  throw new LoadError(`there is no exported function ${name}`);
}

async function load(contender: Contender): Promise<Attend> {
  if (contender.kind === 'code') return loadCode(contender);
  const name = 'engines';
  return (await import(`./${name}.kit.ts`)).attendOn(contender.name);
}

let attend: Attend = () => null;
let folder: string | null = null;
let layer: (Size & Layer) | null = null;

/** The pass of a size; making its inputs is not part of it. */
function passOf({ T, dModel }: Size): () => unknown {
  if (layer?.T !== T || layer.dModel !== dModel) {
    layer = { T, dModel, ...layerOf({ T, dModel }) };
  }
  const { x, params } = layer;
  return () => attend(x, params, HEADS);
}

async function handle(request: Request): Promise<Reply> {
  if ('open' in request) {
    if (request.open.kind === 'code') folder = request.open.target.folder;
    attend = await load(request.open);
    return { opened: true };
  }
  if ('time' in request) return { timed: await timeWarm(passOf(request.time), request.pace) };
  const pass = passOf(request.answer);
  const { answer, milliseconds: cold } = await timeOne(pass);
  // A cold start or a hiccup of the machine must not end a line.
  const isDoubtful = cold > STOP && cold < 3 * STOP;
  const milliseconds = isDoubtful ? (await timeOne(pass)).milliseconds : cold;
  return { milliseconds, answer: encode(sample(answer, request.answer)) };
}

function troubleOf(error: unknown): string {
  if (isA(LoadError, error)) return error.message;
  if (isA(NotData, error)) return `returned ${error.message}`;
  const where = folder === null ? undefined : placeOf(error, folder);
  return `threw ${sayThrown(error)}${where ? ` (${where})` : ''}`;
}

void serve(async (request: Request) => {
  try {
    say(await handle(request));
  } catch (error) {
    say({ trouble: troubleOf(error) });
  }
});
