/**
 * Calls of async functions that are not waited for. A Promise in place of its answer makes errors
 * that name no Promise: `weights.map is not a function`. Looks for words, so it is asked only where
 * something went wrong, and says nothing where promises are handled in another way.
 */
import { type Exercise, prerequisitesOf } from '../../exercises/catalog';
import type { ReadCode } from './excerpt';

export interface Unawaited {
  name: string;
  line: number;
}

const comments = /\/\*[\s\S]*?\*\/|\/\/.*$/gm;
/** Code without what its comments say, on the same lines. */
const uncommented = (code: string): string =>
  code.replace(comments, (comment) => comment.replace(/[^\n]/g, ''));

const asyncFunctions = /\basync\s+function\s+([\w$]+)|\b([\w$]+)\s*=\s*async\b/g;

const calls = /(\w+\s+|\.)?\b([\w$]+)\s*\(/g;

const asyncNamesIn = (code: string): string[] =>
  [...code.matchAll(asyncFunctions)].map(([, named, assigned]) => named ?? assigned ?? '');

/** What stands behind the call whose first bracket stands before this text. */
function behindCall(text: string): string {
  let open = 1;
  const end = [...text].findIndex((sign) => {
    if (sign === '(') open += 1;
    if (sign === ')') open -= 1;
    return open === 0;
  });
  return end < 0 ? '' : [...text].slice(end + 1).join('');
}

/** Whether the Promise is waited for, or handed on as it is, or the words are no call at all. */
function isHandled(before: string, after: string): boolean {
  if (before.startsWith('return')) return !/^\s*[.[*/+-]/.test(behindCall(after));
  return /^(?:await|function)\s|\./.test(before);
}

/** The first call in an exercise's file whose Promise is used as if it were the answer. */
export function findUnawaited(exercise: Exercise, read: ReadCode): Unawaited | null {
  const code = uncommented(read(exercise) ?? '');
  if (/\bPromise\s*\.\s*all|\.then\b/.test(code)) return null;
  const earlier = prerequisitesOf(exercise).filter(({ slug }) => code.includes(slug));
  const imported = earlier.flatMap((other) =>
    asyncNamesIn(uncommented(read(other) ?? '')).filter((name) => other.exports.includes(name)),
  );
  const names = new Set([...asyncNamesIn(code), ...imported]);
  for (const [i, text] of code.split('\n').entries()) {
    for (const { 0: all, 1: before = '', 2: name = '', index } of text.matchAll(calls)) {
      const after = text.slice(index + all.length);
      if (names.has(name) && !isHandled(before, after)) return { name, line: i + 1 };
    }
  }
  return null;
}
