/**
 * The operators that mutation testing has in common, as StrykerJS names and defines them, on the tree
 * that TypeScript reads. StrykerJS's own instrumenter is not used: 10.1.1 wants Node 22, and 9.6.1,
 * which runs on Node 20, brings 67 packages where TypeScript is here already. Left out is what no
 * solution has: regular expressions, operators on bits, `Array(n)`, `switch`, dates.
 */
import * as ts from 'typescript';

/** What stands in a node's place. */
export interface Replacement {
  operator: string;
  node: ts.Node;
  text: string;
}

type Operator = (node: ts.Node) => string[];

const { SyntaxKind } = ts;

const swaps: ReadonlyMap<ts.SyntaxKind, readonly [operator: string, ...texts: string[]]> = new Map([
  [SyntaxKind.PlusToken, ['ArithmeticOperator', '-']],
  [SyntaxKind.MinusToken, ['ArithmeticOperator', '+']],
  [SyntaxKind.AsteriskToken, ['ArithmeticOperator', '/']],
  [SyntaxKind.SlashToken, ['ArithmeticOperator', '*']],
  [SyntaxKind.PercentToken, ['ArithmeticOperator', '*']],
  [SyntaxKind.AsteriskAsteriskToken, ['ArithmeticOperator', '*']],
  [SyntaxKind.PlusEqualsToken, ['AssignmentOperator', '-=']],
  [SyntaxKind.MinusEqualsToken, ['AssignmentOperator', '+=']],
  [SyntaxKind.AsteriskEqualsToken, ['AssignmentOperator', '/=']],
  [SyntaxKind.SlashEqualsToken, ['AssignmentOperator', '*=']],
  [SyntaxKind.QuestionQuestionEqualsToken, ['AssignmentOperator', '&&=']],
  [SyntaxKind.LessThanToken, ['EqualityOperator', '<=', '>=']],
  [SyntaxKind.LessThanEqualsToken, ['EqualityOperator', '<', '>']],
  [SyntaxKind.GreaterThanToken, ['EqualityOperator', '>=', '<=']],
  [SyntaxKind.GreaterThanEqualsToken, ['EqualityOperator', '>', '<']],
  [SyntaxKind.EqualsEqualsEqualsToken, ['EqualityOperator', '!==']],
  [SyntaxKind.ExclamationEqualsEqualsToken, ['EqualityOperator', '===']],
  [SyntaxKind.AmpersandAmpersandToken, ['LogicalOperator', '||']],
  [SyntaxKind.BarBarToken, ['LogicalOperator', '&&']],
  [SyntaxKind.QuestionQuestionToken, ['LogicalOperator', '&&']],
]);

/** A method in whose place another stands, or, for null, that is left out. */
const methods: Readonly<Record<string, string | null>> = {
  every: 'some',
  some: 'every',
  min: 'max',
  max: 'min',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  filter: null,
  slice: null,
  reverse: null,
  sort: null,
  trim: null,
  toLowerCase: 'toUpperCase',
  toUpperCase: 'toLowerCase',
};

const isText = (node: ts.Node): boolean =>
  ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);

const isCondition = ({ parent }: ts.Node, node: ts.Node): boolean =>
  ((ts.isIfStatement(parent) || ts.isWhileStatement(parent) || ts.isDoStatement(parent)) &&
    parent.expression === node) ||
  ((ts.isConditionalExpression(parent) || ts.isForStatement(parent)) && parent.condition === node);

const isLoop = (node: ts.Node): boolean => ts.isWhileStatement(node) || ts.isForStatement(node);

/** `a < b`, `a === b`, `a && b`, `a || b` */
const isBoolean = (node: ts.Node): boolean =>
  ts.isBinaryExpression(node) &&
  (swaps.get(node.operatorToken.kind)?.[0] === 'EqualityOperator' ||
    node.operatorToken.kind === SyntaxKind.AmpersandAmpersandToken ||
    node.operatorToken.kind === SyntaxKind.BarBarToken);

function callOf(node: ts.CallExpression): string[] {
  if (!ts.isPropertyAccessExpression(node.expression)) return [];
  const { expression, name } = node.expression;
  const other = Object.hasOwn(methods, name.text) ? methods[name.text] : undefined;
  if (other === undefined) return [];
  const args = node.arguments.map((each) => each.getText()).join(', ');
  return [other === null ? expression.getText() : `${expression.getText()}.${other}(${args})`];
}

const operators: Readonly<Record<string, Operator>> = {
  ArrayDeclaration: (node) =>
    ts.isArrayLiteralExpression(node) ? [node.elements.length > 0 ? '[]' : "['mutant']"] : [],
  ArrowFunction: (node) =>
    ts.isArrowFunction(node) && !ts.isBlock(node.body) ? ['() => undefined'] : [],
  BlockStatement: (node) => (ts.isBlock(node) && node.statements.length > 0 ? ['{}'] : []),
  BooleanLiteral: (node) => {
    if (node.kind === SyntaxKind.TrueKeyword) return ['false'];
    if (node.kind === SyntaxKind.FalseKeyword) return ['true'];
    const isNot = ts.isPrefixUnaryExpression(node) && node.operator === SyntaxKind.ExclamationToken;
    return isNot ? [node.operand.getText()] : [];
  },
  ConditionalExpression: (node) => {
    if (node.parent && isCondition(node, node))
      return isLoop(node.parent) ? ['false'] : ['true', 'false'];
    return isBoolean(node) ? ['true', 'false'] : [];
  },
  MethodExpression: (node) => (ts.isCallExpression(node) ? callOf(node) : []),
  ObjectLiteral: (node) =>
    ts.isObjectLiteralExpression(node) && node.properties.length > 0 ? ['({})'] : [],
  OptionalChaining: (node) =>
    (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) &&
    node.questionDotToken
      ? [
          node
            .getText()
            .replace(
              ts.isPropertyAccessExpression(node) ? '?.' : '?.[',
              ts.isPropertyAccessExpression(node) ? '.' : '[',
            ),
        ]
      : [],
  StringLiteral: (node) => {
    if (ts.isTemplateExpression(node)) return ['``'];
    return ts.isStringLiteralLike(node) ? [node.text === '' ? "'mutant'" : "''"] : [];
  },
  UnaryOperator: (node) => {
    if (!ts.isPrefixUnaryExpression(node)) return [];
    if (node.operator === SyntaxKind.MinusToken) return [`+${node.operand.getText()}`];
    return node.operator === SyntaxKind.PlusToken ? [`-${node.operand.getText()}`] : [];
  },
  UpdateOperator: (node) => {
    const isUpdate = ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node);
    if (!isUpdate) return [];
    const text = node.getText();
    if (node.operator === SyntaxKind.PlusPlusToken) return [text.replace('++', '--')];
    return node.operator === SyntaxKind.MinusMinusToken ? [text.replace('--', '++')] : [];
  },
};

function swapped(node: ts.Node): Replacement[] {
  if (!ts.isBinaryExpression(node)) return [];
  const { left, operatorToken, right } = node;
  const [operator, ...texts] = swaps.get(operatorToken.kind) ?? [];
  const isJoining = operatorToken.kind === SyntaxKind.PlusToken && (isText(left) || isText(right));
  if (operator === undefined || isJoining) return [];
  return texts.map((text) => ({ operator, node: operatorToken, text }));
}

/** What the standard operators put in the place of a node. */
export const standardReplacements = (node: ts.Node): Replacement[] => [
  ...swapped(node),
  ...Object.entries(operators).flatMap(([operator, replace]) =>
    replace(node).map((text) => ({ operator, node, text })),
  ),
];
