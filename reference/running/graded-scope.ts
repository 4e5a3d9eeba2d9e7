/**
 * What code finds in the global scope where submissions are graded, for those who check their own
 * code in Node, which has more. The sandbox itself is asked, by a test, whether this is true.
 */

const words = (text: string): string[] => text.trim().split(/\s+/);

/** All of it, but for what libraries bring along. */
export const gradedGlobals: readonly string[] = words(`
  AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date Error
  EvalError FinalizationRegistry Float16Array Float32Array Float64Array Function Infinity Int16Array
  Int32Array Int8Array InternalError Iterator JSON Map Math NaN Number Object Promise Proxy
  RangeError ReferenceError Reflect RegExp Set SharedArrayBuffer String Symbol SyntaxError TypeError
  URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet clearTimeout
  console decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval global globalThis
  isFinite isNaN parseFloat parseInt performance setTimeout structuredClone undefined unescape`);

/** Members that the same globals have in Node, in one version or another, and lack there. */
export const lackingMembers: Record<string, readonly string[]> = {
  Array: ['fromAsync'],
  Error: ['captureStackTrace'],
  JSON: ['isRawJSON', 'rawJSON'],
  RegExp: words(`
    $1 $2 $3 $4 $5 $6 $7 $8 $9 $_ $& $+ $\` $' input lastMatch lastParen leftContext rightContext`),
  console: words(
    'Console context countReset createTask dirxml groupCollapsed profile profileEnd timeStamp',
  ),
};
