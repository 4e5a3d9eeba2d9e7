/**
 * The child process that one contender runs in: native code of two engines must not meet, and
 * learner code may never end. Inputs are made here and times are taken here, so no pipe is timed.
 * Gives answers and times, never verdicts.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { encode, NotData } from '../../reference/judging/data';
import { createLoader, LoadError } from '../../reference/running/load';
import { reply, serve } from '../../reference/running/reply';
import { isA, placeOf, sayThrown } from '../../reference/running/thrown';
import { timeOne, timeWarm } from './clock';
import type { CodeContender, Contender } from './contenders';
import { forgetPeak, peak, resident, tellsMemory } from './memory';
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

const MEGABYTE = 2 ** 20;
/** Bytes that this process had with its first inputs and before its first pass. */
let rest: number | null = null;

/** Throws away what the last pass left, so that the next one's peak is its own. */
function tidy(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

/** What a pass gives, how long it took, and the memory that it took at its peak. */
async function timeFirst(pass: () => unknown) {
  if (!tellsMemory) return { ...(await timeOne(pass)), megabytes: null };
  tidy();
  rest ??= resident();
  forgetPeak();
  const timed = await timeOne(pass);
  return { ...timed, megabytes: (peak() - rest) / MEGABYTE };
}

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
  const { answer, megabytes, milliseconds: cold } = await timeFirst(pass);
  // A cold start or a hiccup of the machine must not end a line.
  const isDoubtful = cold > STOP && cold < 3 * STOP;
  const milliseconds = isDoubtful ? (await timeOne(pass)).milliseconds : cold;
  return { milliseconds, megabytes, answer: encode(sample(answer, request.answer)) };
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
