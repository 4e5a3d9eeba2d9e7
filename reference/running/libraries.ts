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

/** What mathjs has in its browser build alone. */
const onlyInBrowsers = new Set(
  'E Infinity NaN PI emit expression false import null off on once true'.split(' '),
);
/** What it has in the whole alone, or in another form. */
const whole = String.raw`(?:all|config|docs|_\w+|create[A-Z]\w*|\w+Dependencies)`;
const isOnlyInWhole = new RegExp(`^${whole}$`);
/** `math.all`, or `all` in the braces of an import; not the word in a comment. */
const asksForWhole = new RegExp(`\\.${whole}\\b|[{,]\\s*${whole}(?:\\s+as\\b|\\s*[,}:=])`);

const wholeMath = (): Library => requireFromRoot('mathjs');

/**
 * mathjs in its browser build, which makes each function when it is first used and so loads five
 * times as fast. The names that it lacks come from the whole; a name that neither has loads nothing.
 */
function loadMath(): Library {
  const light: Library = requireFromRoot('mathjs/lib/browser/math.js');
  return new Proxy(light, {
    get: (_, name) => {
      if (name === '__esModule') return true;
      if (typeof name !== 'string') return Reflect.get(light, name);
      if (onlyInBrowsers.has(name)) return undefined;
      const isLight = name !== 'config' && name in light;
      return isLight || !isOnlyInWhole.test(name) ? light[name] : wholeMath()[name];
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

/**
 * Loads whatever a file asks for by name, so that nothing is loaded in a call that has a limit.
 * @param names the libraries that it may import
 */
export function prepareLibraries(names: readonly string[], source: string): void {
  for (const name of names.filter((library) => source.includes(library))) {
    openLibrary(name);
    if (name === 'mathjs' && asksForWhole.test(source)) wholeMath();
  }
}
