/**
 * Whether erasing its types is all there is to do to a file. Asked of the bare text, comments and
 * strings included, and answered with no wherever it may be otherwise: that costs time, never truth.
 */

const NAME = '[\\p{ID_Start}$_][\\p{ID_Continue}$]*';

/** What TypeScript adds to JavaScript, or what stands in classes, where half of that is. */
const beyondTypes = /\b(?:class|enum|namespace|module)\b|\busing\b[^\n]*(?:=|\bof\b)/;

/** Every `export` and `import` has to have one of these forms. */
const plainExport = new RegExp(
  `\\bexport\\s+(?:async\\s+function|function|(?:const|type|interface)\\s+${NAME})`,
  'gu',
);
const plainImport = new RegExp(
  `\\bimport\\s+(?:type\\s+)?(?:\\{[^}'"]*\\}|\\*\\s+as\\s+${NAME}|${NAME})\\s+from\\b`,
  'gu',
);

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

export const isPlain = (source: string): boolean =>
  !beyondTypes.test(source) &&
  count(source, /\bexport\b/g) === count(source, plainExport) &&
  count(source, /\bimport\b/g) === count(source, plainImport);
