/**
 * A hub on this machine: serves models the way a hub does, and badly where a test asks for it.
 * Weights are redirected to a second server, the storage, under a signature.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gitHash, sha256 } from '../hash';

export const COMMIT = '0123456789abcdef0123456789abcdef01234567';

/** A file's bytes by range; `size` alone is enough for one made of zeros. */
export interface Served {
  size: number;
  slice(from: number, to: number): Buffer;
  /** All of it, where there is so much room. */
  bytes?: Buffer;
}

/** Changes an answer, or gives it itself (then: true). */
export type Trick = (request: Seen, response: ServerResponse) => boolean | undefined;

export interface Seen {
  host: 'hub' | 'storage';
  path: string;
  range: string | undefined;
  authorization: string | undefined;
  /** How many requests this host has had, this one included. */
  nth: number;
}

export interface FakeHub {
  endpoint: string;
  seen: Seen[];
  /** Bytes of bodies sent. */
  sent: number;
  tricks: Trick[];
  /** How many requests a signature is good for. */
  usesPerSignature: number;
  revisions: string[];
  close(): Promise<void>;
}

export const served = (bytes: Buffer): Served => ({
  size: bytes.length,
  bytes,
  slice: (from, to) => bytes.subarray(from, to),
});

/** The files of a folder, read as they are asked for. */
export const folderOf =
  (folder: string) =>
  (file: string): Served | null => {
    const path = join(folder, file);
    return file && existsSync(path) ? served(readFileSync(path)) : null;
  };

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function answerWith(
  hub: FakeHub,
  file: Served,
  range: string | undefined,
  response: ServerResponse,
) {
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
  const bytes = from && to ? file.slice(Number(from), Number(to) + 1) : file.slice(0, file.size);
  if (from && to) {
    response.statusCode = 206;
    response.setHeader('content-range', `bytes ${from}-${to}/${file.size}`);
  }
  hub.sent += bytes.length;
  response.setHeader('content-length', bytes.length);
  response.end(bytes);
}

/**
 * Starts a hub that has one model.
 * @param files `model.safetensors` → its bytes, or null for 404
 */
export async function startHub(
  id: string,
  files: (file: string) => Served | null,
): Promise<FakeHub> {
  const uses: number[] = [];
  const seen: Seen[] = [];
  const count = { hub: 0, storage: 0 };
  const note = (host: Seen['host'], request: IncomingMessage): Seen => {
    const { authorization, range } = request.headers;
    count[host] += 1;
    const entry = { host, path: request.url ?? '', range, authorization, nth: count[host] };
    seen.push(entry);
    return entry;
  };
  const refuse = (response: ServerResponse, status: number): void => {
    response.statusCode = status;
    response.end(`status ${status}`);
  };
  const isTricked = (request: Seen, response: ServerResponse): boolean =>
    hub.tricks.some((trick) => trick(request, response) === true);

  const storage = createServer((request, response) => {
    const entry = note('storage', request);
    if (isTricked(entry, response)) return;
    const [, file = '', signed] = /^\/(.+)\?signature=(\d+)$/.exec(entry.path) ?? [];
    const found = files(file);
    const used = uses[Number(signed)] ?? hub.usesPerSignature;
    if (used >= hub.usesPerSignature || !found) return refuse(response, 403);
    uses[Number(signed)] = used + 1;
    answerWith(hub, found, entry.range, response);
  });
  const front = createServer((request, response) => {
    const entry = note('hub', request);
    if (isTricked(entry, response)) return;
    const [, owner, revision, file = ''] =
      /^\/(.+)\/resolve\/([^/]+)\/(.+)$/.exec(entry.path) ?? [];
    const isKnown = hub.revisions.includes(decodeURIComponent(revision ?? ''));
    const found = owner === id && isKnown ? files(file) : null;
    if (!found) return refuse(response, 404);
    response.setHeader('x-repo-commit', COMMIT);
    const { bytes, size } = found;
    if (!file.endsWith('.safetensors')) {
      if (bytes) response.setHeader('etag', `"${gitHash(bytes)}"`);
      return answerWith(hub, found, entry.range, response);
    }
    response.setHeader('x-linked-size', size);
    if (bytes) response.setHeader('x-linked-etag', `"${sha256(bytes)}"`);
    const signature = uses.push(0) - 1;
    response.setHeader('location', `${storageAt}/${file}?signature=${signature}`);
    refuse(response, 302);
  });
  const storageAt = await listen(storage);
  const hub: FakeHub = {
    endpoint: await listen(front),
    seen,
    sent: 0,
    tricks: [],
    usesPerSignature: Number.POSITIVE_INFINITY,
    revisions: [COMMIT, 'main'],
    async close() {
      for (const server of [front, storage]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
  return hub;
}
