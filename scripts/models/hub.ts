/**
 * A model on a hub: its small files whole, its weights by ranges, all of one commit. What a
 * Hugging Face cache on this machine has is read there; the rest is fetched once and kept, and so
 * is the commit: to go on to a newer one, name it (`owner/name@commit`) or delete the folder.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../reference/user-error';
import { type ByteSource, openFile } from './bytes';
import type { HubSettings } from './environment';
import { explainMissingWeights, type ModelFiles } from './files';
import { type Client, makeClient } from './http';
import { parseObject } from './json';
import type { Patience } from './patience';
import { type Progress, showProgress } from './progress';
import { openRemote } from './remote';
import { commitIn, openRepository, type Repository, refusal } from './repository';
import { findSnapshot } from './snapshot';
import { keepParts, noStore, openStore, type Store } from './store';

const WEIGHTS = 'model.safetensors';

/** One state of a model. */
interface Pinned {
  revision: string;
  store: Store;
}

function clientFor(settings: HubSettings, patience: Patience, progress: Progress): Client {
  const { endpoint, token, isOffline, partsCache } = settings;
  const client = makeClient(endpoint, token, patience, progress.add);
  if (!isOffline) return client;
  const persist = async (name: string): Promise<never> => {
    throw new UserError(
      `${name}: not in the caches (${settings.hubCache}, ${partsCache}), and HF_HUB_OFFLINE is set; run it once without, or name a folder with the model`,
    );
  };
  return { ...client, persist };
}

/** Asks once which commit a branch stands at, and keeps that. */
async function pinBranch(
  repository: Repository,
  id: string,
  branch: string,
  storeOf: (commit: string) => Store,
  refs: Store,
): Promise<Pinned> {
  const config = await repository.download('config.json', branch);
  const commit = commitIn(config?.commit) ?? (await repository.askCommit(branch));
  if (!config && commit === null) {
    throw new UserError(
      `${id}: the hub has no such model (revision ${branch}); check how it is spelt`,
    );
  }
  if (commit === null) return { revision: branch, store: noStore };
  if (config) {
    parseObject(config.bytes, `${id}/config.json`);
    await storeOf(commit).write('config.json', config.bytes);
  }
  await refs.write(`${id}@${branch}`, Buffer.from(commit));
  return { revision: commit, store: storeOf(commit) };
}

/** How the commit is found: named, in Hugging Face's cache, kept from last time, or asked for. */
function makePin(
  id: string,
  revision: string,
  known: string | null,
  repository: Repository,
  cache: string,
): () => Promise<Pinned> {
  const refs = openStore(cache);
  const storeOf = (commit: string): Store => openStore(join(cache, `${id}@${commit}`));
  const isCommit = /^[0-9a-f]{40}$/.test(revision);
  const find = async (): Promise<Pinned> => {
    const kept = isCommit ? revision : await refs.read(`${id}@${revision}`);
    const commit = known ?? (kept && commitIn(kept.toString()));
    if (commit) return { revision: commit, store: storeOf(commit) };
    return pinBranch(repository, id, revision, storeOf, refs);
  };
  let pinned: Promise<Pinned> | null = null;
  return () => {
    pinned ??= find();
    return pinned;
  };
}

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
  const hasToken = settings.token !== null;
  const repository = openRepository(id, settings.endpoint, client, hasToken);
  const snapshot = await findSnapshot(settings.hubCache, id, revision);
  const pin = makePin(id, revision, snapshot?.commit ?? null, repository, settings.partsCache);
  let fileSize: number | null = null;

  const inSnapshot = (file: string): string | null => {
    const path = snapshot && join(snapshot.folder, file);
    return path && existsSync(path) ? path : null;
  };

  async function openParts(): Promise<ByteSource> {
    const { revision: commit, store } = await pin();
    const name = `${id}/${WEIGHTS}`;
    const kept = await store.read(`${WEIGHTS}.size`);
    const source = await openRemote(client, {
      name,
      address: repository.addressOf(WEIGHTS, commit),
      size: kept && Number(kept.toString()),
      refuse: async (answer) =>
        answer.status === 404
          ? explainMissingWeights(id, (file) => repository.has(file, commit))
          : refusal(name, answer, hasToken),
    });
    fileSize = source.size;
    await store.write(`${WEIGHTS}.size`, Buffer.from(String(source.size)));
    return keepParts(source, store, WEIGHTS);
  }

  return {
    name: id,
    async readJson(file) {
      const path = inSnapshot(file);
      if (path) return parseObject(await readFile(path), path);
      const { revision: commit, store } = await pin();
      const kept = await store.read(file);
      if (kept) return parseObject(kept, `${id}/${file}`);
      const found = await repository.download(file, commit);
      if (!found)
        throw new UserError(`${id}: expected ${file}, the hub has none; take another model`);
      const value = parseObject(found.bytes, `${id}/${file}`);
      await store.write(file, found.bytes);
      return value;
    },
    async openWeights() {
      const path = inSnapshot(WEIGHTS);
      return path ? openFile(path) : openParts();
    },
    report: () => progress.end(client.traffic.requests, fileSize),
  };
}
