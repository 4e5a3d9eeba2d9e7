/**
 * A virtual machine for strangers' code: QuickJS compiled to WebAssembly. It has no file, network,
 * process, environment or clock; strings go in and strings come out. Its whole state is its linear
 * memory, so putting back a copy of that memory makes it as new, whatever was done in it.
 *
 * Limits inside: interpreter steps (the same on a slow machine), memory, stack. What cannot be
 * interrupted in here has to be killed from outside.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import variant from '@jitl/quickjs-wasmfile-release-sync';
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
} from 'quickjs-emscripten-core';
import { cacheFolder } from '../../../reference/root';
import type { Host, SentCall } from './inside/harness';

// Neither Node's types nor the language's have it; only browsers' do.
declare global {
  namespace WebAssembly {
    class Memory {
      constructor(pages: { initial: number; maximum: number });
      readonly buffer: ArrayBuffer;
    }
  }
}

/** What the host answers while a submission loads; `compile` gives JavaScript and a file name. */
export interface Source {
  resolve: Host['resolve'];
  compile(slug: string): { code: string; file: string };
}

/** What a step came to: the harness's JSON, or how the code came to its end. */
export type Step = { json: string } | { end: 'timeout' | 'memory' | 'unsettled' };

export interface Machine {
  /** Puts the memory back as it was before any submission, and loads an exercise. */
  open(source: Source, slug: string): Step;
  call(call: SentCall): Step;
  /** Something happened after which the memory alone is not the whole state. */
  readonly isWorn: boolean;
}

/** Pages of 64 KB: the least that the module takes, and what it can never have more of. */
const FIRST_PAGES = 256;
const MOST_PAGES = 16_384;
const STACK_LIMIT = 256 * 1024;
/** Bytes beyond what the machine has before any submission. */
const MEMORY_LIMIT = 64 * 2 ** 20;

/** The engine asks whether to go on every 10,000 jumps or calls; this is how often it may ask. */
const STEP_LIMIT = 5_000;
/** The same for all calls of an exercise together. */
const TOTAL_LIMIT = 40_000;
/** How often it asks between two signs of life. */
const BEAT = 250;

/**
 * What a call may take grows with what it is given, by the character: a layer of a large model is
 * millions of numbers, and each is multiplied as often as there are positions.
 */
const MEMORY_A_CHARACTER = 8;
const STEPS_A_CHARACTER = 1 / 200;

const JOBS_AT_ONCE = 100;

const readScript = (name: string): string =>
  readFileSync(join(cacheFolder, 'build', `${name}.vm.js`), 'utf8');

/** Counts what the interpreter spends, and says when that is too much. */
function createMeter(runtime: QuickJSRuntime, beat: () => void) {
  const left = { call: 0, total: 0 };
  runtime.setInterruptHandler(() => {
    left.call -= 1;
    left.total -= 1;
    if (left.total % BEAT === 0) beat();
    return isOver();
  });
  const isOver = (): boolean => left.call < 0 || left.total < 0;
  return {
    isOver,
    /** For all that an exercise is asked. */
    begin: () => void Object.assign(left, { call: STEP_LIMIT, total: TOTAL_LIMIT }),
    /** @param given characters of the call that begins */
    next(given: number): void {
      const more = Math.ceil(given * STEPS_A_CHARACTER);
      left.call = STEP_LIMIT + more;
      left.total += more;
    },
  };
}

/** A copy of the memory, and a way to put it back. */
function takeSnapshot(memory: WebAssembly.Memory): () => void {
  const whole = new Uint8Array(memory.buffer);
  const used = whole.findLastIndex((byte) => byte !== 0) + 1;
  const copy = whole.slice(0, used);
  return () => {
    // A fresh view: the old one is empty once the memory has grown.
    const now = new Uint8Array(memory.buffer);
    now.set(copy);
    now.fill(0, used);
  };
}

/** Not even the harness could go on. */
class OutOfMemory extends Error {}

interface Doors {
  open: QuickJSHandle;
  call: QuickJSHandle;
  take: QuickJSHandle;
  wait: QuickJSHandle;
}

/** Functions that the harness may call; what they answer is looked up when they are called. */
function createHost(context: QuickJSContext, current: () => Source): QuickJSHandle {
  const host = context.newObject();
  const resolve = context.newFunction('resolve', (importer, name) => {
    const [from, wanted] = [importer, name].map((handle) => context.getString(handle));
    return context.newString(current().resolve(from ?? '', wanted ?? ''));
  });
  const compile = context.newFunction('compile', (slug) => {
    const { code, file } = current().compile(context.getString(slug));
    // On one line with the code's first, so that lines are those of the file.
    return context.evalCode(`(function (exports, module, require) {${code}\n})`, file);
  });
  context.setProp(host, 'resolve', resolve);
  context.setProp(host, 'compile', compile);
  return host;
}

