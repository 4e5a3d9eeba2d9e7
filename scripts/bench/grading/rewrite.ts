/**
 * The same right code as another person would have typed it: other names for what is local, other
 * words in messages, numbers written otherwise, arrows with a body, products the other way round. Each
 * answer stays what it was, bit for bit.
 */
import * as ts from 'typescript';

/** A number from 0 to below 1. */
export type Draw = () => number;

const NAMES =
  'rows cols items list out res tmp val cur acc elem part line data vec mat left right base step idx num total item src dst'.split(
    ' ',
  );

/** Where a name is declared that nothing outside of the file can see. */
function isLocal(declaration: ts.Declaration): boolean {
  if (ts.isParameter(declaration) || ts.isBindingElement(declaration)) return true;
  const statement = ts.isVariableDeclaration(declaration)
    ? declaration.parent.parent
    : ts.isFunctionDeclaration(declaration) && declaration;
  if (!statement) return false;
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return !modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

/** A file alone, and a checker that tells its names apart. */
function parse(text: string): { file: ts.SourceFile; checker: ts.TypeChecker } {
  const file = ts.createSourceFile('answer.ts', text, ts.ScriptTarget.ESNext, true);
  const host: ts.CompilerHost = {
    ...ts.createCompilerHost({}),
    getSourceFile: (name) => (name === 'answer.ts' ? file : undefined),
    fileExists: (name) => name === 'answer.ts',
    readFile: () => undefined,
  };
  const program = ts.createProgram(
    ['answer.ts'],
    { noLib: true, noResolve: true, types: [] },
    host,
  );
  return { file, checker: program.getTypeChecker() };
}

/** Each use of a local name, and what is declared there. */
function localsOf({ file, checker }: ReturnType<typeof parse>): Map<ts.Node, ts.Symbol> {
  const found = new Map<ts.Node, ts.Symbol>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const symbol = ts.isShorthandPropertyAssignment(node.parent)
        ? checker.getShorthandAssignmentValueSymbol(node.parent)
        : checker.getSymbolAtLocation(node);
      // That of `undefined` is declared nowhere.
      if (symbol?.declarations?.[0] && symbol.declarations.every(isLocal)) found.set(node, symbol);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** New names for the local ones, no two alike and none in the file. */
function renamed(
  locals: Map<ts.Node, ts.Symbol>,
  text: string,
  draw: Draw,
): Map<ts.Symbol, string> {
  const names = new Map<ts.Symbol, string>();
  for (const symbol of new Set(locals.values())) {
    const word = NAMES[Math.floor(draw() * NAMES.length)] as string;
    const name = `${word}${names.size}`;
    names.set(symbol, text.includes(name) ? `${name}_` : name);
  }
  return names;
}

/** Where the name of a property is the name of a variable too: `{ wQ }` becomes `{ wQ: mat3 }`. */
const isShort = (node: ts.Node): boolean =>
  ts.isShorthandPropertyAssignment(node.parent) ||
  (ts.isBindingElement(node.parent) &&
    node.parent.name === node &&
    !node.parent.propertyName &&
    !node.parent.dotDotDotToken &&
    ts.isObjectBindingPattern(node.parent.parent));

/** The first piece of an error's text. */
const isMessage = (node: ts.Node): boolean =>
  ts.isTemplateHead(node) && ts.isNewExpression(node.parent.parent);

/** A small whole number that stands for a value. */
const isCount = (node: ts.Node): boolean =>
  ts.isNumericLiteral(node) &&
  /^\d{1,3}$/.test(node.text) &&
  !ts.isLiteralTypeNode(node.parent) &&
  !ts.isPropertyAssignment(node.parent);

const isProduct = (node: ts.Node): boolean =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AsteriskToken;

/** What an arrow gives, without a block. */
const isBody = (node: ts.Node): boolean =>
  ts.isArrowFunction(node.parent) && node.parent.body === node && !ts.isBlock(node);

const isBare = (node: ts.Node): boolean => ts.isArrowFunction(node) && isBody(node.body);

/** What can be written in another way. */
const isOpen = (node: ts.Node): boolean => isCount(node) || isProduct(node) || isBare(node);

/**
 * Prepares a file to be written anew.
 * @returns gives another text for the same code with each turn of `draw`
 */
export function createRewrite(text: string): (draw: Draw) => string {
  const parsed = parse(text);
  const locals = localsOf(parsed);

  return (draw) => {
    const names = renamed(locals, text, draw);

    /** A node as it stands, but for what lies below it. */
    const around = (node: ts.Node, below: (child: ts.Node) => string = write): string => {
      let [out, at] = ['', node.getStart()];
      ts.forEachChild(node, (child) => {
        out += text.slice(at, child.getStart()) + below(child);
        at = child.end;
      });
      return out + text.slice(at, node.end);
    };

    const nameAt = (node: ts.Node, symbol: ts.Symbol): string => {
      const name = names.get(symbol) as string;
      return isShort(node) ? `${node.getText()}: ${name}` : name;
    };

    const write = (node: ts.Node): string => {
      const symbol = locals.get(node);
      if (symbol) return nameAt(node, symbol);
      if (isMessage(node)) return `\`(${Math.floor(draw() * 1_000)}) ${node.getText().slice(1)}`;
      if (!isOpen(node) || draw() < 0.5) return around(node);
      if (ts.isNumericLiteral(node)) {
        const less = Math.floor(draw() * 10);
        return `(${Number(node.text) + less} - ${less})`;
      }
      if (ts.isBinaryExpression(node)) return `((${write(node.right)}) * (${write(node.left)}))`;
      return around(node, (child) =>
        isBody(child) ? `{ return ${write(child)}; }` : write(child),
      );
    };
    return (
      text.slice(0, parsed.file.getStart()) + around(parsed.file) + text.slice(parsed.file.end)
    );
  };
}
