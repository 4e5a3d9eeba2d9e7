/**
 * The operations of mathjs that attention is written with, as plain loops over numbers, vectors and
 * matrices of numbers: in an interpreter its dispatch by types takes a hundred times as long as what it
 * computes. They answer to the last bit as mathjs does, and leave to it all else: other types and
 * shapes, more arguments, whatever it refuses.
 */
type Library = Record<string, unknown>;
type Callable = (...args: unknown[]) => unknown;
type Unary = (x: number) => number;
type Binary = (a: number, b: number) => number;
type Vector = readonly number[];
type Matrix = readonly Vector[];

const { isArray } = Array;
const { isNaN: isNotANumber } = Number;
const { apply } = Reflect;

function areNumbers(list: readonly unknown[]): boolean {
  for (let i = 0; i < list.length; i++) if (typeof list[i] !== 'number') return false;
  return true;
}

/** 0 for a number, 1 for a vector, 2 for a matrix; −1 for all else, and where there is no entry. */
function depthOf(x: unknown): number {
  if (typeof x === 'number') return 0;
  if (!isArray(x) || x.length === 0) return -1;
  if (!isArray(x[0])) return areNumbers(x) ? 1 : -1;
  const columns = x[0].length;
  for (let i = 0; i < x.length; i++) {
    const row: unknown = x[i];
    if (!isArray(row) || row.length !== columns || !areNumbers(row)) return -1;
  }
  return columns > 0 ? 2 : -1;
}

const columnsOf = (x: unknown, depth: number): number =>
  depth === 2 ? (x as [Vector])[0].length : (x as Vector).length;

/** A vector with a vector of its length, or with a number. */
function combineLines(by: Binary, a: Vector | number, b: Vector | number): number[] {
  const out: number[] = [];
  if (typeof a === 'number') {
    const line = b as Vector;
    for (let i = 0; i < line.length; i++) out[i] = by(a, line[i] as number);
  } else if (typeof b === 'number') {
    for (let i = 0; i < a.length; i++) out[i] = by(a[i] as number, b);
  } else for (let i = 0; i < a.length; i++) out[i] = by(a[i] as number, b[i] as number);
  return out;
}

/** A matrix with a matrix of its shape, or with what goes with each of its rows. */
function combineRows(by: Binary, a: unknown, m: number, b: unknown, n: number): number[][] {
  const out: number[][] = [];
  const count = ((m === 2 ? a : b) as Matrix).length;
  for (let i = 0; i < count; i++) {
    const left = m === 2 ? (a as Matrix)[i] : a;
    const right = n === 2 ? (b as Matrix)[i] : b;
    out[i] = combineLines(by, left as Vector | number, right as Vector | number);
  }
  return out;
}

/** Entry by entry: two of one shape, a number with anything, a vector with each row of a matrix. */
const elementwise =
  (by: Binary) =>
  (a: unknown, b: unknown): unknown => {
    const [m, n] = [depthOf(a), depthOf(b)];
    if (m < 0 || n < 0) return undefined;
    if (m === 0 && n === 0) return by(a as number, b as number);
    if (m > 0 && n > 0 && columnsOf(a, m) !== columnsOf(b, n)) return undefined;
    if (m < 2 && n < 2) return combineLines(by, a as Vector | number, b as Vector | number);
    if (m === n && (a as Matrix).length !== (b as Matrix).length) return undefined;
    return combineRows(by, a, m, b, n);
  };

