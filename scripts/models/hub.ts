/**
 * A model on a hub: its small files whole, its weights by ranges, all of one commit. What a
 * Hugging Face cache on this machine has is read there; the rest is fetched once and kept when it
 * was checked, and so is the commit: to go on to a newer one, name it (`owner/name@commit`) or
 * delete the folder. What was kept and does not pass the checks is fetched once more, and with it
 * all that was read of the same commit. CONTRIBUTING.md says why this is not `@huggingface/hub`.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../reference/user-error';
import { openFile, unkept, type WeightsFile } from './bytes';
import type { HubSettings } from './environment';
import { type ModelFiles, type Parse, readNeeded } from './files';
import { clientFor, explainKept, explainOffline } from './offline';
import { identityEntry, keepParts, readIdentity } from './parts';
import type { Patience } from './patience';
import { makePin, type Pinned } from './pin';
import { showProgress } from './progress';
import { openRemote } from './remote';
import { openRepository } from './repository';
import { findSnapshot } from './snapshot';
import { makeTaken } from './taken';

/** A file on disk that is not ours: nothing is kept, but what is wrong with it is noticed. */
const watched = (file: WeightsFile, onDoubt: () => void): WeightsFile => ({
  name: file.name,
  use: (work) =>
    file.use(work).catch((error) => {
      if (error instanceof UserError) onDoubt();
      throw error;
    }),
});

/** The hub has no such file at this commit. */
class NoSuchFile extends UserError {}

/**
 * Opens a model on a hub; nothing is asked of the network before it is needed.
 * @param id `owner/name`
 * @param revision a branch, a tag, a commit or a reference such as `refs/pr/3`
 */
export async function openHub(
  id: string,
  revision: string,
  settings: HubSettings,
  patience: Patience,
): Promise<ModelFiles> {
  const { endpoint, login, isOffline } = settings;
  const progress = showProgress(id);
  const client = clientFor(settings, patience, progress);
  const repository = openRepository(id, endpoint, client, login);
  const snapshot = await findSnapshot(settings.hubCache, id, revision);
  const pin = makePin(id, revision, snapshot?.commit ?? null, repository, settings.partsCache);
  const taken = makeTaken();
  /** The sizes of the weights' files that were opened. */
  const sizes = new Map<string, number>();
  let pinning: Promise<Pinned> | null = null;
  /** Where weights were read that cannot be right. */
  let doubted: string | null = null;
  let trustsSnapshot = true;

  const state = (): Promise<Pinned> => {
    pinning ??= pin();
    return pinning;
  };
  const inSnapshot = (file: string): string | null => {
    const path = snapshot && trustsSnapshot ? join(snapshot.folder, file) : null;
    return path && existsSync(path) ? path : null;
  };

  async function forget(): Promise<void> {
    await (await state()).forget();
    pinning = null;
    taken.forget();
  }

  /** After a 404: whether all of the commit that was kept is gone, and not that file alone. */
  async function isGone(): Promise<boolean> {
    const { isKept, revision: commit } = await state();
    if (!isKept || (await repository.has('config.json', commit))) return false;
    await forget();
    return true;
  }

  const missing = (file: string): UserError =>
    isOffline
      ? explainOffline(`${id}/${file}`, settings)
      : new UserError(`${id}: expected ${file}, the hub has none; take another model`);

  function take<T>(file: string, bytes: Uint8Array, place: string, parse: Parse<T>): T {
    const value = parse(bytes, place);
    taken.note(file, bytes, place, () => readNeeded(files, file, parse));
    return value;
  }

  async function fetchFile<T>(file: string, parse: Parse<T>): Promise<T | null> {
    const pinned = await state();
    const bytes = await repository.download(file, pinned.revision);
    if (bytes) {
      const value = take(file, bytes, `${id}/${file}`, parse);
      await pinned.store.write(file, bytes);
      await pinned.trust();
      return value;
    }
    if (!(await isGone())) return null;
    await taken.readAgain();
    return fetchFile(file, parse);
  }

  /** The file in the caches that comes first, with its bytes; null where neither has it. */
  async function findKept(file: string): Promise<[path: string, bytes: Uint8Array] | null> {
    const theirs = inSnapshot(file);
    if (theirs) return [theirs, await readFile(theirs)];
    const { store } = await state();
    const ours = await store.read(file);
    return ours && [join(store.folder, file), ours];
  }

  async function read<T>(file: string, parse: Parse<T>): Promise<T | null> {
    const kept = await findKept(file);
    if (!kept) return isOffline ? null : fetchFile(file, parse);
    const [path, bytes] = kept;
    try {
      const value = take(file, bytes, path, parse);
      await (await state()).trust();
      return value;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (isOffline) throw explainKept(error, path);
      return fetchFile(file, parse);
    }
  }

  async function openParts(file: string): Promise<WeightsFile> {
    await taken.readAgain();
    const { revision: commit, store, isKept } = await state();
    const onDoubt = (): void => {
      doubted = store.folder;
    };
    const known = await readIdentity(store, file);
    if (isOffline && !known) throw new NoSuchFile(missing(file).message);
    const source = await openRemote(client, {
      name: `${id}/${file}`,
      address: repository.addressOf(file, commit),
      known,
      async refuse(answer) {
        if (answer.status !== 404) return repository.refuse(file, answer);
        if (isKept) onDoubt();
        return new NoSuchFile(missing(file).message);
      },
    });
    sizes.set(file, source.size);
    return keepParts(source, store, file, onDoubt);
  }

  async function openRest(file: string): Promise<WeightsFile | null> {
    try {
      return await openParts(file);
    } catch (error) {
      if (!(error instanceof NoSuchFile)) throw error;
      doubted = null;
      return (await isGone()) ? openRest(file) : null;
    }
  }

  const files: ModelFiles = {
    name: id,
    read,
    missing,
    async isHere(file) {
      if (inSnapshot(file)) return true;
      const { store } = await state();
      return ((await store.read(file)) ?? (await store.read(identityEntry(file)))) !== null;
    },
    has: async (file) =>
      isOffline ? inSnapshot(file) !== null : repository.has(file, (await state()).revision),
    async openWeights(file) {
      const path = inSnapshot(file);
      if (path === null) return openRest(file);
      return watched(unkept(await openFile(path)), () => {
        doubted = path;
      });
    },
    doubt(file) {
      doubted = file;
      taken.drop(file);
    },
    async renew(error) {
      if (doubted === null || !(error instanceof UserError)) throw error;
      if (isOffline) throw explainKept(error, doubted);
      await forget();
      doubted = null;
      trustsSnapshot = false;
    },
    report: () => progress.end(client.traffic.requests, sizes),
  };
  return files;
}
