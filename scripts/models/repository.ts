/** What a hub answers about one model: its files' addresses, whole files, commits, refusals. */
import { UserError } from '../../reference/user-error';
import type { Answer, Client } from './http';
import { parseObject } from './json';
import { Passing } from './patience';

/** tokenizer.json of XLM-R takes 9 MB. */
const LARGEST_FILE = 64 << 20;

export interface WholeFile {
  bytes: Uint8Array;
  /** As the hub named it. */
  commit: string | null;
}

export interface Repository {
  addressOf(file: string, revision: string): string;
  /** null where the hub has no such file */
  download(file: string, revision: string): Promise<WholeFile | null>;
  has(file: string, revision: string): Promise<boolean>;
  /** The commit that a branch stands at; null where the hub does not tell. */
  askCommit(revision: string): Promise<string | null>;
}

/** A commit's hash as the hub named it; null for what may not become part of a path. */
export const commitIn = (text: unknown): string | null =>
  typeof text === 'string' && /^[\w-]{1,64}$/.test(text.trim()) ? text.trim() : null;

/** The error for a status that the hub itself refuses with. */
export function refusal(name: string, { status, headers }: Answer, hasToken: boolean): UserError {
  const code = headers.get('x-error-code');
  const says = `status ${status}${code ? `, ${code}` : ''}`;
  if (status === 404) {
    return new UserError(`${name}: not found on the hub (${says}); check how it is spelt`);
  }
  if (status !== 401 && status !== 403) {
    return new UserError(`${name}: expected the file from the hub, got ${says}; try again later`);
  }
  const next = hasToken
    ? 'the token in HF_TOKEN does not open it; ask for access on its page'
    : 'check how it is spelt; where it is gated or private, ask for access on its page and set HF_TOKEN';
  return new UserError(`${name}: the hub refuses it (${says}); ${next}`);
}

async function readWhole({ headers, commit, body }: Answer): Promise<WholeFile> {
  const bytes = await body(LARGEST_FILE);
  const length = headers.get('content-length');
  if (length === null || headers.has('content-encoding') || Number(length) === bytes.length) {
    return { bytes, commit };
  }
  throw new Passing(`expected ${length} bytes, got ${bytes.length}`);
}

export function openRepository(
  id: string,
  endpoint: string,
  client: Client,
  hasToken: boolean,
): Repository {
  const addressOf = (file: string, revision: string): string =>
    `${endpoint}/${id}/resolve/${revision}/${file}`;
  const fetchWhole = (name: string, address: string): Promise<WholeFile | null> =>
    client.persist(name, async () => {
      const answer = await client.send(address);
      if (answer.status === 200) return readWhole(answer);
      await answer.drop();
      if (answer.status === 404) return null;
      throw refusal(name, answer, hasToken);
    });
  return {
    addressOf,
    download: (file, revision) => fetchWhole(`${id}/${file}`, addressOf(file, revision)),
    has: (file, revision) =>
      client.persist(`${id}/${file}`, async () => {
        const answer = await client.send(addressOf(file, revision));
        await answer.drop();
        return answer.status === 200;
      }),
    async askCommit(revision) {
      const name = `${id} (revision ${revision})`;
      try {
        const found = await fetchWhole(name, `${endpoint}/api/models/${id}/revision/${revision}`);
        return found && commitIn(parseObject(found.bytes, name).sha);
      } catch (error) {
        // A mirror may have files and no such door.
        if (error instanceof UserError) return null;
        throw error;
      }
    },
  };
}
