/**
 * The libraries that learner code may be given where it runs in Node, ready and movable. A library
 * is loaded when it is first asked for, because both take their time.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../root';
import { makeMovable } from './moving';

type Library = Record<string, unknown>;

const requireFromRoot = createRequire(join(root, 'package.json'));

/** What mathjs has in its browser build alone, or in another form. */
const onlyInBrowsers = new Set(['config', 'emit', 'expression', 'import', 'off', 'on', 'once']);

/**
 * mathjs in its browser build, which makes each function when it is first used and so loads five
 * times as fast. The few names that it lacks come from the whole.
 */
function loadMath(): Library {
  const light: Library = requireFromRoot('mathjs/lib/browser/math.js');
  return new Proxy(light, {
    get: (_, name) => {
      if (name === '__esModule') return true;
      const isThere = typeof name !== 'string' || (name in light && !onlyInBrowsers.has(name));
      return Reflect.get(isThere ? light : requireFromRoot('mathjs'), name);
    },
  });
}

const loading: Record<string, () => unknown> = {
  '@tensorflow/tfjs': () => requireFromRoot('@tensorflow/tfjs'),
  mathjs: loadMath,
};
const opened = new Map<string, unknown>();

/** A library as learner code gets it: ready, quiet and movable. */
export function openLibrary(name: string): unknown {
  if (!opened.has(name)) opened.set(name, makeMovable(name, loading[name]?.()));
  return opened.get(name);
}
