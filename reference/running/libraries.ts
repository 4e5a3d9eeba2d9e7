/**
 * The libraries that learner code may be given where it runs in Node, ready and movable. A library
 * is loaded when it is first asked for, because both take their time.
 */
import { statSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { root } from '../root';
import { compileKept } from './bytecode';
import { makeMovable } from './moving';

type Library = Record<string, unknown>;

const requireFromRoot = createRequire(join(root, 'package.json'));

/** Bytes from which on a file of a package is compiled for longer than its bytecode is read. */
const LARGE = 100_000;

/** A name of its own for each file of a package. */
const keptAs = (file: string): string => relative(root, file).replace(/[^\w.-]+/g, '-');

/**
 * Loads a package with the bytecode that was kept of its large files, as Node itself does from version
 * 22 on.
 */
function requireKept(name: string): unknown {
  if ('enableCompileCache' in Module) return requireFromRoot(name);
  const { extensions } = requireFromRoot;
  const usual = extensions['.js'];
  extensions['.js'] = (module, file) => {
    if (statSync(file).size < LARGE) return usual(module, file);
    const start = compileKept(file, keptAs(file));
    start.call(module.exports, module.exports, createRequire(file), module, file, dirname(file));
  };
  try {
    return requireFromRoot(name);
  } finally {
    extensions['.js'] = usual;
  }
}

/** What mathjs has in its browser build alone. */
const onlyInBrowsers = new Set(
  'E Infinity NaN PI emit expression false import null off on once true'.split(' '),
);
/** What it has in the whole alone, or in another form. */
const whole = String.raw`(?:all|config|docs|_\w+|create[A-Z]\w*|\w+Dependencies)`;
const isOnlyInWhole = new RegExp(`^${whole}$`);
/** `math.all`, or `all` in the braces of an import; not the word in a comment. */
const asksForWhole = new RegExp(`\\.${whole}\\b|[{,]\\s*${whole}(?:\\s+as\\b|\\s*[,}:=])`);

const wholeMath = (): Library => requireKept('mathjs') as Library;

/**
 * mathjs in its browser build, which makes each function when it is first used and so loads five
 * times as fast. The names that it lacks come from the whole; a name that neither has loads nothing.
 */
function loadMath(): Library {
  const light = requireKept('mathjs/lib/browser/math.js') as Library;
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
  '@tensorflow/tfjs': () => requireKept('@tensorflow/tfjs'),
  mathjs: loadMath,
};
const opened = new Map<string, unknown>();

/** Whether any was loaded: what code does to one stays. */
export const hasLibraries = (): boolean => opened.size > 0;

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
