/** The catalogue with only some of its entries; every other character stays as it is. */
import * as ts from 'typescript';
import type { Chosen } from './parts';

function entriesIn(file: ts.SourceFile): readonly ts.Expression[] {
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (name.getText() !== 'exercises' || !initializer) continue;
      let list: ts.Expression = initializer;
      while (ts.isSatisfiesExpression(list) || ts.isAsExpression(list)) list = list.expression;
      if (ts.isArrayLiteralExpression(list)) return list.elements;
    }
  }
  throw new Error('release: exercises/catalog.ts has no list called exercises');
}

/** @param source the text of `exercises/catalog.ts` */
export function withEntries(source: string, chosen: Chosen): string {
  const file = ts.createSourceFile('catalog.ts', source, ts.ScriptTarget.Latest, true);
  const isChosen = (entry: ts.Expression): boolean =>
    chosen.some(({ slug }) => entry.getText().includes(`slug: '${slug}'`));
  return [...entriesIn(file)].reverse().reduce((text, entry) => {
    if (isChosen(entry)) return text;
    const after = text.slice(entry.end).replace(/^,/, '');
    return text.slice(0, entry.pos) + after;
  }, source);
}
