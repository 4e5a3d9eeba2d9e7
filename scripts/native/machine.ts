/**
 * Whether this machine can build the engine, found out before anything is fetched. Facts and
 * judgement are apart, so that every ending can be tried without the machine that has it.
 */
import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../../reference/user-error';
import { OLDEST_GLIBC, sizesOf, type Variant, wheelsFor } from './pins';
import { firstThatAnswers, type Program } from './programs';

/** What there is. */
export interface Machine {
  platform: string;
  arch: string;
  /** Of the C library; null where it is another one, as on Alpine. */
  glibc: string | null;
  /** A Python that has pip; any version, its packages are not touched. */
  python: Program | null;
  /** A C++ compiler. */
  compiler: Program | null;
  /** Bytes free where the engine is to lie. */
  free: number;
}

/** What a Python that can do the work ends with 0. */
const HAS_PIP = ['-c', 'import pip, sys; sys.exit(sys.version_info < (3, 6))'];
const INSTEAD = 'the kit works without it, on tfjs-wasm';

/** `1.4 GB`, `98 MB` */
export function showBytes(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.round(bytes / 1e6)} MB`;
}

function isOlder(version: string, oldest: string): boolean {
  return version.localeCompare(oldest, 'en', { numeric: true }) < 0;
}

function unfitSystem({ platform, arch, glibc }: Machine, variant: Variant): string | null {
  if (platform !== 'linux' || wheelsFor('cpu', arch).length === 0) {
    return `it builds on Linux (x64, arm64), this is ${platform} ${arch}; ${INSTEAD}`;
  }
  if (glibc === null || isOlder(glibc, OLDEST_GLIBC)) {
    const got = glibc === null ? 'a system without it, such as Alpine' : `glibc ${glibc}`;
    return `TensorFlow needs glibc ${OLDEST_GLIBC} or newer, this is ${got}; ${INSTEAD}`;
  }
  if (wheelsFor(variant, arch).length > 0) return null;
  return `TensorFlow publishes no CUDA build for ${arch}; leave --cuda away to compute on the CPU`;
}

/**
 * Why the engine cannot be built here, and what to do.
 * @param missing bytes still to come; less than the whole after an interruption
 * @returns null where it can
 */
export function obstacleOn(machine: Machine, variant: Variant, missing: number): string | null {
  const unfit = unfitSystem(machine, variant);
  if (unfit) return unfit;
  if (!machine.python) {
    return 'it needs python3 with pip to fetch TensorFlow; install them (apt install python3-pip, dnf install python3-pip) and run it again';
  }
  if (!machine.compiler) {
    return 'it needs a C++ compiler; install one (apt install g++, dnf install gcc-c++) and run it again';
  }
  if (machine.free >= missing) return null;
  return `it needs ${showBytes(missing)} of disk, ${showBytes(machine.free)} are free; free some, or name a folder on another disk by XDG_CACHE_HOME`;
}

function glibcVersion(): string | null {
  // Looking up the names of all interfaces can take seconds, and only the header is wanted.
  Object.assign(process.report, { excludeNetwork: true });
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime ?? null;
}

const nearestFolder = (folder: string): string =>
  existsSync(folder) ? folder : nearestFolder(dirname(folder));

function freeAt(folder: string): number {
  const { bavail, bsize } = statfsSync(nearestFolder(folder));
  return bavail * bsize;
}

const named = (variable: string): Program[] => {
  const program = process.env[variable];
  return program ? [[program]] : [];
};

/** @param folder where the engine is to lie; need not exist yet */
export function describeMachine(folder: string): Machine {
  return {
    platform: process.platform,
    arch: process.arch,
    glibc: process.platform === 'linux' ? glibcVersion() : null,
    python: firstThatAnswers([...named('PYTHON'), ['python3'], ['python']], HAS_PIP),
    compiler: firstThatAnswers([...named('CXX'), ['g++'], ['c++'], ['clang++']], ['--version']),
    free: freeAt(folder),
  };
}

/**
 * @throws UserError where the engine cannot be built
 */
export function demand(
  machine: Machine,
  variant: Variant,
  missing = sizesOf(wheelsFor(variant, machine.arch)).peak,
): asserts machine is Machine & { python: Program; compiler: Program } {
  const obstacle = obstacleOn(machine, variant, missing);
  if (obstacle) throw new UserError(`setup:native: ${obstacle}`);
}
