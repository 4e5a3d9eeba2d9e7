/** What is said between the pool and a child that holds the machines. */

import type { Reply } from '../../reference/running/target';
import type { SourceFile } from '../submissions/source';
import type { ReadyCall } from './ready';

/** One exercise of a submission. */
export interface SandboxJob {
  slug: string;
  source: string;
  /** Whether the exercise may import libraries, and so needs the large machine. */
  hasLibraries: boolean;
  /** What earlier exercises are, by slug; without it the model solutions. */
  earlier?: Readonly<Record<string, SourceFile>>;
  /** Null: those that the child was given with its last job of this exercise. */
  calls: readonly ReadyCall[] | null;
  /** Each outcome is said before the next call begins; otherwise several may be said together. */
  isCareful: boolean;
}

export type SandboxRequest = { prepare: { hasLibraries: boolean } } | { job: SandboxJob };

/** What a job cost the child: milliseconds of processor, in all and by what they were spent on. */
export interface Cost {
  strip: number;
  restore: number;
  load: number;
  calls: number;
  all: number;
  /** Bytes in use after it. */
  memory: number;
}

/**
 * `working` comes now and then while code runs that counts its steps; `finished` after the outcomes
 * of a job; a worn child is to be replaced.
 */
export type SandboxReply =
  | Reply
  | { ready: true }
  | { working: true }
  | { finished: { isWorn: boolean; cost: Cost } };
