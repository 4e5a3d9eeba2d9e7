/**
 * Runs a lesson's program. All `ts` blocks of a lesson are one module, in order, that stands where
 * the exercise's file stands. An expression with `// → value` behind it, or on the lines below it,
 * shows that value.
 */
import { join } from 'node:path';
import { root } from '../../../reference/root';
import { evaluate } from '../../../reference/running/load';
import type { Lesson } from './markdown';

/** An expression, what the lesson says it gives, and what it gives. */
export interface Shown {
  /** `exercises/01-softmax/README.md:52` */
  place: string;
  expression: string;
  says: string;
  gives: unknown;
}

const beside = /^(.*\S);\s*\/\/ → (.*)$/;
const below = /^\/\/ → (.*)$/;
const further = /^\/\/ {2,}(.*)$/;

/** The program line by line; everything that is not program is an empty line. */
function linesOf({ text, blocks }: Lesson): string[] {
  const lines = text.split('\n').map(() => '');
  for (const { language, line, lines: code } of blocks) {
    if (language === 'ts') lines.splice(line - 1, code.length, ...code);
  }
  return lines;
}

/** The program as it stands in the lesson, to be type-checked. */
export const programOf = (lesson: Lesson): string => linesOf(lesson).join('\n');

function saidBelow(lines: string[], i: number): string | null {
  const first = lines[i + 1]?.match(below)?.[1];
  if (first === undefined) return null;
  const rest = lines.slice(i + 2);
  const end = rest.findIndex((line) => !further.test(line));
  return [first, ...rest.slice(0, end).map((line) => line.match(further)?.[1])].join(' ');
}

/** Runs the program with `load` in place of its imports. */
export function runProgram(lesson: Lesson, load: (name: string) => unknown): Shown[] {
  const shown: Shown[] = [];
  const lines = linesOf(lesson);
  const noted = lines.map((line, i) => {
    const [, expression = line.replace(/;$/, ''), says = saidBelow(lines, i)] =
      line.match(beside) ?? [];
    if (says === null) return line;
    const index = shown.length;
    shown.push({ place: `${lesson.file}:${i + 1}`, expression, says, gives: undefined });
    return `show(${index}, ${expression});`;
  });
  const show = (index: number, gives: unknown): void => {
    const entry = shown[index];
    if (entry) entry.gives = gives;
  };
  const file = join(root, lesson.file.replace(/\.md$/, '.ts'));
  evaluate(`import { show } from 'show';${noted.join('\n')}`, file, (name) =>
    name === 'show' ? { show } : load(name),
  );
  return shown;
}
