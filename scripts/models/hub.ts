/**
 * A model on a hub: its small files whole, its weights by ranges, all of one commit. What a
 * Hugging Face cache on this machine has is read there; the rest is fetched once and kept when it
 * was checked, and so is the commit: to go on to a newer one, name it (`owner/name@commit`) or
 * delete the folder. What was kept and does not pass the checks is fetched once more, and with it
 * all that was read of the same commit.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../reference/user-error';
import { openFile, unkept, type WeightsFile } from './bytes';
import type { HubSettings } from './environment';
import { explainMissingWeights, type ModelFiles, type Parse } from './files';
import { sha256 } from './hash';
import { type Client, makeClient } from './http';
import { parseObject } from './json';
import { keepParts, readIdentity } from './parts';
import type { Patience } from './patience';
import { makePin, type Pinned } from './pin';
import { type Progress, showProgress } from './progress';
import { openRemote } from './remote';
import { openRepository } from './repository';
import { findSnapshot } from './snapshot';

const WEIGHTS = 'model.safetensors';

function clientFor(settings: HubSettings, patience: Patience, progress: Progress): Client {
  const { endpoint, login, isOffline, partsCache } = settings;
  const client = makeClient(endpoint, login.token, patience, progress.add);
  if (!isOffline) return client;
  const persist = async (name: string): Promise<never> => {
    throw new UserError(
      `${name}: not in the caches (${settings.hubCache}, ${partsCache}), and HF_HUB_OFFLINE is set; run it once without, or name a folder with the model`,
    );
  };
  return { ...client, persist };
}

/** Offline nothing can be fetched again: says what is kept where. */
const explainKept = (error: UserError, place: string): UserError =>
  new UserError(
    `${error.message}; it was kept in ${place}: run it once without HF_HUB_OFFLINE, and it is fetched again`,
    { cause: error },
  );

/** A file on disk that is not ours: nothing is kept, but what is wrong with it is noticed. */
const watched = (file: WeightsFile, onDoubt: () => void): WeightsFile => ({
  name: file.name,
  use: (work) =>
    file.use(work).catch((error) => {
      if (error instanceof UserError) onDoubt();
      throw error;
    }),
});

/**
 * Opens a model on a hub; nothing is asked of the network before it is needed.
 * @param id `owner/name`
 * @param revision a branch or a commit
 */
export async function openHub(
  id: string,
  revision: string,
  settings: HubSettings,
  patience: Patience,
): Promise<ModelFiles> {
  const progress = showProgress(id);
  const client = clientFor(settings, patience, progress);
  const repository = openRepository(id, settings.endpoint, client, settings.login);
  const snapshot = await findSnapshot(settings.hubCache, id, revision);
  const pin = makePin(id, revision, snapshot?.commit ?? null, repository, settings.partsCache);
  let pinning: Promise<Pinned> | null = null;
  let fileSize: number | null = null;
  /** Where weights were read that cannot be right. */
  let doubted: string | null = null;
  let trustsSnapshot = true;
  /** The hashes of the files that were read, and how to read them again. */
  const taken = new Map<string, { hash: string; again(): Promise<unknown> }>();
  /** Whether they are of a commit that was forgotten. */
  let isForgotten = false;

  const state = (): Promise<Pinned> => {
    pinning ??= pin();
    return pinning;
  };
  const inSnapshot = (file: string): string | null => {
    const path = snapshot && join(snapshot.folder, file);
    return path && existsSync(path) ? path : null;
  };

  async function forget(): Promise<void> {
    await (await state()).forget();
    pinning = null;
    isForgotten = true;
  }

  /** Reads again what was read of a commit that was forgotten, so that all is of one commit. */
  async function readAgain(): Promise<void> {
    if (!isForgotten) return;
    for (const { again } of taken.values()) await again();
    isForgotten = false;
  }

  function take<T>(file: string, bytes: Uint8Array, place: string, parse: Parse<T>): T {
    const value = parse(parseObject(bytes, place), place);
    const hash = sha256(bytes);
    if ((taken.get(file)?.hash ?? hash) !== hash) {
      throw new UserError(
        `${place}: expected the file that was read before, the hub has another one now; run the command again`,
      );
    }
    taken.set(file, { hash, again: () => readJson(file, parse) });
    return value;
  }

  async function fetchJson<T>(file: string, parse: Parse<T>): Promise<T> {
    const pinned = await state();
    const bytes = await repository.download(file, pinned.revision);
    if (bytes) {
      const value = take(file, bytes, `${id}/${file}`, parse);
      await pinned.store.write(file, bytes);
      await pinned.trust();
      return value;
    }
    if (!pinned.isKept) {
      throw new UserError(`${id}: expected ${file}, the hub has none; take another model`);
    }
    // The hub does not know the commit that was kept: the branch may stand at another one.
    await forget();
    await readAgain();
    return fetchJson(file, parse);
  }

  /** The file in the caches that comes first, with its bytes; null where neither has it. */
  async function findKept(file: string): Promise<[path: string, bytes: Uint8Array] | null> {
    const theirs = inSnapshot(file);
    if (theirs) return [theirs, await readFile(theirs)];
    const { store } = await state();
    const ours = await store.read(file);
    return ours && [join(store.folder, file), ours];
  }

  async function readJson<T>(file: string, parse: Parse<T>): Promise<T> {
    const kept = await findKept(file);
    if (!kept) return fetchJson(file, parse);
    const [path, bytes] = kept;
    try {
      const value = take(file, bytes, path, parse);
      await (await state()).trust();
      return value;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (settings.isOffline) throw explainKept(error, path);
      return fetchJson(file, parse);
    }
  }

  async function openParts(): Promise<WeightsFile> {
    await readAgain();
    const { revision: commit, store, isKept } = await state();
    const name = `${id}/${WEIGHTS}`;
    const onDoubt = (): void => {
      doubted = store.folder;
    };
    const source = await openRemote(client, {
      name,
      address: repository.addressOf(WEIGHTS, commit),
      known: await readIdentity(store, WEIGHTS),
      refuse: async (answer) => {
        if (answer.status !== 404) return repository.refuse(WEIGHTS, answer);
        if (isKept) onDoubt();
        return explainMissingWeights(id, (file) => repository.has(file, commit));
      },
    });
    fileSize = source.size;
    return keepParts(source, store, WEIGHTS, onDoubt);
  }

  return {
    name: id,
    readJson,
    async openWeights() {
      const path = trustsSnapshot ? inSnapshot(WEIGHTS) : null;
      if (path === null) return openParts();
      return watched(unkept(await openFile(path)), () => {
        doubted = path;
      });
    },
    async renew(error) {
      if (doubted === null || !(error instanceof UserError)) throw error;
      if (settings.isOffline) throw explainKept(error, doubted);
      await forget();
      doubted = null;
      trustsSnapshot = false;
    },
    report: () => progress.end(client.traffic.requests, fileSize),
  };
}
