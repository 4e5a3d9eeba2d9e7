/**
 * A file on a server, read by ranges. A hub answers with a signed address on another host, which
 * expires: it is kept while it works and asked for again when it does not.
 */
import { UserError } from '../../reference/user-error';
import type { ByteSource } from './bytes';
import type { Answer, Client } from './http';
import { isCount } from './json';
import { Passing } from './patience';

const download = 'download the model and name its folder instead';

/** What is known of a file of which only parts are read. */
export interface Identity {
  size: number;
  /** Of the whole file, by which the hub tells it from others; null where it names none. */
  hash: string | null;
}

/** The server has another file than the one that was begun. */
export class ChangedFile extends UserError {}

/** Says what is wrong with an answer that is not exactly these bytes; nothing where it is. */
function findFault({ status, headers }: Answer, from: number, to: number): string | null {
  const wanted = `bytes ${from}-${to - 1}`;
  if (status === 200) {
    return `expected ${wanted} (status 206), got the whole file (200): this server cannot send parts`;
  }
  if (status !== 206) return `expected ${wanted}, got status ${status}`;
  const coding = headers.get('content-encoding');
  if (coding) return `expected the bytes as they are, got them in ${coding}`;
  const range = headers.get('content-range');
  const [, first, last, total] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(range ?? '') ?? [];
  const isWhole = isCount(Number(total)) && Number(total) >= to;
  if (Number(first) === from && Number(last) === to - 1 && isWhole) return null;
  return `expected Content-Range ${wanted}/…, got ${range ?? 'none'}`;
}

const identityOf = ({ headers, claims }: Answer): Identity => ({
  size: Number(headers.get('content-range')?.split('/')[1]),
  hash: claims.hash,
});

/** Says in what a file differs from the one that was begun, or from what the hub says of it. */
function findChange(known: Identity | null, claimed: number | null, got: Identity): string | null {
  const size = known?.size ?? claimed ?? got.size;
  if (size !== got.size) return `expected a file of ${size} bytes, got one of ${got.size}`;
  if (claimed !== null && claimed !== size) {
    return `expected a file of ${size} bytes, the hub has one of ${claimed}`;
  }
  if (!known?.hash || !got.hash || known.hash === got.hash) return null;
  return `expected the file with the hash ${known.hash}, got the one with ${got.hash}`;
}

/** A strong ETag stays the same while a file does; those of two hosts have nothing in common. */
function makeTagCheck() {
  const tags = new Map<string, string>();
  return ({ url, headers }: Answer): string | null => {
    const { host } = new URL(url);
    const tag = headers.get('etag');
    const before = tags.get(host);
    if (!tag || tag.startsWith('W/')) return null;
    tags.set(host, before ?? tag);
    if (before === undefined || before === tag) return null;
    return `expected each part from the same file (ETag ${before}), got one from another (${tag})`;
  };
}

const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);

/** To each side of a part that is asked for again: more than a model's longest bias. */
const AROUND = 2 ** 16;

/** A length that is announced wrongly is not waited for. */
async function readExactly({ headers, body, drop }: Answer, length: number): Promise<Uint8Array> {
  const announced = Number(headers.get('content-length') ?? length);
  if (announced !== length) await drop();
  const bytes = announced === length ? await body(length) : null;
  if (bytes?.length === length) return bytes;
  throw new Passing(`expected ${length} bytes, got ${bytes?.length ?? announced}`);
}

export interface RemoteFile {
  /** For messages. */
  name: string;
  /** On the hub, which may redirect. */
  address: string;
  /** Where it was begun at an earlier time. */
  known: Identity | null;
  /** The error for a status that the hub itself refuses with. */
  refuse(answer: Answer): Promise<UserError>;
}

const refused: readonly number[] = [401, 403, 404];
const NO_SUCH_RANGE = 416;

export interface RemoteSource extends ByteSource {
  identity: Identity;
}

/**
 * Opens a file; one that was not begun yet by its first 8 bytes, whose answer tells the size.
 * @throws UserError when parts cannot be had, ChangedFile when they are of another file than before
 */
export async function openRemote(client: Client, file: RemoteFile): Promise<RemoteSource> {
  const { name, address, refuse } = file;
  let { known } = file;
  let current = address;
  const findOtherTag = makeTagCheck();

  async function askOnce(start: string, from: number, to: number): Promise<Uint8Array> {
    const answer = await client.send(start, { range: `bytes=${from}-${to - 1}` });
    if (answer.status !== 206) await answer.drop();
    // Also where the hub itself signs what it serves: it has let us in before.
    if (answer.status === 403 && (answer.url !== address || known !== null)) {
      throw new Passing('status 403 from an address that expired', 0);
    }
    if (refused.includes(answer.status)) throw await refuse(answer);
    if (answer.status === NO_SUCH_RANGE && known) {
      throw new ChangedFile(
        `${name}: expected a file of ${known.size} bytes, the hub has no bytes ${from}-${to - 1} of it (status 416); ${download}`,
      );
    }
    const fault = findFault(answer, from, to);
    if (fault) {
      await answer.drop();
      throw new UserError(`${name}: ${fault}; ${download}`);
    }
    const got = identityOf(answer);
    const change = findChange(known, answer.claims.size, got) ?? findOtherTag(answer);
    if (change) {
      await answer.drop();
      throw new ChangedFile(`${name}: ${change}; try again later, or ${download}`);
    }
    const bytes = await readExactly(answer, to - from);
    known = { size: got.size, hash: known?.hash ?? got.hash };
    current = answer.url;
    return bytes;
  }

  const ask = (from: number, to: number): Promise<Uint8Array> => {
    let start = current;
    return client.persist(name, () => {
      const attempt = askOnce(start, from, to);
      start = address;
      return attempt;
    });
  };
  /** Zeros may be a bias, or what a server sends for what it cannot read: what is around them tells. */
  async function askSurely(from: number, to: number): Promise<Uint8Array> {
    const bytes = await ask(from, to);
    if (!isZero(bytes)) return bytes;
    const start = Math.max(0, from - AROUND);
    const around = await ask(start, Math.min(known?.size ?? to, to + AROUND));
    if (!isZero(around)) return around.subarray(from - start, to - start);
    throw new UserError(
      `${name}: expected numbers around byte ${from}, got ${around.length} zeros; try again later, or ${download}`,
    );
  }
  if (known) return { name, size: known.size, identity: known, read: askSurely };
  const first = await ask(0, 8);
  const read = async (from: number, to: number): Promise<Uint8Array> =>
    to <= first.length ? first.subarray(from, to) : askSurely(from, to);
  const identity: Identity = known ?? { size: 0, hash: null };
  return { name, size: identity.size, identity, read };
}
