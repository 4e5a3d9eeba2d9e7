/**
 * Operators for what the standard ones do not make: answers that are right for small sizes or small
 * numbers, that need one argument to be the same, or that lie in the same array each time.
 */
import * as ts from 'typescript';
import type { Exercise } from '../../../exercises/catalog';
import type { Replacement } from './standard';

/** Beyond what small cases have. */
const CAP = 9;
const CLAMP = 30;

const walkers = new Set(['map', 'flatMap', 'forEach', 'reduce', 'every', 'some', 'filter', 'find']);

const clamped = (text: string): string => `Math.max(-${CLAMP}, Math.min(${CLAMP}, ${text}))`;

const firstOf = (list: string): string => `[...${list}].slice(0, ${CAP})`;

/** What a node goes through from its first to its last: `x` of `x.map(f)`, `for (… of x)`, `...x`. */
function listIn(node: ts.Node): ts.Expression | undefined {
  if (ts.isForOfStatement(node) || ts.isSpreadElement(node)) return node.expression;
  if (ts.isNewExpression(node) && node.expression.getText() === 'Set') return node.arguments?.[0];
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
  const { expression: list, name } = node.expression;
  return walkers.has(name.text) ? list : undefined;
}

/** `dModel / nHeads`: what a count divides is a size, such as a head's number of columns. */
const isSize = (node: ts.Node): boolean =>
  ts.isBinaryExpression(node) &&
  node.operatorToken.kind === ts.SyntaxKind.SlashToken &&
  /^n[A-Z]/.test(node.right.getText());

/** The number up to which a node counts: `n` of `{ length: n }`, `for (…; i < n; …)`, `while (i < n)`. */
function countIn(node: ts.Node): ts.Expression | undefined {
  if (ts.isPropertyAssignment(node) && node.name.getText() === 'length') return node.initializer;
  const condition = ts.isWhileStatement(node)
    ? node.expression
    : ts.isForStatement(node) && node.condition;
  if (!condition || !ts.isBinaryExpression(condition)) return;
  return condition.operatorToken.kind === ts.SyntaxKind.LessThanToken ? condition.right : undefined;
}

/** Only the first nine of a list; at most nine times. */
function cap(node: ts.Node): Replacement[] {
  const operator = 'CapAtSize';
  const [list, count] = [listIn(node), isSize(node) ? node : countIn(node)];
  if (list) return [{ operator, node: list, text: firstOf(list.getText()) }];
  return count ? [{ operator, node: count, text: `Math.min(${CAP}, ${count.getText()})` }] : [];
}

/** Quotients that are no sizes, the argument of `exp`, and sums of products are held between −30 and 30. */
function clamp(node: ts.Node): Replacement[] {
  const operator = 'ClampValue';
  if (ts.isCallExpression(node) && node.expression.getText() === 'Math.exp') {
    const [argument] = node.arguments;
    return argument ? [{ operator, node: argument, text: clamped(argument.getText()) }] : [];
  }
  if (!ts.isBinaryExpression(node)) return [];
  const { operatorToken, right } = node;
  const isQuotient = operatorToken.kind === ts.SyntaxKind.SlashToken && !isSize(node);
  const isSum =
    operatorToken.kind === ts.SyntaxKind.PlusToken &&
    ts.isBinaryExpression(right) &&
    right.operatorToken.kind === ts.SyntaxKind.AsteriskToken;
  return isQuotient || isSum ? [{ operator, node, text: clamped(node.getText()) }] : [];
}

/** A maximum that starts at 0 is one of what is not negative. */
function startAtZero(node: ts.Node): Replacement[] {
  const operator = 'StartMaximumAtZero';
  const isOfList =
    ts.isCallExpression(node) &&
    node.arguments.length === 1 &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === 'max';
  if (isOfList) return [{ operator, node, text: `Math.max(0, ${node.getText()})` }];
  const isStart = ts.isPrefixUnaryExpression(node) || ts.isPropertyAccessExpression(node);
  const isLowest = ['-Infinity', 'Number.NEGATIVE_INFINITY'].includes(node.getText());
  return isStart && isLowest ? [{ operator, node, text: '0' }] : [];
}

