/**
 * Puts printed code back onto the lines of the file that it was made from, so that a stack in any
 * engine names the file's lines without a source map.
 */
import type { SourceMap } from 'node:module';

/** A place in the code where a line may begin, and the file's line that stands there, from 1. */
interface Mark {
  at: number;
  line: number;
}

/** Behind these a line may always end. */
const OPENERS = ',;([{';

/** The file's line, from 1, where the map knows this very place of the code. */
function lineAt(map: SourceMap, row: number, column: number): number | null {
  const entry = map.findEntry(row, column);
  const isHere =
    'originalLine' in entry && entry.generatedLine === row && entry.generatedColumn === column;
  return isHere ? entry.originalLine + 1 : null;
}

/** What the map knows of places where a line may begin. */
function findMarks(code: string, fixed: ReadonlySet<number>, map: SourceMap): Mark[] {
  const marks: Mark[] = [];
  let row = 0;
  let start = 0;
  // Where the printer began a line, as long as no place in that line is known.
  let begin: number | null = 0;
  let mayBreak = false;
  for (let i = 0; i < code.length; i += 1) {
    const sign = code[i] as string;
    if (sign === '\n') {
      [row, start] = [row + 1, i + 1];
      begin = fixed.has(i) ? null : start;
      mayBreak = false;
    } else if (sign !== ' ') {
      const line = begin !== null || mayBreak ? lineAt(map, row, i - start) : null;
      if (line !== null) {
        marks.push({ at: begin ?? i, line });
        begin = null;
      }
      mayBreak = OPENERS.includes(sign);
    }
  }
  return marks;
}

/** As many marks as can be had with no line before an earlier one: code may have been moved. */
function longestInOrder(marks: readonly Mark[]): Mark[] {
  const before: (number | undefined)[] = [];
  /** The mark that the chain of each length ends with, the earliest line that there is. */
  const ends: number[] = [];
  const lineOf = (end: number): number => marks[end]?.line ?? 0;
  for (const [i, { line }] of marks.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (lineOf(ends[middle] as number) <= line) low = middle + 1;
      else high = middle;
    }
    before[i] = ends[low - 1];
    ends[low] = i;
  }
  const chain: Mark[] = [];
  for (let i = ends.at(-1); i !== undefined; i = before[i]) chain.push(marks[i] as Mark);
  return chain.reverse();
}

/**
 * The code with its lines where the file has them. A line that the file has not goes on behind the
 * one before it, so the code may hold no `//` and no statement that only a line's end ends.
 * @param fixed offsets of line breaks that belong to a literal
 * @param map from the code to the file
 */
export function keepLines(code: string, fixed: ReadonlySet<number>, map: SourceMap): string {
  let out = '';
  let from = 0;
  let line = 1;
  const take = (to: number): void => {
    for (; from < to; from += 1) {
      const isSoft = code[from] === '\n' && !fixed.has(from);
      if (code[from] === '\n' && !isSoft) line += 1;
      out += isSoft ? ' ' : code[from];
    }
  };
  for (const mark of longestInOrder(findMarks(code, fixed, map))) {
    take(mark.at);
    if (mark.line > line) {
      out += '\n'.repeat(mark.line - line);
      line = mark.line;
    }
  }
  take(code.length);
  return out;
}
