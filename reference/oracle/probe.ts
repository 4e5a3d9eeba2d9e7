/**
 * Tries an engine in a child process, because a native part can end the process it is loaded into,
 * and because a failed load leaves kernels behind that spoil the next. What a try found is kept until
 * the package, Node or the native part changes.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { writeCacheFile } from '../cache-file';
import { cacheFolder, childProgram, root } from '../root';
import { type EngineName, type Probe, packages } from './engines';

const PROBE_LIMIT = 60_000;
const requireFromRoot = createRequire(join(root, 'package.json'));

function probeInChild(name: EngineName): Probe {
  const child = spawnSync(process.execPath, [childProgram('engine-probe'), name], {
    encoding: 'utf8',
    timeout: PROBE_LIMIT,
    maxBuffer: 1 << 24,
  });
  const answer = child.stdout?.split('\n').find((line) => line.startsWith('{"ok":'));
  if (answer) return JSON.parse(answer);
  if (child.signal) return { ok: false, reason: `its process was ended by ${child.signal}` };
  const last = child.stderr?.trim().split('\n').at(-1);
  const reason = `its process ended with code ${child.status}${last ? `: ${last}` : ''}`;
  return { ok: false, reason };
}

function stateOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((name) => {
    const file = statSync(join(folder, name), { throwIfNoEntry: false });
    return `${name}:${file?.size}@${file?.mtimeMs}`;
  });
}

/**
 * Changes whenever a try could end differently, or an answer be another: the addon and its libraries
 * are looked at, too. Null where the package is not installed.
 */
export function fingerprintOf(name: EngineName): string | null {
  try {
    const home = dirname(requireFromRoot.resolve(`${packages[name].name}/package.json`));
    const native = ['lib/napi-v8', 'deps/lib'].flatMap((folder) => stateOf(join(home, folder)));
    return [
      requireFromRoot(`${packages[name].name}/package.json`).version,
      process.version,
      process.arch,
      ...native,
    ].join(' ');
  } catch {
    return null;
  }
}

type ProbeCache = Record<string, { fingerprint: string; probe: Probe }>;
const cacheFile = join(cacheFolder, 'engines.json');

function readCache(): ProbeCache {
  try {
    return JSON.parse(readFileSync(cacheFile, 'utf8'));
  } catch {
    return {};
  }
}

/**
 * Whether an engine can run here, tried at most once for each state of its package.
 * @param options.again tries it even where the answer is known
 */
export function probe(name: EngineName, { again = false } = {}): Probe {
  const fingerprint = fingerprintOf(name);
  if (!fingerprint) return { ok: false, reason: `${packages[name].name} is not installed` };
  const cache = readCache();
  const known = cache[name];
  if (!again && known?.fingerprint === fingerprint) return known.probe;
  const found = probeInChild(name);
  writeCacheFile(cacheFile, JSON.stringify({ ...cache, [name]: { fingerprint, probe: found } }));
  return found;
}
