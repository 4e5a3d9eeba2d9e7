/**
 * The process that a submission's code runs in, inside a virtual machine. Its main thread hears the
 * pool's requests and makes files JavaScript; a second thread holds the machines (`jobs.ts`), and has
 * the stack that they need on every system.
 */
import { on } from 'node:events';
import { createInterface } from 'node:readline';
import { type MessagePort, parentPort, Worker } from 'node:worker_threads';
import { HEAP_LIMIT } from '../../reference/running/child';
import { serve } from '../../reference/running/reply';
import { compileFiles } from './compiled';
import { type CompiledJob, createClock, handle } from './jobs';
import { THREAD_STACK } from './machine';
import type { SandboxRequest } from './messages';

/** Milliseconds that what is under way may take after the last request. */
const LONGEST_END = 1_000;

type Compiled = Extract<SandboxRequest, { prepare: unknown }> | CompiledJob;

/** The requests that the main thread passes on, until it says that there are no more. */
async function* requestsFrom(port: MessagePort): AsyncGenerator<Compiled> {
  for await (const [request] of on(port, 'message')) {
    if (request === null) return;
    yield request;
  }
}

function runJobs(port: MessagePort): void {
  // Reading a job is part of what it costs.
  const elapsed = createClock();
  void serve((request: Compiled) => handle(request, elapsed), requestsFrom(port));
}

function compileRequest(line: string): Compiled {
  const elapsed = createClock();
  const request = JSON.parse(line) as SandboxRequest;
  if ('prepare' in request) return request;
  return { job: request.job, files: compileFiles(request.job), strip: elapsed() };
}

/** The main thread hears at once when the grader that started this process is gone. */
function startThread(): void {
  const thread = new Worker(__filename, {
    resourceLimits: { stackSizeMb: THREAD_STACK, maxOldGenerationSizeMb: HEAP_LIMIT },
  });
  const end = (): void => void process.kill(process.pid, 'SIGKILL');
  createInterface({ input: process.stdin })
    .on('line', (line) => thread.postMessage(compileRequest(line)))
    .on('close', () => {
      thread.postMessage(null);
      setTimeout(end, LONGEST_END).unref();
    });
  // Ctrl-C reaches the whole group; the grader decides when this ends.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
}

if (parentPort) runJobs(parentPort);
else startThread();
