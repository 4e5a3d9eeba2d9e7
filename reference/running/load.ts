/**
 * Loads learner code: TypeScript made JavaScript, imports answered from the catalogue alone.
 * Runs only in a child process that can be killed. Type errors are not its business: a learner's
 * answer is judged by what it computes.
 */
import { readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { compileFunction } from 'node:vm';
import {
  type CatalogEntry,
  catalog,
  type Exercise,
  mayImport,
  nameOf,
  sourceOf,
} from '../../exercises/catalog';
import { machineTrouble } from '../machine-trouble';
import { openLibrary, prepareLibraries } from './libraries';
import { transform } from './transform';

/** Whose code runs: a folder laid out like `exercises/`, some of its files perhaps replaced. */
export interface Target {
  folder: string;
  /** Slug → source text that stands in for the file. */
  replaced?: Record<string, string>;
}

/** The code cannot be loaded: a syntax error, a missing file, an import that is not allowed. */
export class LoadError extends Error {
  override readonly name = 'LoadError';
}

export type Module = Record<string, unknown>;

/** Says that a function is not there, and what is. */
export function missingExport(name: string, module: Module): string {
  const there = Object.keys(module).join(', ');
  const rest = there
    ? `; the file exports ${there}`
    : '; write it, with export before its definition';
  return `there is no exported function ${name}${rest}`;
}

/**
 * JavaScript with the same lines, as a CommonJS module.
 * @throws LoadError for a syntax error
 */
export function compile(source: string, file: string): string {
  try {
    return transform(source, 'commonjs');
  } catch (error) {
    const says = (error as Error).message;
    throw new LoadError(`${relative(dirname(dirname(file)), file)}: ${says}`);
  }
}

/** Makes a file JavaScript for no one, so that the next one is made in a third of the time. */
export function tryCompile(file: string): string {
  try {
    const source = readFileSync(file, 'utf8');
    compile(source, file);
    return source;
  } catch {
    return '';
  }
}

/** Gets ready to load an exercise's file, as far as that can be seen by the file as it is now. */
export function prepare({ folder }: Target, exercise: Exercise): void {
  const source = tryCompile(join(folder, sourceOf(exercise)));
  prepareLibraries(exercise.libraries ?? [], source);
}

/** Runs a CommonJS text; line numbers stay those of the file. */
export function evaluate(source: string, file: string, require: (name: string) => unknown): Module {
  const module = { exports: {} as Module };
  const run = compileFunction(compile(source, file), ['exports', 'module', 'require'], {
    filename: file,
  });
  run(module.exports, module, require);
  return module.exports;
}

/** The exercise whose file a relative import names, seen from a folder laid out like `exercises/`. */
export function exerciseAt(
  folder: string,
  importer: string,
  name: string,
): CatalogEntry | undefined {
  const wanted = resolve(dirname(importer), name).replace(/\.[jt]s$/, '');
  return catalog.find((exercise) => `${wanted}.ts` === join(folder, sourceOf(exercise)));
}

/**
 * What an exercise's import names: an earlier exercise by relative path, or a library by name.
 * @throws LoadError where the catalogue does not allow it
 */
export function resolveImport(
  folder: string,
  importer: Exercise,
  name: string,
): CatalogEntry | string {
  if (name.startsWith('.')) {
    const found = exerciseAt(folder, join(folder, sourceOf(importer)), name);
    if (found && mayImport(importer, found)) return found;
    const meant = catalog.find((each) => nameOf(each) === basename(name).replace(/\.[jt]s$/, ''));
    if (!found && meant && mayImport(importer, meant)) {
      const right = `../${meant.slug}/${nameOf(meant)}`;
      throw new LoadError(
        `${sourceOf(importer)} imports ${name}, which is not there; write ${right}`,
      );
    }
    const rule =
      found && importer.writesAnew?.includes(found.slug)
        ? 'it is to be written anew here'
        : 'an exercise may import earlier exercises only';
    throw new LoadError(`${sourceOf(importer)} imports ${name}; ${rule}`);
  }
  const allowed = importer.libraries ?? [];
  if (allowed.includes(name)) return name;
  const rule = allowed.length > 0 ? `only ${allowed.join(' and ')} may be` : 'none may be';
  throw new LoadError(`${sourceOf(importer)} imports the library "${name}"; ${rule} imported`);
}

/**
 * A function that gives the module of an exercise, loading it and what it imports once.
 * A relative import may name an earlier exercise; a library only where the catalogue allows it.
 */
export function createLoader({ folder, replaced = {} }: Target) {
  const loaded = new Map<string, Module>();
  const fileOf = (exercise: Exercise): string => join(folder, sourceOf(exercise));

  const readSource = (exercise: Exercise): string => {
    const replacement = replaced[exercise.slug];
    if (replacement !== undefined) return replacement;
    try {
      return readFileSync(fileOf(exercise), 'utf8');
    } catch (error) {
      const isThere = (error as NodeJS.ErrnoException).code !== 'ENOENT';
      const refused = isThere ? machineTrouble(error) : null;
      throw new LoadError(refused ?? `${sourceOf(exercise)} cannot be read; is the file there?`);
    }
  };

  const requireFor =
    (importer: Exercise) =>
    (name: string): unknown => {
      const found = resolveImport(folder, importer, name);
      return typeof found === 'string' ? openLibrary(found) : load(found);
    };

  const load = (exercise: Exercise): Module => {
    const known = loaded.get(exercise.slug);
    if (known) return known;
    const source = readSource(exercise);
    prepareLibraries(exercise.libraries ?? [], source);
    const module = evaluate(source, fileOf(exercise), requireFor(exercise));
    loaded.set(exercise.slug, module);
    return module;
  };
  return load;
}
