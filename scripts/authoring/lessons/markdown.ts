/**
 * Reads a lesson: its sections, its fenced blocks and its text. Knows as much Markdown as the
 * lessons use: no nested lists, no indented fences, no tables without outer bars.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Exercise } from '../../../exercises/catalog';
import { root } from '../../../reference/root';
import { type Section, sectionsOf } from './sections';

/** A fenced block. `line` is the number of its first line within the file. */
export interface Block {
  language: string;
  line: number;
  lines: string[];
}

export interface Lesson {
  exercise: Exercise;
  /** `exercises/01-softmax/README.md` */
  file: string;
  text: string;
  /** In order; in a lesson of halves some come twice. */
  sections: Section[];
  blocks: Block[];
  /** Everything outside of programs, commands and their output; those lines are empty here. */
  prose: string[];
  /** Each table is its rows, each row its cells. */
  tables: string[][][];
}

const fence = '```';

/** The fenced blocks of a page's lines. */
export function readBlocks(lines: string[]): Block[] {
  const fences = lines.flatMap((line, i) => (line.startsWith(fence) ? [i] : []));
  const opening = fences.filter((_, n) => n % 2 === 0);
  return opening.map((start, n) => ({
    language: (lines[start] ?? '').slice(fence.length),
    line: start + 2,
    lines: lines.slice(start + 1, fences[2 * n + 1]),
  }));
}

function withoutCode(lines: string[], blocks: Block[]): string[] {
  const code = blocks.filter(({ language }) => ['ts', 'sh', 'console'].includes(language));
  const isCode = (i: number) =>
    code.some((block) => i + 1 >= block.line && i + 1 < block.line + block.lines.length);
  return lines.map((line, i) => (isCode(i) ? '' : line));
}

const cellsOf = (row: string): string[] =>
  row
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.replace(/[*`]/g, '').trim());

function readTables(prose: string[]): string[][][] {
  const tables: string[][][] = [];
  for (const [i, line] of prose.entries()) {
    if (!line.startsWith('|')) continue;
    if (!prose[i - 1]?.startsWith('|')) tables.push([]);
    if (!/^\|[-:| ]+\|$/.test(line)) tables.at(-1)?.push(cellsOf(line));
  }
  return tables;
}

/** The lesson beside an exercise's stub. */
export function readLesson(exercise: Exercise): Lesson {
  const file = join('exercises', exercise.slug, 'README.md');
  const text = readFileSync(join(root, file), 'utf8');
  const lines = text.split('\n');
  const blocks = readBlocks(lines);
  const prose = withoutCode(lines, blocks);
  return {
    exercise,
    file,
    text,
    sections: sectionsOf(text),
    blocks,
    prose,
    tables: readTables(prose),
  };
}
