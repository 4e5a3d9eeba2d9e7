/** Texts that depend on which exercises are handed out: the README, lessons, tsconfig.json. */
import { dirname, posix } from 'node:path';
import { catalog } from '../../exercises/catalog';
import { UserError } from '../../reference/user-error';
import { type Chosen, commandsFor } from './parts';
import { exerciseTable } from './table';

/** The student's README: the table filled in, and what is about a command that is not there left out. */
export function readmeFor(template: string, chosen: Chosen): string {
  const given = commandsFor(chosen);
  return template
    .replace(
      /<!-- if (\w+) -->\n?([\s\S]*?)<!-- end -->\n?/g,
      (_, command: string, text: string) => (given.includes(command) ? text : ''),
    )
    .replace('<!-- exercises -->', exerciseTable(chosen));
}

const isLesson = (path: string): boolean =>
  catalog.some(({ slug }) => path === `exercises/${slug}/README.md`);

/**
 * A Markdown text whose links lead somewhere: one to an exercise not handed out yet keeps its words
 * alone.
 * @param paths all files that go out
 * @throws UserError for a link to anything else that does not go out
 */
export function withLiveLinks(file: string, text: string, paths: ReadonlySet<string>): string {
  return text.replace(/\[([^\]]*)\]\(([^)\s]+)\)/g, (whole, words: string, link: string) => {
    if (/^(?:[a-z]+:|#)/.test(link)) return whole;
    const path = posix.join(dirname(file), link.replace(/#.*$/, ''));
    if (paths.has(path)) return whole;
    if (isLesson(path)) return words;
    throw new UserError(`${file} links to ${link}, which no student is handed; take the link out`);
  });
}

/** @throws UserError for a command that students do not have */
export function expectCommands(file: string, text: string, chosen: Chosen): void {
  const given = commandsFor(chosen);
  for (const [, name = ''] of text.matchAll(/npm run ([\w:-]+)/g)) {
    if (given.includes(name)) continue;
    throw new UserError(`${file} shows npm run ${name}, which no student is handed`);
  }
}

/** tsconfig.json without the folders that are not there. */
export function tsconfigFor(source: string, paths: ReadonlySet<string>): string {
  const config = JSON.parse(source);
  const isHere = (name: string): boolean =>
    [...paths].some((path) => path === name || path.startsWith(`${name}/`));
  const include = config.include.filter(isHere);
  const exclude = config.exclude?.filter(isHere) ?? [];
  const rest = { ...config, include, exclude: exclude.length > 0 ? exclude : undefined };
  return `${JSON.stringify(rest, null, 2)}\n`;
}
