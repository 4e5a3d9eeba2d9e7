/**
 * One request to a hub, done with care: redirects are followed by hand, so that the token stays
 * with the hub; what is broken or busy is asked again; what comes back has the length it should.
 * Knows nothing of models. Proxies are left to Node (`NODE_USE_ENV_PROXY`).
 */
import { UserError } from '../../reference/user-error';
import { gitHashIn, hashIn } from './hash';
import { isCount } from './json';
import { keepPace, listen, Passing, type Patience, persist } from './patience';

/** What a hub says of a file; of whichever hop named it first, null where none did. */
export interface FileClaims {
  commit: string | null;
  /** A hash of the file's bytes, see `hash.ts`. */
  hash: string | null;
  size: number | null;
}

export interface Answer {
  status: number;
  /** Of the last hop. */
  headers: Headers;
  /** Where the redirects ended. */
  url: string;
  claims: FileClaims;
  /**
   * Reads the body; one longer than `limit` bytes is not read to its end.
   * @throws UserError for one that comes in too slowly
   */
  body(limit: number): Promise<Uint8Array>;
  /** Lets go of a body that is not read. */
  drop(): Promise<void>;
}

export interface Client {
  /** One answer; statuses that pass by (408, 429, 5xx) count as `Passing`. */
  send(url: string, headers?: Record<string, string>): Promise<Answer>;
  /** Repeats `attempt` while it throws `Passing`. */
  persist<T>(what: string, attempt: () => Promise<T>): Promise<T>;
  traffic: { bytes: number; requests: number };
}

const LONGEST_PAUSE = 20_000;
const MOST_REDIRECTS = 8;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

const isPassing = (status: number): boolean => status === 408 || status === 429 || status >= 500;

/** `Retry-After` in seconds; the form with a date is not used by hubs. */
function pauseOf(headers: Headers): number | undefined {
  const seconds = Number(headers.get('retry-after') || Number.NaN);
  return seconds >= 0 ? Math.min(seconds * 1000, LONGEST_PAUSE) : undefined;
}

async function readBody(response: Response, limit: number, heard: (bytes: number) => void) {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    heard(part.length);
    parts.push(part);
    size += part.length;
    // Leaving the loop cancels the body.
    if (size > limit) break;
  }
  return new Uint8Array(Buffer.concat(parts));
}

function nextHop(from: URL, response: Response): URL {
  const location = response.headers.get('location');
  if (!location || !URL.canParse(location, from.href)) {
    throw new UserError(`${from.host}: expected an address to go on to, got ${location}`);
  }
  const to = new URL(location, from);
  if (to.protocol === from.protocol || to.protocol === 'https:') return to;
  throw new UserError(`${from.host}: expected https after https, got a redirect to ${to.protocol}`);
}

/** Storage has an `ETag` of its own, so that header counts only where the hub itself answers. */
function claimsOf(headers: Headers, isHub: boolean): FileClaims {
  const size = headers.get('x-linked-size');
  const isCounted = size !== null && isCount(Number(size));
  return {
    commit: headers.get('x-repo-commit'),
    hash: hashIn(headers.get('x-linked-etag')) ?? (isHub ? gitHashIn(headers.get('etag')) : null),
    size: isCounted ? Number(size) : null,
  };
}

async function follow(start: URL, ask: (url: URL) => Promise<Response>) {
  let url = start;
  const claims: FileClaims = { commit: null, hash: null, size: null };
  for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
    const response = await ask(url);
    const { commit, hash, size } = claimsOf(response.headers, url.origin === start.origin);
    claims.commit ??= commit;
    claims.hash ??= hash;
    claims.size ??= size;
    if (!redirects.has(response.status)) return { response, url, claims };
    await response.body?.cancel();
    url = nextHop(url, response);
  }
  throw new UserError(`${start}: expected at most ${MOST_REDIRECTS} redirects, got more`);
}

/**
 * @param endpoint the one origin that gets to see the token
 * @param onBytes told of every piece of a body that arrives
 */
export function makeClient(
  endpoint: string,
  token: string | null,
  { pause, silence, pace }: Patience,
  onBytes: (bytes: number) => void,
): Client {
  const { origin, host } = new URL(endpoint);
  const traffic = { bytes: 0, requests: 0 };
  const ask = (url: URL, headers: Record<string, string>, signal: AbortSignal) => {
    const secret: Record<string, string> =
      token && url.origin === origin ? { authorization: `Bearer ${token}` } : {};
    const all = { 'accept-encoding': 'identity', ...headers, ...secret };
    traffic.requests += 1;
    return fetch(url, { headers: all, redirect: 'manual', signal });
  };
  const note = (bytes: number): void => {
    traffic.bytes += bytes;
    onBytes(bytes);
  };
  return {
    traffic,
    persist: (what, attempt) => persist(what, host, pause, attempt),
    async send(start, headers = {}) {
      const abort = new AbortController();
      const { response, url, claims } = await listen(silence, abort, () =>
        follow(new URL(start), (hop) => ask(hop, headers, abort.signal)),
      );
      const { status } = response;
      const drop = async (): Promise<void> => response.body?.cancel();
      if (isPassing(status)) {
        await drop();
        throw new Passing(`status ${status}`, pauseOf(response.headers));
      }
      const body = (limit: number): Promise<Uint8Array> =>
        listen(silence, abort, (heard) =>
          keepPace(
            pace,
            url.host,
            () => traffic.bytes,
            abort,
            () =>
              readBody(response, limit, (bytes) => {
                heard();
                note(bytes);
              }),
          ),
        );
      return { status, headers: response.headers, url: url.href, claims, body, drop };
    },
  };
}
