/**
 * Another person's folder behind the seam: its calls run in a sandbox of their own instead of in a
 * child with this machine's files, and what it imports is that person's own code.
 */
import { type CatalogEntry, type Slug, sourceOf } from '../../exercises/catalog';
import type { Call, Outcome } from '../../reference/judging/verdict';
import type { Session } from '../../reference/running/target';
import { findInFolder } from '../submissions/folder';
import type { SourceFile } from '../submissions/source';
import { runBatch } from './batch';
import { createSandbox } from './pool';

const unread = (
  { reason, message }: Exclude<SourceFile, { text: string }>,
  file: string,
  calls: readonly Call[],
) => calls.map((): Outcome => ({ kind: 'none', reason, message: `${file}: ${message}` }));

async function readSources(folder: string): Promise<Record<Slug, SourceFile>> {
  const found = Object.entries(await findInFolder(folder));
  const sources = found.map(([slug, { source }]) => [slug, source]);
  return Object.fromEntries(sources) as Record<Slug, SourceFile>;
}

/** Opens an exercise of a folder, as it is on the disk now. Nothing that it prints is kept. */
export function openInSandbox(folder: string, exercise: CatalogEntry): Session {
  const reading = readSources(folder);
  // The caller of `run` hears of a failure.
  reading.catch(() => {});
  const sandbox = createSandbox({ concurrency: 1 });
  return {
    run: async (calls) => {
      const sources = await reading;
      const source = sources[exercise.slug];
      return 'text' in source
        ? runBatch(sandbox, { exercise, source: source.text, calls, earlier: sources })
        : unread(source, sourceOf(exercise), calls);
    },
    close: () => sandbox.close(),
    leave: () => sandbox.close(),
    printed: () => ({ lines: [], count: 0 }),
    printedBy: () => ({ lines: [], count: 0 }),
    // What the sandbox lacks has come out as what came of a call.
    lacking: () => [],
  };
}
