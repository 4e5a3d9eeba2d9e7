/** Whether an exercise's file is still the stub: each function's body is one throw and no more. */
import * as ts from 'typescript';
import type { Exercise } from '../../exercises/catalog';

const isTodo = (body: ts.Block | undefined, says: string): boolean => {
  const [only, ...more] = body?.statements ?? [];
  return more.length === 0 && only !== undefined && ts.isThrowStatement(only)
    ? only.expression.getText() === `new Error('${says}')`
    : false;
};

/** What stands beside the functions: imports, types, and a call that sets a library up. */
const isBeside = (statement: ts.Statement): boolean =>
  ts.isImportDeclaration(statement) ||
  ts.isTypeAliasDeclaration(statement) ||
  ts.isInterfaceDeclaration(statement) ||
  ts.isExpressionStatement(statement);

/** What in a source is more than a stub: names of functions, or of other statements; none if it is one. */
export function filledIn(exercise: Exercise, source: string): string[] {
  const number = exercise.slug.slice(0, 2);
  const file = ts.createSourceFile('stub.ts', source, ts.ScriptTarget.Latest, true);
  return file.statements.flatMap((statement) => {
    if (isBeside(statement)) return [];
    if (!ts.isFunctionDeclaration(statement)) return [statement.getText().split('\n')[0] ?? ''];
    const name = statement.name?.text ?? 'default';
    const says = `Not implemented: ${name} (exercise ${number})`;
    return exercise.exports.includes(name) && isTodo(statement.body, says) ? [] : [name];
  });
}
