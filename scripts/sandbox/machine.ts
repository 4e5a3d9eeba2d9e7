/**
 * A virtual machine for strangers' code: QuickJS compiled to WebAssembly. It has no file, network,
 * process, environment or clock; strings go in and strings come out. Its whole state is its linear
 * memory, so putting back a copy of that memory makes it as new.
 *
 * Limits inside: interpreter steps (the same on a slow machine), memory, stack. What cannot be
 * interrupted in here has to be killed from outside.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import variant from '@jitl/quickjs-wasmfile-release-sync';
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
} from 'quickjs-emscripten-core';
import { cacheFolder, root } from '../../reference/root';
import type { Host, SentCall } from './inside/harness';
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
  call(call: SentCall): Step;
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
const MEMORY_LIMIT = 64 * 2 ** 20;
const MEMORY_A_CHARACTER = 12;

const readScript = (name: string): string =>
  readFileSync(join(cacheFolder, 'build', `${name}.vm.js`), 'utf8');

const binary = createRequire(join(root, 'package.json')).resolve(
  '@jitl/quickjs-wasmfile-release-sync/wasm',
);

/** The engine on a memory that leaves it when it is full. */
function loadEngine({ memory, guard }: BoundedMemory) {
  const instantiateWasm = (
    imports: WebAssembly.Imports,
    use: (instance: WebAssembly.Instance) => void,
  ): object => {
    const module = new WebAssembly.Module(readFileSync(binary));
    const instance = new WebAssembly.Instance(module, guard(imports));
    use(instance);
    return instance.exports;
  };
  const emscriptenModule = { instantiateWasm } as object;
  return newQuickJSWASMModuleFromVariant(
    newVariant(variant, { wasmMemory: memory, emscriptenModule }),
  );
}

/** Steps or the harness's own memory came to their end; the engine has left the code in good order. */
class Unanswered extends Error {}

interface Doors {
  open: QuickJSHandle;
  call: QuickJSHandle;
  take: QuickJSHandle;
  wait: QuickJSHandle;
}

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
  const vm = context.unwrapResult(context.evalCode(`(() => {${script};return vm})()`, 'kit'));
  const start = context.getProp(vm, 'start');
  const harness = context.unwrapResult(context.callFunction(start, context.undefined, host));
  const door = (name: string): QuickJSHandle => context.getProp(harness, name);
  return { open: door('open'), call: door('call'), take: door('take'), wait: door('wait') };
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
  const doors = startHarness(context, readScript(script), host);
  // Made when first asked for; later would be a handle that the snapshot knows nothing of.
  void context.global;
  runtime.executePendingJobs();
  const meter = createMeter(beat);
  runtime.setInterruptHandler(() => {
    meter.tick();
    return meter.isOver();
  });
  memory.remember();
  let isBroken = false;

  /** Runs what the code left to do, until the result is there or nothing is left. */
  function finish(): Step {
    for (;;) {
      while (runtime.hasPendingJob() && !meter.isOver()) {
        runtime.executePendingJobs(TURNS_AT_ONCE).dispose();
        meter.turns(TURNS_AT_ONCE);
      }
      if (meter.isOver()) return { end: 'timeout' };
      const json = take();
      if (json !== undefined) return { json };
      meter.turns(1);
      if (!enter('wait')) return { end: meter.isOver() ? 'timeout' : 'unsettled' };
    }
  }

  /** Calls a door; what the harness itself cannot catch is the end of time or of memory. */
  function enter(door: keyof Doors, text?: string): unknown {
    const args = text === undefined ? [] : [context.newString(text)];
    const result = context.callFunction(doors[door], context.undefined, ...args);
    for (const arg of args) arg.dispose();
    if (result.error) throw new Unanswered();
    const { value } = result;
    const answer = context.typeof(value) === 'boolean' ? context.dump(value) : undefined;
    value.dispose();
    return answer;
  }

  function take(): string | undefined {
    const result = context.callFunction(doors.take, context.undefined);
    if (result.error) throw new Unanswered();
    const json = context.typeof(result.value) === 'string' && context.getString(result.value);
    result.value.dispose();
    return json === false ? undefined : json;
  }

  function step(door: 'open' | 'call', text: string): Step {
    meter.next(text.length);
    memory.limit(MEMORY_LIMIT + text.length * MEMORY_A_CHARACTER);
    try {
      enter(door, text);
      return finish();
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
    call: (call) => step('call', JSON.stringify(call)),
    get isWorn() {
      return isBroken || memory.grown() > MEMORY_LIMIT / 2;
    },
  };
}
