/**
 * The commands that lessons show, and how to try them: as a process of this checkout, on the
 * solutions where a command judges code, with its output in a folder that is thrown away.
 */
import { join } from 'node:path';
import { catalog, nameOf, sourceOf } from '../../../exercises/catalog';
import { root } from '../../../reference/root';
import type { Lesson } from './markdown';

/** Every command of a lesson, from `sh` blocks and from the running text. */
export function commandsOf({ blocks, prose }: Lesson): string[] {
  const shown = blocks.filter(({ language }) => language === 'sh').flatMap(({ lines }) => lines);
  const inline = prose.flatMap((line) =>
    [...line.matchAll(/`(n(?:pm|px) [^`]+)`/g)].map(([, command = '']) => command),
  );
  return [...shown, ...inline];
}

/** A command, and lines of its output that a lesson shows in the `console` block behind it. */
export interface Output {
  command: string;
  shows: string[];
}

export function outputsOf({ blocks }: Lesson): Output[] {
  return blocks.flatMap(({ language, lines }, i) => {
    const before = blocks[i - 1];
    if (language !== 'console') return [];
    if (before?.language !== 'sh') throw new Error(`lessons: nothing prints "${lines[0]}"`);
    return [{ command: before.lines.at(-1) ?? '', shows: lines }];
  });
}

/** `a "b c"` → `['a', 'b c']`: the quoting that sh, PowerShell and cmd agree on. */
export const splitCommand = (command: string): string[] =>
  [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');

/** For Jest: an exercise's file, from wherever it is imported, is the solution. */
const solutionsForJest = (): string =>
  JSON.stringify(
    Object.fromEntries(
      catalog.map((exercise) => [
        `^\\.{1,2}/(${exercise.slug}/)?${nameOf(exercise)}$`,
        join(root, 'solutions', sourceOf(exercise)),
      ]),
    ),
  );

/** Commands that run a target's code, here the solutions. */
const judging = ['check', 'heatmap', 'bench'];

function kitCommand(name: string, flags: string[], out: string): string[] {
  const setup = [join(root, 'scripts', 'setup.mjs'), name];
  if (!judging.includes(name)) return [...setup, ...flags];
  const kept = flags.filter((flag, i) => flag !== '--out' && flags[i - 1] !== '--out');
  const folder = name === 'heatmap' || name === 'bench' ? ['--out', out] : [];
  const quick = name === 'bench' && !kept.includes('--quick') ? ['--quick'] : [];
  return [...setup, ...kept, '--target', 'solutions', ...folder, ...quick];
}

/**
 * What to hand to `node` for a command.
 * @throws Error for a command of a form that lessons do not use yet
 */
export function processFor(command: string, out: string): string[] {
  const [tool, first = '', ...rest] = splitCommand(command);
  if (tool === 'npm' && first === 'run') {
    const [name = '', ...flags] = rest;
    return kitCommand(
      name,
      flags.filter((flag) => flag !== '--'),
      out,
    );
  }
  if (tool === 'npx' && first === 'jest') {
    const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
    return [jest, ...rest, '--moduleNameMapper', solutionsForJest()];
  }
  if (tool === 'npx' && first === 'tsx') {
    const onSolutions = rest.map((part) => part.replaceAll('./exercises/', './solutions/'));
    return [join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs'), ...onSolutions];
  }
  throw new Error(
    `lessons: no way to try "${command}"; add its form to scripts/authoring/lessons/commands.ts`,
  );
}
