/**
 * The hashes by which hubs name a file's bytes: git's for a file in the repository, SHA-256 for one
 * in large file storage.
 *
 * @see https://huggingface.co/docs/huggingface_hub/guides/manage-cache (blobs)
 */
import { createHash } from 'node:crypto';

/** `"abc"` or `W/"abc"` → `abc` */
const plain = (etag: string | null): string => etag?.replace(/^W\//, '').replaceAll('"', '') ?? '';

/** git's hash in an ETag; null for an ETag of another kind, which says nothing of the bytes. */
export const gitHashIn = (etag: string | null): string | null =>
  /^[0-9a-f]{40}$/.test(plain(etag)) ? plain(etag) : null;

/** git's hash or SHA-256 in an ETag. */
export const hashIn = (etag: string | null): string | null =>
  /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(plain(etag)) ? plain(etag) : null;

export const sha256 = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

/** git's hash of a file. */
export const gitHash = (bytes: Uint8Array): string =>
  createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');

/** Whether these are the bytes with that hash. Artifactory names the plain SHA-1 instead of git's. */
export function hasHash(bytes: Uint8Array, hash: string): boolean {
  if (hash.length === 64) return sha256(bytes) === hash;
  return gitHash(bytes) === hash || createHash('sha1').update(bytes).digest('hex') === hash;
}
