/**
 * A file on a server, read by ranges. A hub answers with a signed address on another host, which
 * expires: it is kept while it works and asked for again when it does not.
 */
import { UserError } from '../../reference/user-error';
import type { ByteSource } from './bytes';
import type { Answer, Client } from './http';
import { Passing } from './patience';

const download = 'download the model and name its folder instead';

/** Says what is wrong with an answer that is not exactly these bytes; nothing where it is. */
function findFault(
  { status, headers }: Answer,
  from: number,
  to: number,
  size: number | null,
): string | null {
  const wanted = `bytes ${from}-${to - 1}`;
  if (status === 200) {
    return `expected ${wanted} (status 206), got the whole file (200): this server cannot send parts`;
  }
  if (status !== 206) return `expected ${wanted}, got status ${status}`;
  const coding = headers.get('content-encoding');
  if (coding) return `expected the bytes as they are, got them in ${coding}`;
  const range = headers.get('content-range');
  const [, first, last, total] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(range ?? '') ?? [];
  if (Number(first) !== from || Number(last) !== to - 1 || Number(total) < to) {
    return `expected Content-Range ${wanted}/…, got ${range ?? 'none'}`;
  }
  if (size === null || size === Number(total)) return null;
  return `expected a file of ${size} bytes, got one of ${total}`;
}

const sizeIn = (headers: Headers): number => Number(headers.get('content-range')?.split('/')[1]);

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
  /** Where it is known from an earlier time. */
  size: number | null;
  /** The error for a status that the hub itself refuses with. */
  refuse(answer: Answer): Promise<UserError>;
}

const refused: readonly number[] = [401, 403, 404];

/**
 * Opens a file; one of unknown size by its first 8 bytes, whose answer tells the size.
 * @throws UserError when parts cannot be had
 */
export async function openRemote(client: Client, file: RemoteFile): Promise<ByteSource> {
  const { name, address, refuse } = file;
  let { size } = file;
  let current = address;

  async function askOnce(start: string, from: number, to: number): Promise<Uint8Array> {
    const answer = await client.send(start, { range: `bytes=${from}-${to - 1}` });
    if (answer.status !== 206) await answer.drop();
    // Also where the hub itself signs what it serves: it has let us in before.
    if (answer.status === 403 && (answer.url !== address || size !== null)) {
      throw new Passing('status 403 from an address that expired', 0);
    }
    if (refused.includes(answer.status)) throw await refuse(answer);
    const fault = findFault(answer, from, to, size);
    if (fault) {
      await answer.drop();
      throw new UserError(`${name}: ${fault}; ${download}`);
    }
    const bytes = await readExactly(answer, to - from);
    size = sizeIn(answer.headers);
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
  if (size !== null) return { name, size, read: ask };
  const first = await ask(0, 8);
  const read = async (from: number, to: number): Promise<Uint8Array> =>
    to <= first.length ? first.subarray(from, to) : ask(from, to);
  return { name, size: size ?? 0, read };
}
