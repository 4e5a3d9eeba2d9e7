/** Every mutant of a solution: one change each. What errors say is left as it is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { type CatalogEntry, sourceOf } from '../../../exercises/catalog';
import { root } from '../../../reference/root';
import { ownReplacements, wrappingsOf } from './own';
import { type Replacement, standardReplacements } from './standard';

export interface Mutant {
  exercise: CatalogEntry;
  operator: string;
  line: number;
  /** In words that stay while other lines change: where, what, and what instead. */
  change: string;
  /** The whole file. */
  source: string;
}

/** `new RangeError(…)` */
const isError = (node: ts.Node): boolean =>
  ts.isNewExpression(node) && node.expression.getText().endsWith('Error');

const isInError = (node: ts.Node): boolean =>
  isError(node) || (!ts.isSourceFile(node) && isInError(node.parent));

/** Every use of a name below a node. */
function usesOf(name: string, node: ts.Node): ts.Node[] {
  const uses = ts.isIdentifier(node) && node.text === name ? [node] : [];
  const below: ts.Node[] = [];
  ts.forEachChild(node, (child) => void below.push(...usesOf(name, child)));
  return [...uses, ...below];
}

/** `expectShape('wQ', …)`: a word that the called function of the file puts into an error alone. */
function isWordForError(node: ts.Node): boolean {
  if (!ts.isStringLiteral(node) || !ts.isCallExpression(node.parent)) return false;
  const { expression, arguments: given } = node.parent;
  const called = node
    .getSourceFile()
    .statements.filter(ts.isFunctionDeclaration)
    .find(({ name }) => name?.text === expression.getText());
  const parameter = called?.parameters[given.indexOf(node)];
  if (!called?.body || !parameter) return false;
  return usesOf(parameter.name.getText(), called.body).every(
    (use) => isInError(use) || (ts.isCallExpression(use.parent) && use.parent.expression !== use),
  );
}

/** Types, imports, and what an error says: nothing there can be wrong for a caller. */
const isLeftOut = (node: ts.Node): boolean =>
  isWordForError(node) ||
  ts.isTypeNode(node) ||
  ts.isImportDeclaration(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  isError(node);

function replacementsIn(node: ts.Node): Replacement[] {
  if (isLeftOut(node)) return [];
  const own = [...standardReplacements(node), ...ownReplacements(node)];
  const below: Replacement[] = [];
  ts.forEachChild(node, (child) => void below.push(...replacementsIn(child)));
  return [...own, ...below];
}

/** The function or constant of the file that a node stands in. */
function ownerOf(node: ts.Node): string {
  for (let at = node; at.parent; at = at.parent) {
    if (!ts.isSourceFile(at.parent)) continue;
    if (ts.isFunctionDeclaration(at)) return at.name?.text ?? '';
    if (ts.isVariableStatement(at)) return at.declarationList.declarations[0]?.name.getText() ?? '';
  }
  return '';
}

const short = (text: string): string => {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 30)} … ${line.slice(-25)}` : line;
};

/** Two changes that read alike are told apart by their order. */
function numbered(mutants: readonly Mutant[]): Mutant[] {
  const seen = new Map<string, number>();
  return mutants.map((mutant) => {
    const key = `${mutant.operator} ${mutant.change}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? mutant : { ...mutant, change: `${mutant.change} (${count})` };
  });
}

/** All mutants of an exercise's solution, each source once, in the order of the file. */
export function mutantsOf(exercise: CatalogEntry): Mutant[] {
  const solution = readFileSync(join(root, 'solutions', sourceOf(exercise)), 'utf8');
  const file = ts.createSourceFile('solution.ts', solution, ts.ScriptTarget.Latest, true);
  const lineAt = (position: number): number =>
    file.getLineAndCharacterOfPosition(position).line + 1;
  const changed = replacementsIn(file).map(({ operator, node, text }): Mutant => {
    const [start, end] = [node.getStart(), node.getEnd()];
    return {
      exercise,
      operator,
      line: lineAt(start),
      change: `${ownerOf(node)}: ${short(node.getText())} → ${short(text)}`,
      source: solution.slice(0, start) + text + solution.slice(end),
    };
  });
  const wrapped = wrappingsOf(exercise, file).map(({ operator, name, says, code }): Mutant => {
    const head = `export function ${name}`;
    return {
      exercise,
      operator,
      line: lineAt(solution.indexOf(head)),
      change: `${name}: ${says}`,
      source: `${solution.replace(head, 'function right')}\nexport const ${name} = ${code};\n`,
    };
  });
  const unique = new Map(
    [...changed, ...wrapped].map((mutant) => [mutant.source, mutant] as const),
  );
  unique.delete(solution);
  return numbered([...unique.values()]);
}
