/**
 * Finds the numbers that a lesson shows outside of its program and says which of them nothing
 * computes: decimals and lists anywhere in the text, equations, bars, matrices in pictures, and tables by row or
 * column.
 * Leaves whole numbers in running text alone; they count things.
 */
import { runInNewContext } from 'node:vm';
import type { Block, Lesson } from './markdown';
import { isKnown, isRounded } from './numbers';

const decimal = /(?<![\d.])[−-]?\d+\.\d+(?:e[+-]?\d+)?(?!\.?\d)/g;
const list = /\[([−\d.,·+ -]+)\]/g;
const equation = /(?<![\d.√(·+−/]\s?|log )([\d(√](?:[\d.\s·+−/()√]|log )*?) = ([−\d.]+)/gu;
const bar = /(\d\.\d+)[^█\d]*(█+)/g;

/** `(4 + 0) / 4` → 1. Only what the patterns let through gets here. */
function evaluateArithmetic(text: string): number {
  const code = text
    .replace(/√(\d+)/g, 'Math.sqrt($1)')
    .replace(/log (\d+)/g, 'Math.log($1)')
    .replaceAll('·', '*')
    .replaceAll('−', '-');
  return Number(runInNewContext(code));
}

/** A number as it is written, or what a sum like `6 + 2 · 3` comes to. */
const writtenOut = (item: string): string =>
  /[·+]/.test(item) ? String(evaluateArithmetic(item)) : item.trim();

const listsOf = (line: string): string[][] =>
  [...line.matchAll(list)].map(([, items = '']) => items.split(',').map(writtenOut));

const wrongEquations = (line: string): string[] =>
  [...line.matchAll(equation)]
    .filter(([, left = '', right = '']) => {
      const written = right.replace(/\.$/, '');
      return /[·+−/√]|log/.test(left) && !isRounded(written, evaluateArithmetic(left));
    })
    .map(([whole]) => whole);

/** A bar of twenty blocks would be 1. */
const wrongBars = (line: string): string[] =>
  [...line.matchAll(bar)]
    .filter(([, share, blocks]) => Math.round(Number(share) * 20) !== blocks?.length)
    .map(([whole]) => whole);

/** The rows of matrices that a picture frames: `│ 0  1 ╎ 2  3 │`. */
const framedRows = ({ language, lines }: Block): string[][] =>
  lines
    .flatMap((line) => (language === 'text' ? line.split(/[│┌┐└┘]/).slice(1, -1) : []))
    .filter((part) => /\d/.test(part) && /^[\s\d.−╎]+$/.test(part))
    .map((part) => part.split(/[\s╎]+/).filter(Boolean));

/** The numbers of a cell that is one number or one list. */
const numbersOf = (cell: string): string[] =>
  /^\[?[−-]?\d[−\d.,\s-]*\]?$/.test(cell) ? cell.replace(/[[\]]/g, '').split(/,\s*/) : [];

/** Below a table's head: a row's numbers, or else a column's, stand side by side somewhere. */
function wrongCells([, ...table]: string[][], known: number[][]): string[] {
  const sums = table.filter(([label]) => label === 'sum');
  const rows = table.filter((row) => !sums.includes(row));
  const columnOf = (j: number) => rows.flatMap((row) => numbersOf(row[j] ?? ''));
  const isRowKnown = ([, ...row]: string[]) => isKnown(row.flatMap(numbersOf), known);
  // A list at the head of a row only names it.
  const isClaim = (cell: string, j: number) =>
    numbersOf(cell).length > 0 && (j > 0 || !cell.startsWith('['));
  const wrong = rows.flatMap((row) =>
    row.filter((cell, j) => isClaim(cell, j) && !isRowKnown(row) && !isKnown(columnOf(j), known)),
  );
  const total = (j: number) => columnOf(j).reduce((sum, cell) => sum + Number(cell), 0);
  const wrongSums = sums.flatMap((row) =>
    row.filter((cell, j) => numbersOf(cell).length === 1 && !isRounded(cell, total(j))),
  );
  return [...wrong, ...wrongSums];
}

/** What the text of a lesson claims and nothing computes. */
export function unfoundedClaims({ prose, blocks, tables }: Lesson, known: number[][]): string[] {
  const text = prose.map((line) => line.replace(/`n(?:pm|px) [^`]*`/g, ''));
  const decimals = text.flatMap((line) => line.match(decimal) ?? []);
  const lists = [...text.flatMap(listsOf), ...blocks.flatMap(framedRows)];
  return [
    ...decimals.filter((number) => !isKnown([number], known)),
    ...lists.filter((items) => !isKnown(items, known)).map(String),
    ...text.flatMap(wrongEquations),
    ...text.flatMap(wrongBars),
    ...tables.flatMap((table) => wrongCells(table, known)),
  ];
}
