/**
 * One state of a model: the commit that a branch stands at, asked for once and kept from then on.
 * It is kept only when a file of that commit was read and found right.
 */
import { join } from 'node:path';
import { commitIn, type Repository } from './repository';
import { noStore, openStore, type Store } from './store';

export interface Pinned {
  revision: string;
  store: Store;
  /** Whether the hub was not asked, because the commit was kept at an earlier time. */
  isKept: boolean;
  /** Keeps the commit, of which a file was checked. */
  trust(): Promise<void>;
  /** Forgets the commit and all that is kept of it. */
  forget(): Promise<void>;
}

/**
 * How the commit is found: named, in Hugging Face's cache, kept from last time, or asked for.
 * @param known the commit in Hugging Face's cache
 * @param cache the folder for all that comes from this endpoint
 */
export function makePin(
  id: string,
  revision: string,
  known: string | null,
  repository: Repository,
  cache: string,
): () => Promise<Pinned> {
  const refs = openStore(cache);
  const ref = `${id}@${encodeURIComponent(revision)}`;
  // Where a cache can only be read, what is forgotten stays there, and must not be asked for again.
  let isForgotten = false;

  const pinned = (commit: string | null, isKept: boolean, isAsked: boolean): Pinned => {
    const store = commit === null ? noStore : openStore(join(cache, `${id}@${commit}`));
    return {
      revision: commit ?? revision,
      store,
      isKept,
      async trust() {
        if (isAsked && commit !== null) await refs.write(ref, Buffer.from(commit));
      },
      async forget() {
        isForgotten = true;
        await store.forget();
        if (isKept) await refs.forget(ref);
      },
    };
  };

  return async () => {
    if (known !== null) return pinned(known, false, false);
    if (/^[0-9a-f]{40}$/.test(revision)) return pinned(revision, false, false);
    const kept = isForgotten ? null : commitIn((await refs.read(ref))?.toString());
    if (kept !== null) return pinned(kept, true, false);
    return pinned(await repository.askCommit('config.json', revision), false, true);
  };
}
