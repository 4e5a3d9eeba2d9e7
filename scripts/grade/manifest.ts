/** What a run, a shard of one, or a merge writes about itself before it judges anything. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Slug } from '../../exercises/catalog';
import { UserError } from '../../reference/user-error';
import { writeWhole } from '../../reference/write-whole';
import type { Format, Level } from './options';
import type { Received } from './received';
import type { Kit } from './report';
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
  /** What the pages tell, and which formats there are, for a run that judges a part anew. */
  level: Level;
  formats: readonly Format[];
}

const parts = ['shard', 'kit', 'ids', 'slugs', 'layout', 'received'] as const;

/** @throws UserError for a file that cannot be read */
export function readManifest(folder: string): Manifest | null {
  const path = join(folder, MANIFEST);
  if (!existsSync(path)) return null;
  try {
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
    const isOurs = manifest.schema === 'attention-kata/grade-shard/v1';
    if (isOurs && parts.every((part) => part in manifest)) return manifest;
  } catch {
    // Said below.
  }
  throw new UserError(
    `${path} cannot be read, or another version of the kit wrote it; name another --out, or run that shard again`,
  );
}

export function withoutGrader({ version, specs, engine, seed }: Kit): Kit {
  return { version, specs, engine, seed };
}

/** Writes it, whole or not at all. */
export const writeManifest = (out: string, manifest: Omit<Manifest, 'schema'>): void =>
  writeWhole(join(out, MANIFEST), [
    `${JSON.stringify({ schema: 'attention-kata/grade-shard/v1', ...manifest })}\n`,
  ]);
