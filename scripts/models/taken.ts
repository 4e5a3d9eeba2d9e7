/** What was read of a model's small files, so that all that is used of a model is of one commit. */
import { UserError } from '../../reference/user-error';
import { sha256 } from './hash';

export interface Taken {
  /**
   * Notes a file that was read.
   * @param place of the file, for messages
   * @param again how to read it once more
   * @throws UserError for other bytes than the file had before
   */
  note(file: string, bytes: Uint8Array, place: string, again: () => Promise<unknown>): void;
  /** Lets a file that cannot be right be another one the next time. */
  drop(file: string): void;
  /** Notes that all of them are of a commit that was forgotten. */
  forget(): void;
  /** Reads them again where they are of a commit that was forgotten. */
  readAgain(): Promise<void>;
}

export function makeTaken(): Taken {
  const files = new Map<string, { hash: string; again: () => Promise<unknown> }>();
  let isForgotten = false;
  return {
    note(file, bytes, place, again) {
      const hash = sha256(bytes);
      if ((files.get(file)?.hash ?? hash) !== hash) {
        throw new UserError(
          `${place}: expected the file that was read before, the hub has another one now; run the command again`,
        );
      }
      files.set(file, { hash, again });
    },
    drop(file) {
      files.delete(file);
    },
    forget() {
      isForgotten = true;
    },
    async readAgain() {
      if (!isForgotten) return;
      for (const { again } of files.values()) await again();
      isForgotten = false;
    },
  };
}
