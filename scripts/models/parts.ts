/**
 * A file on a hub of which the parts that were read are kept, once what they hold was checked:
 *
 *     model.safetensors.json             its size and its hash
 *     model.safetensors/<from>-<to>-…    the bytes from … to, and the begin of their SHA-256
 *
 * A part that was cut or changed on the disk does not have its hash any more: it is read again.
 */
import { UserError } from '../../reference/user-error';
import type { Range, WeightsFile } from './bytes';
import { hashIn, sha256 } from './hash';
import { isCount, parseObject } from './json';
import { ChangedFile, type Identity, type RemoteSource } from './remote';
import type { Store } from './store';

interface Part extends Range {
  entry: string;
  digest: string;
}

const digestOf = (bytes: Uint8Array): string => sha256(bytes).slice(0, 16);

function partOf(folder: string, entry: string): Part[] {
  const [, from, to, digest] = /^(\d+)-(\d+)-([0-9a-f]{16})$/.exec(entry) ?? [];
  if (!from || !to || !digest) return [];
  return [{ from: Number(from), to: Number(to), entry: `${folder}/${entry}`, digest }];
}

/** Where what is known of a file as a whole is kept. */
export const identityEntry = (file: string): string => `${file}.json`;

/** What was learnt of a file at an earlier time; null where that is nothing. */
export async function readIdentity(store: Store, file: string): Promise<Identity | null> {
  const bytes = await store.read(identityEntry(file));
  if (!bytes) return null;
  try {
    const { size, hash } = parseObject(bytes, identityEntry(file));
    return isCount(size) ? { size, hash: typeof hash === 'string' ? hashIn(hash) : null } : null;
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/**
 * Reads from what is kept where that has the bytes, and from the source where not.
 * @param onDoubt told where bytes came and cannot be right
 */
export async function keepParts(
  source: RemoteSource,
  store: Store,
  file: string,
  onDoubt: () => void,
): Promise<WeightsFile> {
  const kept = (await store.list(file)).flatMap((entry) => partOf(file, entry));
  /** Errors of the network, which say nothing of the bytes. */
  const failures = new WeakSet<object>();

  async function readKept(from: number, to: number): Promise<Uint8Array | null> {
    const part = kept.find((range) => range.from <= from && to <= range.to);
    const bytes = part && (await store.read(part.entry));
    if (!part || !bytes || bytes.length !== part.to - part.from) return null;
    return digestOf(bytes) === part.digest
      ? bytes.subarray(from - part.from, to - part.from)
      : null;
  }

  async function fetch(from: number, to: number): Promise<Uint8Array> {
    try {
      return await source.read(from, to);
    } catch (error) {
      if (error instanceof UserError && !(error instanceof ChangedFile)) failures.add(error);
      throw error;
    }
  }

  async function keep(from: number, to: number, bytes: Uint8Array): Promise<void> {
    const digest = digestOf(bytes);
    const entry = `${file}/${from}-${to}-${digest}`;
    await store.write(entry, bytes);
    kept.unshift({ from, to, entry, digest });
  }

  return {
    name: source.name,
    async use(work) {
      const fetched: (Range & { bytes: Uint8Array })[] = [];
      const read = async (from: number, to: number): Promise<Uint8Array> => {
        const found = await readKept(from, to);
        if (found) return found;
        const bytes = await fetch(from, to);
        fetched.push({ from, to, bytes });
        return bytes;
      };
      try {
        const result = await work({ name: source.name, size: source.size, read });
        if (fetched.length === 0) return result;
        for (const { from, to, bytes } of fetched) await keep(from, to, bytes);
        await store.write(identityEntry(file), Buffer.from(JSON.stringify(source.identity)));
        return result;
      } catch (error) {
        if (error instanceof UserError && !failures.has(error)) onDoubt();
        throw error;
      }
    },
  };
}
