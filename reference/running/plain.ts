/**
 * Whether erasing its types is all there is to do to a file. Looks for words, not for meaning, and
 * says no where in doubt: that costs time, never truth. The text may be hostile, so no expression
 * here looks at a place more than a bounded number of times.
 */

const NAME = '[\\p{ID_Start}$_][\\p{ID_Continue}$]*';

/** What TypeScript adds to JavaScript, or what stands in classes, where half of that is. */
const beyondTypes = /\b(?:class|enum|namespace|module|using)\b/;

/** A comment in a script, which in a module and in TypeScript is an expression. */
const scriptComment = /<!--|^\s{0,200}-->/m;

/** Every `export` and `import` has to have one of these forms. */
const plainExport = new RegExp(
  `\\bexport\\s+(?:async\\s+function|function|(?:const|type|interface)\\s+${NAME})`,
  'gu',
);
const plainImport = new RegExp(
  `\\bimport\\s+(?:type\\s+)?(?:\\{[^}'"]{0,300}\\}|\\*\\s+as\\s+${NAME}|${NAME})\\s+from\\b`,
  'gu',
);

/** Comments that begin a line; certainly comments where no literal goes on over a line's end. */
const comments = /^[ \t]*(?:\/\*(?:[\s\S]*?\*\/|[\s\S]*)|\/\/(?!.*\*\/).*$)/gm;
const longLiterals = /`|\\\r?\n/;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

export function isPlain(source: string): boolean {
  const text = longLiterals.test(source) ? source : source.replace(comments, '');
  return (
    !beyondTypes.test(text) &&
    !scriptComment.test(text) &&
    count(text, /\bexport\b/g) === count(text, plainExport) &&
    count(text, /\bimport\b/g) === count(text, plainImport)
  );
}
