/** What a run, a shard of one, or a merge writes about itself before it judges anything. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Slug } from '../../exercises/catalog';
import { UserError } from '../../reference/user-error';
import type { Received } from './received';
import type { Kit } from './report';
import { writeWhole } from './reports/write';
import type { Shard } from './shard';

export const MANIFEST = 'grade-shard.json';

export interface Manifest {
  schema: 'attention-kata/grade-shard/v1';
  shard: Shard;
  kit: Kit & { grader: string };
  /** Ids of the whole run, not only of this shard. */
  ids: readonly string[];
  /** The exercises of the run. */
  slugs: readonly Slug[];
  /** How the submissions are laid out, as `--layout` names it. */
  layout: string;
  /** What this shard received. */
  received: readonly Received[];
}

/** @throws UserError for a file that cannot be read */
export function readManifest(folder: string): Manifest | null {
  const path = join(folder, MANIFEST);
  if (!existsSync(path)) return null;
  try {
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
    if (manifest.schema === 'attention-kata/grade-shard/v1') return manifest;
  } catch {
    // Said below.
  }
  throw new UserError(`${path} cannot be read; run that shard again`);
}

export function withoutGrader({ version, specs, engine, seed }: Kit): Kit {
  return { version, specs, engine, seed };
}

/** Writes it, whole or not at all. */
export function writeManifest(
  out: string,
  shard: Shard,
  kit: Manifest['kit'],
  { ids, slugs, layout, received }: Pick<Manifest, 'ids' | 'slugs' | 'layout' | 'received'>,
): void {
  const schema = 'attention-kata/grade-shard/v1';
  const manifest: Manifest = { schema, shard, kit, ids, slugs, layout, received };
  writeWhole(join(out, MANIFEST), [`${JSON.stringify(manifest)}\n`]);
}
