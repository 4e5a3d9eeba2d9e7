/**
 * A virtual machine for strangers' code: QuickJS compiled to WebAssembly. It has no file, network,
 * process, environment or clock; strings go in and strings come out. Its whole state is its linear
 * memory, so putting back a copy of that memory makes it as new.
 *
 * Limits inside: interpreter steps (the same on a slow machine), memory, stack. What cannot be
 * interrupted in here has to be killed from outside.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type QuickJSContext, type QuickJSHandle, StaticLifetime } from 'quickjs-emscripten-core';
import { cacheFolder } from '../../reference/root';
import { binary, loadEngine } from './engine';
import type { Host } from './inside/harness';
import { createKeep } from './kept';
import { type BoundedMemory, createMemory } from './memory';
import { createMeter, TURNS_AT_ONCE } from './meter';

/** What the host answers while a submission loads; `compile` gives JavaScript and a file name. */
export interface Program {
  resolve: Host['resolve'];
  compile(slug: string): { code: string; file: string };
}

/** What a step came to: the harness's JSON, or how the code came to its end. */
export type Step = { json: string } | { end: 'timeout' | 'memory' | 'unsettled' };

export interface Machine {
  /** Puts the memory back as it was before any submission. */
  restore(): void;
  /** Loads an exercise. */
  open(source: Program, slug: string): Step;
  /** @param json a `SentCall` */
  call(json: string): Step;
  /** Something happened after which the memory alone is not the whole state. */
  readonly isWorn: boolean;
}

/**
 * Bytes of the machine's own stack, of which its memory has five million: 10,000 plain frames, 3,000
 * through `map`, as deep as Node goes. The engine's own frames take two to five times as much of
 * the thread's stack.
 */
const STACK_LIMIT = 2 * 2 ** 20;
/** Megabytes of stack that the thread has to have. */
export const THREAD_STACK = 32;
/** Bytes beyond what the machine has before any submission, and more for each character given. */
const MEMORY_LIMIT = 74 * 2 ** 20;
const MEMORY_A_CHARACTER = 12;

const readScript = (name: string): string =>
  readFileSync(join(cacheFolder, 'build', `${name}.vm.js`), 'utf8');

/** Steps or the harness's own memory came to their end; the engine has left the code in good order. */
class Unanswered extends Error {}

const doorNames = ['open', 'call', 'take', 'wait'] as const;
type Doors = Record<(typeof doorNames)[number], QuickJSHandle>;

const doorsBy = (handleOf: (name: string, i: number) => QuickJSHandle): Doors =>
  Object.fromEntries(doorNames.map((name, i) => [name, handleOf(name, i)])) as Doors;

