/**
 * Puts the shards of a run together. Each shard's folder says which ids the whole run has, so that
 * every id is found exactly once: a second one is refused, a missing one is `infrastructure`.
 */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Slug } from '../../exercises/catalog';
import { UserError } from '../../reference/user-error';
import { compareIds, quoteId } from '../submissions/ids';
import { withoutVerdict } from './judge';
import { type Manifest, readManifest, withoutGrader } from './manifest';
import type { Plans } from './plans';
import type { Received } from './received';
import { readReport } from './regrade';
import type { GradedSubmission, Kit } from './report';
import { REPORT } from './report';
import { isIn } from './shard';

interface Part {
  folder: string;
  manifest: Manifest;
  submissions: GradedSubmission[];
}

function readPart(folder: string): Part | string {
  if (!existsSync(folder)) throw new UserError(`${folder}: there is no such folder`);
  const manifest = readManifest(folder);
  if (!manifest) return `${folder} holds no shard`;
  const report = readReport(join(folder, REPORT));
  const { kit } = manifest;
  const isOld = report && JSON.stringify(report.kit) !== JSON.stringify(withoutGrader(kit));
  // A report of an earlier run beside the manifest of one that was killed is not this run's.
  return { folder, manifest, submissions: report && !isOld ? report.submissions : [] };
}

/** @throws UserError that names the first thing in which two shards differ */
function refuseOthers(first: Part, parts: readonly Part[]): void {
  for (const { folder, manifest } of parts) {
    for (const key of ['version', 'specs', 'grader', 'engine', 'seed'] as const) {
      const [a, b] = [first.manifest.kit[key], manifest.kit[key]];
      if (a === b) continue;
      throw new UserError(
        `${first.folder} and ${folder} are not of one run: ${key} ${a} and ${b}; grade again with the same kit and --seed`,
      );
    }
    const same = (of: Manifest): string => JSON.stringify([of.shard.count, of.ids, of.slugs]);
    if (same(manifest) === same(first.manifest)) continue;
    throw new UserError(
      `${first.folder} and ${folder} are not of one run: they saw other submissions, other exercises or another number of shards`,
    );
  }
}

/** @throws UserError for an id that is there twice or in no shard's list */
function collect(parts: readonly Part[]): Map<string, GradedSubmission> {
  const found = new Map<string, { folder: string; graded: GradedSubmission }>();
  for (const { folder, manifest, submissions } of parts) {
    const known = new Set(manifest.ids);
    for (const graded of submissions) {
      const other = found.get(graded.id);
      const name = quoteId(graded.id);
      if (other)
        throw new UserError(`${name} is in ${other.folder} and in ${folder}; name each once`);
      if (!known.has(graded.id) || !isIn(manifest.shard, graded.id)) {
        throw new UserError(`${name} in ${folder} does not belong to that shard; grade it again`);
      }
      found.set(graded.id, { folder, graded });
    }
  }
  return new Map([...found].map(([id, { graded }]) => [id, graded]));
}

/**
 * Reads the shards' folders.
 * @throws UserError when they cannot be of one run, or an id is there twice
 */
export function readShards(folders: readonly string[]): {
  kit: Kit & { grader: string };
  ids: string[];
  slugs: readonly Slug[];
  layout: string;
  received: Received[];
  found: Map<string, GradedSubmission>;
  gaps: string[];
} {
  const read = folders.map(readPart);
  const parts = read.filter((part) => typeof part !== 'string');
  const gaps = read.filter((part) => typeof part === 'string');
  const [first] = parts;
  if (!first)
    throw new UserError(`no shard lies in ${folders.join(', ')}; merge what --shard wrote`);
  refuseOthers(first, parts);
  const found = collect(parts);
  const { ids, slugs, layout, shard, kit } = first.manifest;
  const given = new Set(parts.map(({ manifest }) => manifest.shard.index));
  for (let index = 1; index <= shard.count; index += 1) {
    const missing = ids.filter((id) => isIn({ index, count: shard.count }, id) && !found.has(id));
    const what = given.has(index) ? 'is not finished' : 'is missing';
    if (missing.length > 0) {
      gaps.push(`shard ${index}/${shard.count} ${what}: ${missing.length} without a verdict`);
    }
  }
  const received = parts.flatMap(({ manifest }) => manifest.received);
  received.sort((a, b) => compareIds(a.id, b.id));
  return { kit, ids: [...ids].sort(compareIds), slugs, layout, received, found, gaps };
}

/** Every id once; one that no shard judged is `infrastructure`. */
export const fillGaps = (
  ids: readonly string[],
  found: ReadonlyMap<string, GradedSubmission>,
  plans: Plans,
): GradedSubmission[] =>
  ids.map(
    (id) =>
      found.get(id) ??
      withoutVerdict(
        { id, name: null },
        plans,
        'infrastructure',
        'no shard brought a verdict for it',
      ),
  );
