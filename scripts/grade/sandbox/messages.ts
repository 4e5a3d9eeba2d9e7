/** What is said between the pool and a child that holds the machines. */
import type { Reply } from '../../../reference/target';
import type { Call } from '../../../reference/verdict';

/** One exercise of a submission. Values in the calls are encoded. */
export interface SandboxJob {
  slug: string;
  source: string;
  /** Whether the exercise may import libraries, and so needs the large machine. */
  hasLibraries: boolean;
  /** Sources of earlier exercises by slug; the model solution of each that is not there. */
  earlier?: Readonly<Record<string, string>>;
  calls: readonly Call[];
}

export type SandboxRequest = { prepare: { hasLibraries: boolean } } | { job: SandboxJob };

/** `finished` comes after the outcomes of a job; a worn child is to be replaced. */
export type SandboxReply = Reply | { ready: true } | { finished: { isWorn: boolean } };
