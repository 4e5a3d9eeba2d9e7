/** What there is of an exercise in a submission: its text, or why there is none to run. */
import type { Reason } from '../../reference/judging/verdict';

/** Bytes of a source file; the longest right answer has a tenth. */
export const SIZE_LIMIT = 256 * 1024;

/** Why there is no text: the file is not there, was refused, is one of several, or is unreadable. */
export type NoSourceReason = Extract<
  Reason,
  'missing-file' | 'rejected' | 'ambiguous' | 'infrastructure'
>;

/** The message names files of the submission and what to do about them; it shows nothing hidden. */
export type SourceFile = { text: string } | { reason: NoSourceReason; message: string };
