/**
 * Other arithmetic for the same formulas, put into an answer's text by machine: every step rounded to
 * float32, sums taken from behind, sums that carry their rounding error along. What is computed stays
 * the same, so an answer that is right stays right.
 */
import * as ts from 'typescript';

/** Source text → source text that computes the same in another way. */
export type Arithmetic = (source: string) => string;

const { factory } = ts;

const call = (name: string, ...given: ts.Expression[]): ts.Expression =>
  factory.createCallExpression(factory.createIdentifier(name), undefined, given);

/**
 * Puts something else in the place of expressions, the innermost first, and what that needs behind
 * the text. A text without such an expression stays as it is.
 */
function rewrite(source: string, replace: (node: ts.Node) => ts.Node, behind: string): string {
  const file = ts.createSourceFile('answer.ts', source, ts.ScriptTarget.Latest, true);
  const { transformed } = ts.transform(file, [
    (context) => (root) => {
      const visit = (node: ts.Node): ts.Node => replace(ts.visitEachChild(node, visit, context));
      return ts.visitEachChild(root, visit, context);
    },
  ]);
  const [changed = file] = transformed;
  return changed === file ? source : `${ts.createPrinter().printFile(changed)}${behind}`;
}

const computing = new Set<ts.SyntaxKind>([
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.AsteriskToken,
  ts.SyntaxKind.SlashToken,
  ts.SyntaxKind.AsteriskAsteriskToken,
]);

const assigning = new Map<ts.SyntaxKind, ts.BinaryOperator>([
  [ts.SyntaxKind.PlusEqualsToken, ts.SyntaxKind.PlusToken],
  [ts.SyntaxKind.MinusEqualsToken, ts.SyntaxKind.MinusToken],
  [ts.SyntaxKind.AsteriskEqualsToken, ts.SyntaxKind.AsteriskToken],
  [ts.SyntaxKind.SlashEqualsToken, ts.SyntaxKind.SlashToken],
]);

/** Functions of `Math` whose result is one of their arguments, or a whole number. */
const exact = new Set(['abs', 'ceil', 'floor', 'max', 'min', 'round', 'sign', 'trunc']);

/** `Math.exp(…)` */
const isInexact = (node: ts.Node): boolean =>
  ts.isCallExpression(node) &&
  ts.isPropertyAccessExpression(node.expression) &&
  ts.isIdentifier(node.expression.expression) &&
  node.expression.expression.text === 'Math' &&
  !exact.has(node.expression.name.text);

function round(node: ts.Node): ts.Node {
  if (isInexact(node)) return call('inFloat32', node as ts.CallExpression);
  if (!ts.isBinaryExpression(node)) return node;
  const { left, right } = node;
  const { kind } = node.operatorToken;
  if (computing.has(kind)) return call('inFloat32', node);
  const operator = assigning.get(kind);
  if (operator === undefined) return node;
  const computed = factory.createBinaryExpression(left, operator, right);
  return factory.createAssignment(left, call('inFloat32', computed));
}

/** Every sum, product, quotient and function of `Math` is rounded to float32. */
export const inFloat32: Arithmetic = (source) =>
  rewrite(
    source,
    round,
    `
function inFloat32(value) {
  return typeof value === 'number' ? Math.fround(value) : value;
}
`,
  );

/** `sum + …`, or a choice between that and `sum` as it is. */
function addsTo(sum: string, body: ts.Node): boolean {
  if (ts.isIdentifier(body)) return body.text === sum;
  if (ts.isConditionalExpression(body)) {
    return addsTo(sum, body.whenTrue) && addsTo(sum, body.whenFalse);
  }
  const signs = [ts.SyntaxKind.PlusToken, ts.SyntaxKind.MinusToken];
  return (
    ts.isBinaryExpression(body) &&
    signs.includes(body.operatorToken.kind) &&
    ts.isIdentifier(body.left) &&
    body.left.text === sum
  );
}

function isSum(node: ts.Node): node is ts.CallExpression {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const [step] = node.arguments;
  const name = step && ts.isArrowFunction(step) && step.parameters[0]?.name;
  return (
    node.expression.name.text === 'reduce' &&
    !!name &&
    ts.isIdentifier(name) &&
    addsTo(name.text, step.body)
  );
}

const sumBy = (node: ts.Node): ts.Node =>
  isSum(node)
    ? call('sumBy', (node.expression as ts.PropertyAccessExpression).expression, ...node.arguments)
    : node;

/** Every sum by `reduce` is taken by `sumOf(terms, start)` instead, whose text is given. */
const summing =
  (sumOf: string): Arithmetic =>
  (source) =>
    rewrite(
      source,
      sumBy,
      `
function sumBy(list, step, start) {
  return sumOf(Array.from(list, (item, i) => step(0, item, i)), start);
}
${sumOf}
`,
    );

/** From the last term on. */
export const fromBehind = summing(`
function sumOf(terms, start) {
  let sum = 0;
  for (const term of terms.reverse()) sum += term;
  return sum + start;
}`);

/** Kahan's: what each addition rounds off is taken along to the next one. */
export const compensated = summing(`
function sumOf(terms, start) {
  let [sum, lost] = [start, 0];
  for (const term of terms) {
    const exact = term - lost;
    const next = sum + exact;
    lost = next - sum - exact;
    sum = next;
  }
  return sum;
}`);
