/**
 * Another person's folder behind the seam: its calls run in a sandbox of their own instead of in a
 * child with this machine's files, and what it imports is that person's own code.
 */
import { type CatalogEntry, sourceOf } from '../../exercises/catalog';
import type { Call, Outcome } from '../../reference/judging/verdict';
import type { Session } from '../../reference/running/target';
import { type SourceFile, whyUnread } from '../submissions/files';
import { findSources } from '../submissions/intake';
import { runBatch } from './batch';
import { createSandbox } from './pool';

const unread = (
  source: Exclude<SourceFile, { text: string }>,
  file: string,
  calls: readonly Call[],
) =>
  calls.map((): Outcome => {
    const { reason, message } = whyUnread(source);
    return { kind: 'none', reason, message: `${file}: ${message}` };
  });

/** Opens an exercise of a folder, as it is on the disk now. Nothing that it prints is kept. */
export function openInSandbox(folder: string, exercise: CatalogEntry): Session {
  const found = Object.entries(findSources(folder));
  const sources = Object.fromEntries(found.map(([slug, { source }]) => [slug, source]));
  const source = sources[exercise.slug] ?? { missing: true };
  const sandbox = createSandbox({ concurrency: 1 });
  return {
    run: async (calls) =>
      'text' in source
        ? runBatch(sandbox, { exercise, source: source.text, calls, earlier: sources })
        : unread(source, sourceOf(exercise), calls),
    close: () => sandbox.close(),
    printed: () => ({ lines: [], count: 0 }),
    // What the sandbox lacks has come out as what came of a call.
    lacking: () => [],
  };
}
