/** The statement of an example that stands around a line, on one line: the whole expectation. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as TypeScript from 'typescript';
import { type Exercise, exampleOf } from '../../exercises/catalog';
import { root } from '../../reference/root';

const loadTypeScript = (): typeof TypeScript =>
  createRequire(join(root, 'package.json'))('typescript');

/** Code with its line breaks taken out, as one would write it on one line. */
const onOneLine = (code: string): string =>
  code
    .replace(/\/\/.*$/gm, '')
    .replace(/,?\s*\n\s*(?=[)\]])/g, '')
    .replace(/([([])\s*\n\s*/g, '$1')
    .replace(/\s*\n\s*(?=\.)/g, '')
    .replace(/,?\s*\n\s*(?=\})/g, ' ')
    .replace(/\s*\n\s*/g, ' ')
    .trim();

/**
 * The innermost statement on a line, from 1; null where there is none.
 * @example statementAt("test('a', () => {\n  expect(f(1)).toBe(\n    2,\n  );\n});", 2) // 'expect(f(1)).toBe(2);'
 */
export function statementAt(source: string, line: number): string | null {
  const ts = loadTypeScript();
  const file = ts.createSourceFile('example.ts', source, ts.ScriptTarget.ESNext, true);
  const start = file.getLineStarts()[line - 1];
  if (start === undefined) return null;
  const at = start + (source.slice(start).match(/^[ \t]*/)?.[0].length ?? 0);
  let found: TypeScript.Node | null = null;
  const visit = (node: TypeScript.Node): void => {
    if (at < node.getStart(file) || at >= node.end) return;
    if (ts.isExpressionStatement(node) || ts.isVariableStatement(node)) found = node;
    node.forEachChild(visit);
  };
  visit(file);
  return found && onOneLine((found as TypeScript.Node).getText(file));
}

/** The same for the visible examples of an exercise. */
export const statementOf = (exercise: Exercise, line: number): string | null =>
  statementAt(readFileSync(join(root, 'exercises', exampleOf(exercise)), 'utf8'), line);
