/** What a hub answers about one model: its files' addresses, whole files, commits, refusals. */
import { UserError } from '../../reference/user-error';
import { hasHash } from './hash';
import type { Answer, Client } from './http';
import { parseObject } from './json';
import type { Login } from './login';
import { Passing } from './patience';

/** tokenizer.json of XLM-R takes 9 MB. */
const LARGEST_FILE = 64 << 20;

export interface Repository {
  addressOf(file: string, revision: string): string;
  /** null where the hub has no such file */
  download(file: string, revision: string): Promise<Uint8Array | null>;
  has(file: string, revision: string): Promise<boolean>;
  /**
   * The commit that a branch stands at; null where the hub does not tell.
   * @param file one that every model has
   * @throws UserError where there is no such branch
   */
  askCommit(file: string, revision: string): Promise<string | null>;
  /** The error for a status that the hub itself refuses a file with. */
  refuse(file: string, answer: Answer): UserError;
}

/** A commit's hash as the hub named it; null for what may not become part of a path. */
export const commitIn = (text: unknown): string | null =>
  typeof text === 'string' && /^[\w-]{1,64}$/.test(text.trim()) ? text.trim() : null;

/**
 * The error for a status that the hub itself refuses with.
 * @param page of the model, where access is asked for
 */
function explainRefusal(
  name: string,
  { status, headers }: Answer,
  { token, says: login }: Login,
  page: string,
): UserError {
  const code = headers.get('x-error-code');
  const says = `status ${status}${code ? `, ${code}` : ''}`;
  if (status === 404) {
    return new UserError(`${name}: not found on the hub (${says}); check how it is spelt`);
  }
  if (status !== 401 && status !== 403) {
    return new UserError(`${name}: expected the file from the hub, got ${says}; try again later`);
  }
  const spelling = code === 'GatedRepo' ? '' : 'check how it is spelt; ';
  const next = token
    ? `ask for access on ${page}, or log in anew with hf auth login`
    : `where it is gated or private, ask for access on ${page} and log in with hf auth login, or set HF_TOKEN`;
  return new UserError(`${name}: the hub refuses it (${says}), ${login}; ${spelling}${next}`);
}

/** A whole file, checked by its length and by the hash that the hub names. */
async function readWhole(name: string, { headers, claims, body }: Answer): Promise<Uint8Array> {
  const bytes = await body(LARGEST_FILE);
  if (bytes.length > LARGEST_FILE) {
    throw new UserError(
      `${name}: expected at most ${LARGEST_FILE} bytes, got more; take another model`,
    );
  }
  const length = headers.has('content-encoding') ? null : headers.get('content-length');
  const size = claims.size ?? (length === null ? bytes.length : Number(length));
  if (size !== bytes.length) throw new Passing(`expected ${size} bytes, got ${bytes.length}`);
  const { hash } = claims;
  if (hash === null || hasHash(bytes, hash)) return bytes;
  throw new Passing(`expected the bytes with the hash ${hash}, got others`);
}

export function openRepository(
  id: string,
  endpoint: string,
  client: Client,
  login: Login,
): Repository {
  const addressOf = (file: string, revision: string): string =>
    `${endpoint}/${id}/resolve/${encodeURIComponent(revision)}/${file}`;
  const refusal = (name: string, answer: Answer): UserError =>
    explainRefusal(name, answer, login, `${endpoint}/${id}`);
  /** null where the hub has no such file */
  const ask = <T>(name: string, address: string, take: (answer: Answer) => Promise<T>) =>
    client.persist(name, async () => {
      const answer = await client.send(address);
      if (answer.status === 200) return take(answer);
      await answer.drop();
      if (answer.status === 404) return null;
      throw refusal(name, answer);
    });
  const fetchWhole = (name: string, address: string): Promise<Uint8Array | null> =>
    ask(name, address, (answer) => readWhole(name, answer));

  async function askInterface(revision: string): Promise<string | null> {
    const name = `${id} (revision ${revision})`;
    try {
      const bytes = await fetchWhole(
        name,
        `${endpoint}/api/models/${id}/revision/${encodeURIComponent(revision)}`,
      );
      return bytes && commitIn(parseObject(bytes, name).sha);
    } catch (error) {
      // A mirror may have files and no such door.
      if (error instanceof UserError) return null;
      throw error;
    }
  }

  return {
    addressOf,
    refuse: (file, answer) => refusal(`${id}/${file}`, answer),
    download: (file, revision) => fetchWhole(`${id}/${file}`, addressOf(file, revision)),
    has: (file, revision) =>
      client.persist(`${id}/${file}`, async () => {
        const answer = await client.send(addressOf(file, revision));
        await answer.drop();
        return answer.status === 200;
      }),
    async askCommit(file, revision) {
      const found = await ask(`${id}/${file}`, addressOf(file, revision), async (answer) => {
        await answer.drop();
        return answer.claims;
      });
      const commit = commitIn(found?.commit) ?? (await askInterface(revision));
      if (found || commit !== null) return commit;
      throw new UserError(
        `${id}: the hub has no such model (revision ${revision}); check how it is spelt`,
      );
    },
  };
}
