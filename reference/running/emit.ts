/**
 * TypeScript's own emitter, for the files that need more than to lose their types. It prints the code
 * anew, so that lines are put back to where they are in the file. It is loaded when first needed.
 */
import { createRequire, SourceMap } from 'node:module';
import { join } from 'node:path';
import type * as TypeScript from 'typescript';
import { root } from '../root';
import { keepLines } from './lines';

/** What a file becomes: a CommonJS module, or one for a browser. */
export type Form = 'commonjs' | 'esm';

const loadTypeScript = (): typeof TypeScript =>
  createRequire(join(root, 'package.json'))('typescript');

function sayFirst(ts: typeof TypeScript, [first]: readonly TypeScript.Diagnostic[]): void {
  if (!first) return;
  const says = ts.flattenDiagnosticMessageText(first.messageText, ' ');
  if (!first.file || first.start === undefined) throw new SyntaxError(says);
  const { line, character } = first.file.getLineAndCharacterOfPosition(first.start);
  throw new SyntaxError(`${says} (${line + 1}:${character + 1})`);
}

/** The line breaks inside of literals, which have to stay. */
function fixedBreaks(ts: typeof TypeScript, code: string): Set<number> {
  const breaks = new Set<number>();
  const file = ts.createSourceFile('module.js', code, ts.ScriptTarget.ESNext);
  const visit = (node: TypeScript.Node): void => {
    if (!ts.isStringLiteral(node) && !ts.isTemplateLiteralToken(node)) {
      node.forEachChild(visit);
      return;
    }
    for (let i = node.getStart(file); i < node.end; i += 1) if (code[i] === '\n') breaks.add(i);
  };
  visit(file);
  return breaks;
}

/**
 * JavaScript for a file's text, with what the engines lack lowered.
 * @throws SyntaxError with `(line:column)` behind what is wrong
 */
export function emit(source: string, form: Form): string {
  const ts = loadTypeScript();
  const { outputText, sourceMapText, diagnostics } = ts.transpileModule(source, {
    fileName: 'module.ts',
    reportDiagnostics: true,
    compilerOptions: {
      module: form === 'esm' ? ts.ModuleKind.ESNext : ts.ModuleKind.CommonJS,
      // The newest that lowers decorators, `using` and `accessor`, which is all that engines lack.
      target: ts.ScriptTarget.ES2022,
      isolatedModules: true,
      esModuleInterop: true,
      removeComments: true,
      newLine: ts.NewLineKind.LineFeed,
      sourceMap: true,
    },
  });
  sayFirst(ts, diagnostics ?? []);
  const code = outputText.replace(/\/\/# sourceMappingURL=.*\s*$/, '');
  const map = new SourceMap(JSON.parse(sourceMapText ?? ''));
  return keepLines(code, fixedBreaks(ts, code), map);
}
