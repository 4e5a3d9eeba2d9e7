/**
 * The npm package and what it depends on, in the versions of the kit's own lock file, installed
 * beside the kit: npm drops an optional dependency whose install script fails together with all
 * that only it needs, and asking npm to bring it back would touch the rest of node_modules.
 * No install script is run; what it would fetch is what `setup:native` builds.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, npmEnvironment } from './npm';
import { NODE_API_HEADERS, TFJS_VERSION } from './pins';
import { runProgram } from './programs';

interface Locked {
  version: string;
  integrity?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

export type Lock = { lockfileVersion: number; packages: Record<string, Locked> };

export const PACKAGE = '@tensorflow/tfjs-node-gpu';
const HEADERS = 'node_modules/node-api-headers';

/** Where Node would find a package that the one at `from` requires. */
function resolveIn(lock: Lock, from: string, name: string): string | null {
  const path = `${from}/node_modules/${name}`;
  if (path in lock.packages) return path;
  const outer = from.lastIndexOf('/node_modules/');
  if (outer >= 0) return resolveIn(lock, from.slice(0, outer), name);
  const top = `node_modules/${name}`;
  return top in lock.packages ? top : null;
}

/**
 * The package and everything it needs, as paths of the lock file, outer before inner.
 * @example closureOf(lock, 'node_modules/tar') // ['node_modules/chownr', 'node_modules/tar', …]
 */
export function closureOf(lock: Lock, start: string): string[] {
  const found = new Set<string>();
  const visit = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    const { dependencies, optionalDependencies } = lock.packages[path] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const needed = resolveIn(lock, path, name);
      if (needed) visit(needed);
    }
  };
  visit(start);
  return [...found].sort();
}

/** A project that has the package for its only aim, each part in the version the kit locks. */
function projectFrom(lock: Lock) {
  const dependencies = { [PACKAGE]: TFJS_VERSION, 'node-api-headers': NODE_API_HEADERS.version };
  const project = { name: 'attention-kata-native', version: '1.0.0', private: true, dependencies };
  const paths = closureOf(lock, `node_modules/${PACKAGE}`);
  const locked = paths.map((path) => {
    const { optional, dev, devOptional, ...entry } = lock.packages[path] as Locked &
      Record<string, unknown>;
    return [path, entry];
  });
  const packages = { '': project, [HEADERS]: NODE_API_HEADERS, ...Object.fromEntries(locked) };
  const { name, version } = project;
  const { lockfileVersion } = lock;
  return { paths, project, lock: { name, version, lockfileVersion, requires: true, packages } };
}

/**
 * @param folder of the store; an install that npm did not finish is begun again by npm itself
 * @returns the packages' paths
 */
export async function installPackages(lock: Lock, folder: string): Promise<string[]> {
  const { paths, ...written } = projectFrom(lock);
  const done = join(folder, 'node_modules', '.package-lock.json');
  if (existsSync(done)) return paths;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify(written.project));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(written.lock));
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  await runProgram(npm(), ['ci', ...flags, '--prefix', folder], {
    folder,
    env: npmEnvironment(),
    failure: `setup:native: npm could not fetch ${PACKAGE} ${TFJS_VERSION}`,
    advice: "check that npm's registry can be reached, then run npm run setup:native again",
  });
  return paths;
}
