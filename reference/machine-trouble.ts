/**
 * Refusals of the machine: no room, no right, no such file. They are neither the kit's mistake nor
 * the code's that is judged, and the person at the machine can put them right.
 */
import { types } from 'node:util';
import { isTemporary } from './temporary';
import { UserError } from './user-error';

interface SystemError extends Error {
  code: string;
  syscall: string;
  path?: string;
  dest?: string;
}

/** Error code → what happened to a place, and what helps. */
const troubles: Readonly<Record<string, readonly [what: string, next: string]>> = {
  ENOENT: ['is not there', 'put it back, or name another'],
  ENOTDIR: ['lies below something that is no folder', 'name another place'],
  EISDIR: ['is a folder', 'name a file'],
  EEXIST: ['is there already, and is something else', 'name another place, or move it away'],
  ENOTEMPTY: ['is a folder that is not empty', 'name another place, or move it away'],
  EACCES: ['may not be used by this account', 'change its rights, or name another place'],
  EPERM: ['may not be changed by this account', 'change its rights, or name another place'],
  EROFS: ['lies on a disk that can only be read', 'name another place'],
  ENOSPC: ['cannot be written, for the disk is full', 'make room, then run it again'],
  EDQUOT: [
    'cannot be written, for your share of the disk is used up',
    'make room, then run it again',
  ],
  EFBIG: ['would become too large for its disk', 'name another place'],
  EIO: [
    'cannot be reached, for the disk reports a fault',
    'look at the disk, or name another place',
  ],
  ESTALE: ['is on a network disk that lost it', 'mount the disk anew, then run it again'],
  EBUSY: ['is used by another program', 'end that program, then run it again'],
  ETXTBSY: ['is used by another program', 'end that program, then run it again'],
  ELOOP: ['is a link that leads back to itself', 'name another place'],
  ENAMETOOLONG: ['has too long a name', 'name a shorter one'],
  EMFILE: ['cannot be opened, for too many files are open', 'raise the limit with: ulimit -n 4096'],
  ENFILE: [
    'cannot be opened, for too many files are open',
    'end other programs, then run it again',
  ],
  EAGAIN: ['cannot be started, for too many programs run', 'end some, or raise: ulimit -u'],
  ENOMEM: ['needs more memory than is free', 'end other programs, then run it again'],
  EPIPE: ['was closed by the program that read it', 'run it again'],
};

/** The refusal among an error and what caused it. */
function refusalIn(error: unknown): SystemError | null {
  if (!types.isNativeError(error)) return null;
  const { code, syscall } = error as Partial<SystemError>;
  const isRefusal = code !== undefined && code in troubles && syscall !== undefined;
  return isRefusal ? (error as SystemError) : refusalIn(error.cause);
}

/** The variable that says where temporary files lie. */
const TEMPORARY = process.platform === 'win32' ? 'TEMP' : 'TMPDIR';

/**
 * What the machine refused, and what to do about it; null where an error is none of its refusals.
 * @param known the place it happened at, which a failed write does not say
 * @example machineTrouble(error) // '/out/a.csv cannot be written, for the disk is full (ENOSPC); …'
 */
export function machineTrouble(error: unknown, known?: string): string | null {
  const refusal = refusalIn(error);
  if (!refusal) return null;
  const { code, syscall, path, dest } = refusal;
  const [what, next] = troubles[code] as readonly [string, string];
  const place = path ?? known ?? dest ?? `what ${syscall} asks for`;
  const isOurs = syscall === 'mkdtemp' || isTemporary(place);
  const advice = isOurs ? `set ${TEMPORARY} to a folder that can be used` : next;
  return `${place} ${what} (${code}); ${advice}`;
}

/** The same as an error to throw; what is no refusal is told in its own words. */
export function refusedAt(place: string, cause: unknown): UserError {
  const says = machineTrouble(cause, place) ?? `${place}: ${(cause as Error).message}`;
  return new UserError(says, { cause });
}