function dotOf(a: Vector, b: Vector): number {
  let sum = (a[0] as number) * (b[0] as number);
  for (let i = 1; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

function columnsIn(rows: Matrix): number[][] {
  const columns: number[][] = [];
  const count = (rows[0] as Vector).length;
  for (let j = 0; j < count; j++) {
    const column: number[] = [];
    for (let i = 0; i < rows.length; i++) column[i] = (rows[i] as Vector)[j] as number;
    columns[j] = column;
  }
  return columns;
}

function dotsWith(a: Vector, lines: Matrix): number[] {
  const out: number[] = [];
  for (let j = 0; j < lines.length; j++) out[j] = dotOf(a, lines[j] as Vector);
  return out;
}

const scale = elementwise((a, b) => a * b);

function multiply(a: unknown, b: unknown): unknown {
  const [m, n] = [depthOf(a), depthOf(b)];
  if (m < 1 || n < 1) return scale(a, b);
  if (columnsOf(a, m) !== (b as Vector | Matrix).length) return undefined;
  if (n === 1)
    return m === 1 ? dotOf(a as Vector, b as Vector) : dotsWith(b as Vector, a as Matrix);
  const columns = columnsIn(b as Matrix);
  if (m === 1) return dotsWith(a as Vector, columns);
  const out: number[][] = [];
  for (let i = 0; i < (a as Matrix).length; i++)
    out[i] = dotsWith((a as [Vector])[i] as Vector, columns);
  return out;
}

const over = elementwise((a, b) => a / b);
const divide = (a: unknown, b: unknown): unknown =>
  typeof b === 'number' ? over(a, b) : undefined;

const transpose = (a: unknown): unknown => (depthOf(a) === 2 ? columnsIn(a as Matrix) : undefined);

function dot(a: unknown, b: unknown): unknown {
  if (depthOf(a) !== 1 || depthOf(b) !== 1) return undefined;
  const [x, y] = [a as Vector, b as Vector];
  return x.length === y.length ? dotOf(x, y) : undefined;
}

/** All entries one after the other, from the first on. */
const fold =
  (by: Binary) =>
  (a: unknown): number | undefined => {
    const depth = depthOf(a);
    if (depth < 1) return undefined;
    const rows = depth === 2 ? (a as Matrix) : [a as Vector];
    let folded = (rows[0] as Vector)[0] as number;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as Vector;
      for (let j = i === 0 ? 1 : 0; j < row.length; j++) folded = by(folded, row[j] as number);
    }
    return folded;
  };

const sum = fold((a, b) => a + b);

function mean(a: unknown): unknown {
  const total = sum(a);
  if (total === undefined) return undefined;
  const depth = depthOf(a);
  return total / ((a as Vector).length * (depth === 2 ? columnsOf(a, depth) : 1));
}

/** The first that no other is beyond; of nearly equal ones none is. A NaN stays. */
const extreme = (isBeyond: (a: number, b: number) => boolean) =>
  fold((a, b) => (isNotANumber(b) || isBeyond(b, a) ? b : a));

const of =
  (by: Unary, isLeft: (x: number) => boolean = () => false) =>
  (x: unknown): unknown =>
    typeof x === 'number' && !isLeft(x) ? by(x) : undefined;

/** What mathjs makes complex numbers of. */
const isNegative = (x: number): boolean => x < 0;

const unary: Record<string, (x: unknown) => unknown> = {
  abs: of((x) => Math.abs(x)),
  exp: of((x) => Math.exp(x)),
  log: of(
    (x) => Math.log(x),
    (x) => !(x >= 0),
  ),
  sqrt: of((x) => Math.sqrt(x), isNegative),
};

interface Typed extends Callable {
  signatures: Record<string, Callable>;
}

/** As mathjs sees it: a function of the library, or of one's own. */
const isTyped = (callback: Callable): callback is Typed => '_typedFunctionData' in callback;

/** What takes an entry alone: one's own function of one argument, or an operation that has no other. */
const createMap = (isAlone: (callback: Typed) => boolean) => {
  const walk = (x: readonly unknown[], callback: Callable): unknown[] => {
    const out: unknown[] = [];
    for (let i = 0; i < x.length; i++) {
      const entry = x[i];
      out[i] = isArray(entry) ? walk(entry, callback) : callback(entry);
    }
    return out;
  };
  return (x: unknown, callback: unknown): unknown => {
    if (typeof callback !== 'function' || depthOf(x) < 1) return undefined;
    const called = callback as Callable;
    const takesEntry = isTyped(called) ? isAlone(called) : called.length === 1;
    return takesEntry ? walk(x as readonly unknown[], called) : undefined;
  };
};

/** Each by name, with how many arguments it takes; undefined where it leaves them to mathjs. */
function operationsOf(math: Library): Record<string, readonly [count: number, fast: Callable]> {
  const numbersOf = (name: string): Callable =>
    (math[name] as Typed).signatures['number,number'] as Callable;
  const [larger, smaller] = [numbersOf('larger'), numbersOf('smaller')];
  // A logarithm may be given a base, so mathjs gives it an entry's index.
  const alone = new Set(['abs', 'exp', 'sqrt'].map((name) => (math[name] as Typed).signatures));
  const of: Record<string, readonly [number, Callable]> = {
    add: [2, elementwise((a, b) => a + b)],
    subtract: [2, elementwise((a, b) => a - b)],
    dotMultiply: [2, scale],
    dotDivide: [2, over],
    multiply: [2, multiply],
    divide: [2, divide],
    dot: [2, dot],
    transpose: [1, transpose],
    sum: [1, sum],
    mean: [1, mean],
    max: [1, extreme((a, b) => a > b && larger(a, b) === true)],
    min: [1, extreme((a, b) => a < b && smaller(a, b) === true)],
    map: [2, createMap(({ signatures }) => alone.has(signatures))],
  };
  for (const name of Object.keys(unary)) of[name] = [1, unary[name] as Callable];
  return of;
}

/** mathjs with these before its own, each of them still the typed function that it was. */
export function withFastMatrices(math: Library): Library {
  const operations = operationsOf(math);
  const put = (name: string): unknown => {
    const [count, fast] = operations[name] ?? [];
    if (!fast) return math[name];
    return new Proxy(math[name] as Callable, {
      apply(general, self, args) {
        const answer = args.length === count ? fast(args[0], args[1]) : undefined;
        return answer === undefined ? apply(general, self, args) : answer;
      },
    });
  };
  return Object.fromEntries(Object.keys(math).map((name) => [name, put(name)]));
}
