/**
 * Which file imports which: read off the sources as the compiler sees them, types included, and off
 * what names a file by an expression: a template (`./${name}.kit.ts`), a program that is started
 * (`startChild('calls')`), a path put together from the root.
 */
import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { root } from '../../../reference/root';
import { filesBelow } from '../../release/files';
import { childPrograms, importsOf } from '../../release/imports';

/** Paths from the root, with slashes. */
export interface Arrow {
  from: string;
  to: string;
}

const folders = ['exercises', 'reference', 'scripts'];

const isSource = (path: string): boolean => /\.(?:ts|mjs)$/.test(path) && !/\.d\.mts$/.test(path);

/** Tests, what only tests use, the scripts of recordings, and what a release puts elsewhere. */
const isApart = (path: string): boolean =>
  /\.test\.ts$|\/testing\/|\/record\/|\/student\//.test(path);

/** Every source file of the house. */
export const listSources = (): string[] =>
  folders.flatMap((folder) =>
    filesBelow(join(root, folder))
      .map((path) => `${folder}/${path}`)
      .filter((path) => isSource(path) && !isApart(path)),
  );

/** What a comment shows is no import. */
const withoutComments = (source: string): string =>
  source.replace(/^\s*\/\*\*?[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** ``import(`./${name}.kit.ts`)`` → every file whose path it may be. */
function templatesIn(path: string, source: string, all: readonly string[]): string[] {
  const templates = [...source.matchAll(/(?:import|require)\(\s*`(\.[^`]+)`/g)];
  return templates.flatMap(([, template = '']) => {
    const parts = posix.join(dirname(path), template).split(/\$\{[^}]*\}/);
    const form = new RegExp(`^${parts.map(escaped).join('[^/]+')}(?:\\.ts)?$`);
    return all.filter((file) => form.test(file));
  });
}

/** `join(root, 'scripts', 'setup.mjs')` → `scripts/setup.mjs` */
const joinedIn = (source: string): string[] =>
  [...source.matchAll(/join\(root,((?:\s*'[^']+',?)+)\s*\)/g)]
    .map(([, names = '']) => [...names.matchAll(/'([^']+)'/g)].map(([, name]) => name).join('/'))
    .filter((path) => isSource(path) && folders.some((folder) => path.startsWith(`${folder}/`)));

/** Every arrow between two files of the house. */
export function findArrows(): Arrow[] {
  const sources = listSources();
  const programs = childPrograms();
  return sources.flatMap((from) => {
    const source = withoutComments(readFileSync(join(root, from), 'utf8'));
    const targets = [
      ...importsOf(from, source, programs).files,
      ...templatesIn(from, source, sources),
      ...joinedIn(source),
    ];
    return [...new Set(targets)].map((to) => ({ from, to }));
  });
}

/** `scripts/grade/reports/csv.ts` → `grade`, `reference/oracle/ops.ts` → `reference/oracle` */
export function roomOf(path: string): string {
  const [house = '', room = '', ...rest] = path.split('/');
  if (house === 'scripts') return rest.length > 0 ? room : 'setup';
  return house === 'reference' && rest.length > 0 ? `${house}/${room}` : house;
}