function startHarness(context: QuickJSContext, script: string, host: QuickJSHandle): Doors {
  const vm = context.unwrapResult(context.evalCode(`(() => {${script};return vm})()`, 'kit'));
  const start = context.getProp(vm, 'start');
  const harness = context.unwrapResult(context.callFunction(start, context.undefined, host));
  const door = (name: string): QuickJSHandle => context.getProp(harness, name);
  return { open: door('open'), call: door('call'), take: door('take'), wait: door('wait') };
}

/** Bytes that the interpreter itself says it uses. */
function usedBytes(context: QuickJSContext, runtime: QuickJSRuntime): number {
  const usage = runtime.computeMemoryUsage();
  const { memory_used_size: bytes } = context.dump(usage) as { memory_used_size: number };
  usage.dispose();
  return bytes;
}

/**
 * Starts a machine.
 * @param script `plain` (40 ms) or `libraries` (TensorFlow.js and mathjs, two seconds)
 * @param beat called now and then while code runs
 */
export async function startMachine(
  script: 'plain' | 'libraries',
  beat: () => void,
): Promise<Machine> {
  const wasmMemory = new WebAssembly.Memory({ initial: FIRST_PAGES, maximum: MOST_PAGES });
  const module = await newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmMemory }));
  const runtime = module.newRuntime();
  runtime.setMaxStackSize(STACK_LIMIT);
  const context = runtime.newContext();
  let source: Source | null = null;
  const host = createHost(context, () => {
    if (!source) throw new Error('machine: nothing is open');
    return source;
  });
  const doors = startHarness(context, readScript(script), host);
  // Made when first asked for; later would be a handle that the snapshot knows nothing of.
  void context.global;
  runtime.executePendingJobs();
  const memoryLimit = usedBytes(context, runtime) + MEMORY_LIMIT;
  const meter = createMeter(runtime, beat);
  const restore = takeSnapshot(wasmMemory);
  const restingSize = wasmMemory.buffer.byteLength;
  const grown = (): number => wasmMemory.buffer.byteLength - restingSize;
  let isBroken = false;

  /** Runs what the code left to do, until the result is there or nothing is left. */
  function finish(): Step {
    for (;;) {
      while (runtime.hasPendingJob() && !meter.isOver()) {
        runtime.executePendingJobs(JOBS_AT_ONCE).dispose();
      }
      if (meter.isOver()) return { end: 'timeout' };
      const json = take();
      if (json !== undefined) return { json };
      if (!enter('wait')) return { end: meter.isOver() ? 'timeout' : 'unsettled' };
    }
  }

  /** Calls a door; what the harness itself cannot catch is the end of time or of memory. */
  function enter(door: keyof Doors, text?: string): unknown {
    const args = text === undefined ? [] : [context.newString(text)];
    const result = context.callFunction(doors[door], context.undefined, ...args);
    for (const arg of args) arg.dispose();
    if (result.error) throw new OutOfMemory();
    const { value } = result;
    const answer = context.typeof(value) === 'boolean' ? context.dump(value) : undefined;
    value.dispose();
    return answer;
  }

  function take(): string | undefined {
    const result = context.callFunction(doors.take, context.undefined);
    if (result.error) throw new OutOfMemory();
    const json = context.typeof(result.value) === 'string' && context.getString(result.value);
    result.value.dispose();
    return json === false ? undefined : json;
  }

  function step(door: 'open' | 'call', text: string): Step {
    meter.next(text.length);
    runtime.setMemoryLimit(memoryLimit + text.length * MEMORY_A_CHARACTER);
    try {
      enter(door, text);
      return finish();
    } catch {
      // Where the engine, or this process, gave up inside of WebAssembly, nothing is sure any more.
      isBroken = true;
      return { end: meter.isOver() ? 'timeout' : 'memory' };
    }
  }

  return {
    open(from, slug) {
      source = from;
      meter.begin();
      restore();
      return step('open', slug);
    },
    call: (call) => step('call', JSON.stringify(call)),
    get isWorn() {
      return isBroken || grown() > MEMORY_LIMIT / 2;
    },
  };
}