/** `rows.some((row) => row.length !== width)` compares the total of all rows instead. */
function totals(node: ts.Node): Replacement[] {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const { expression: rows, name } = node.expression;
  const [test] = node.arguments;
  if (!test || !ts.isArrowFunction(test) || !ts.isBinaryExpression(test.body)) return [];
  const { left, right } = test.body;
  const isOfRow = /^\w+(?:\?)?\.length$/.test(left.getText());
  if (!isOfRow || !['find', 'some', 'every'].includes(name.text)) return [];
  const list = rows.getText();
  const isSame = `${list}.flat().length === ${list}.length * (${right.getText()})`;
  const texts: Record<string, string> = {
    every: `(${isSame})`,
    some: `!(${isSame})`,
    find: `(${isSame} ? undefined : ${node.getText()})`,
  };
  return [{ operator: 'CompareTotals', node, text: texts[name.text] ?? '' }];
}

/** What the kit's own operators put in the place of a node. */
export const ownReplacements = (node: ts.Node): Replacement[] =>
  [cap, clamp, startAtZero, totals].flatMap((replace) => replace(node));

/** A function that stands around the solution's, which is called `right`. */
export interface Wrapping {
  operator: string;
  name: string;
  /** What it does instead, in a few words. */
  says: string;
  /** Code after `export const name = `. */
  code: string;
}

const remember = (name: string, argument: number): Wrapping => ({
  operator: 'CacheByOneArgument',
  name,
  says: `answers by argument ${argument} alone`,
  code: `(...given) => {
  const key = JSON.stringify(given[${argument}]);
  if (!remembered.has(key)) remembered.set(key, right(...given));
  return structuredClone(remembered.get(key));
};
const remembered = new Map()`,
});

const reuse = (name: string): Wrapping => ({
  operator: 'ReuseReturnedArray',
  name,
  says: 'each answer lies in the arrays of the one before',
  code: `(...given) => lay(right(...given), '');
const laid = {};
const lay = (answer, place) => {
  if (typeof answer !== 'object' || answer === null) return answer;
  laid[place] ??= Array.isArray(answer) ? [] : {};
  if (Array.isArray(answer)) laid[place].length = 0;
  for (const [key, part] of Object.entries(answer)) laid[place][key] = lay(part, place + '/' + key);
  return laid[place];
}`,
});

const need = (name: string, term: string, other: string): Wrapping => ({
  operator: 'DropTermWithoutAnother',
  name,
  says: `${term} counts only where ${other} is there`,
  code: `(...given) => right(...given.map((one) => {
  if (!one || !(${JSON.stringify(term)} in Object(one)) || ${JSON.stringify(other)} in one) return one;
  const { ${term}, ...rest } = one;
  return rest;
}))`,
});

const parametersOf = (file: ts.SourceFile, name: string): readonly ts.ParameterDeclaration[] =>
  file.statements.flatMap((each) =>
    ts.isFunctionDeclaration(each) && each.name?.text === name ? [...each.parameters] : [],
  );

/** Names of an interface's optional properties. */
const optionalsOf = ({ members }: ts.InterfaceDeclaration): string[] =>
  members.flatMap((member) =>
    ts.isPropertySignature(member) && member.questionToken ? member.name.getText() : [],
  );

const pairsOf = (names: readonly string[]): [string, string][] =>
  names.flatMap((one) =>
    names.flatMap((other): [string, string][] => (one === other ? [] : [[one, other]])),
  );

/** What can stand around the functions of an exercise. */
export function wrappingsOf({ exports }: Exercise, file: ts.SourceFile): Wrapping[] {
  const interfaces = file.statements.filter(ts.isInterfaceDeclaration);
  return exports.flatMap((name) => {
    const parameters = parametersOf(file, name);
    const types = parameters.map(({ type }) => type?.getText() ?? '');
    const taken = interfaces.filter((each) => types.includes(each.name.text));
    return [
      ...(parameters.length > 1 ? parameters.map((_, i) => remember(name, i)) : []),
      reuse(name),
      ...taken
        .flatMap((each) => pairsOf(optionalsOf(each)))
        .map(([term, other]) => need(name, term, other)),
    ];
  });
}