/** Functions that the harness may call; what they answer is looked up when they are called. */
function createHost(context: QuickJSContext, current: () => Program): QuickJSHandle {
  const host = context.newObject();
  const resolve = context.newFunction('resolve', (importer, name) => {
    const [from, wanted] = [importer, name].map((handle) => context.getString(handle));
    return context.newString(current().resolve(from ?? '', wanted ?? ''));
  });
  const compile = context.newFunction('compile', (slug) => {
    const { code, file } = current().compile(context.getString(slug));
    // On one line with the code's first, so that lines are those of the file; there `#!` is none.
    const body = code.replace(/^#!/, '//');
    return context.evalCode(`(function (exports, module, require) {${body}\n})`, file);
  });
  context.setProp(host, 'resolve', resolve);
  context.setProp(host, 'compile', compile);
  return host;
}

function startHarness(context: QuickJSContext, script: string, host: QuickJSHandle): Doors {
  const module = context.unwrapResult(context.evalCode(script, 'kit', { type: 'module' }));
  const start = context.getProp(module, 'start');
  const harness = context.unwrapResult(context.callFunction(start, context.undefined, host));
  // Made when first asked for; later would be a handle that the snapshot knows nothing of.
  void context.global;
  const doors = doorsBy((name) => context.getProp(harness, name));
  context.runtime.executePendingJobs();
  return doors;
}

/** The same from what another process kept; what is loaded takes too long to be loaded each time. */
function startKeptHarness(
  context: QuickJSContext,
  name: string,
  host: QuickJSHandle,
  { memory }: BoundedMemory,
): { doors: Doors; size: number } {
  const script = readScript(name);
  // The memory has limits and functions of the host in it, so this program is one of its parts.
  const keep = createKeep(name, [readFileSync(binary), script, readFileSync(__filename)]);
  const kept = keep.read();
  const at = (handle: QuickJSHandle): number => Number(handle.value);
  // What the host has is where it was, or the one memory is no continuation of the other.
  if (kept?.places.host === at(host)) {
    const { places, bytes } = kept;
    const missing = (): number => bytes.length - memory.buffer.byteLength;
    // It has to be the module that lets its memory grow. What it makes for that is written over.
    while (missing() > 0) context.unwrapResult(context.evalCode(`new ArrayBuffer(${missing()})`));
    const whole = new Uint8Array(memory.buffer);
    whole.set(bytes);
    whole.fill(0, bytes.length);
    const handleAt = (place: unknown) => new StaticLifetime(place, context.runtime);
    const doors = doorsBy((_, i) => handleAt(places.doors[i]) as unknown as QuickJSHandle);
    return { doors, size: bytes.length };
  }
  const doors = startHarness(context, script, host);
  const places = { host: at(host), doors: doorNames.map((door) => at(doors[door])) };
  keep.write({ places, bytes: new Uint8Array(memory.buffer) });
  return { doors, size: memory.buffer.byteLength };
}

/**
 * Starts a machine.
 * @param script `plain` or `libraries` (TensorFlow.js and mathjs: 1.5 seconds, once kept 0.1)
 * @param beat called now and then while code runs
 */
export async function startMachine(
  script: 'plain' | 'libraries',
  beat: () => void,
): Promise<Machine> {
  const memory = createMemory();
  const module = await loadEngine(memory);
  const runtime = module.newRuntime();
  runtime.setMaxStackSize(STACK_LIMIT);
  const context = runtime.newContext();
  let source: Program | null = null;
  const host = createHost(context, () => {
    if (!source) throw new Error('machine: nothing is open');
    return source;
  });
  const { doors, size } = startKeptHarness(context, script, host, memory);
  const meter = createMeter(beat);
  runtime.setInterruptHandler(() => {
    meter.tick();
    return meter.isOver();
  });
  memory.remember(size);
  let isBroken = false;

  /** Runs what the code left to do, until there is a result or nothing is left. */
  function finish(result: string): Step {
    for (;;) {
      while (runtime.hasPendingJob() && !meter.isOver()) {
        runtime.executePendingJobs(TURNS_AT_ONCE).dispose();
        meter.turns(TURNS_AT_ONCE);
      }
      if (meter.isOver()) return { end: 'timeout' };
      const json = result || enter('take');
      if (json !== '') return { json };
      meter.turns(1);
      if (enter('wait') === 'false') return { end: meter.isOver() ? 'timeout' : 'unsettled' };
    }
  }

  /**
   * Calls a door and gives its answer as text; what the harness itself cannot catch is the end of
   * time or of memory.
   */
  function enter(door: keyof Doors, text?: string): string {
    const args = text === undefined ? [] : [context.newString(text)];
    const result = context.callFunction(doors[door], context.undefined, ...args);
    for (const arg of args) arg.dispose();
    if (result.error) throw new Unanswered();
    const answer = context.getString(result.value);
    result.value.dispose();
    return answer;
  }

  function step(door: 'open' | 'call', text: string): Step {
    meter.next(text.length);
    memory.limit(MEMORY_LIMIT + text.length * MEMORY_A_CHARACTER);
    try {
      return finish(enter(door, text));
    } catch (error) {
      // Where memory, or this process's stack, ended inside of WebAssembly, nothing is sure any more.
      isBroken ||= !(error instanceof Unanswered);
      return { end: meter.isOver() ? 'timeout' : 'memory' };
    }
  }

  return {
    restore: memory.restore,
    open(from, slug) {
      source = from;
      meter.begin();
      return step('open', slug);
    },
    call: (json) => step('call', json),
    get isWorn() {
      return isBroken || memory.grown() > MEMORY_LIMIT / 2;
    },
  };
}
