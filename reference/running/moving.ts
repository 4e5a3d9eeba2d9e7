/**
 * Moves the numbers that a library's operations give to learner code, wherever that code runs: an
 * answer that stays the same does not depend on them. What an operation is, the libraries' own
 * documentation says: making an array or tensor, reading it, reshaping, slicing and joining are
 * none, so an answer worked out in plain loops and put into a tensor stays. Whole numbers stay, too,
 * because they may be indices, sizes or counts. Loading a library is not its business.
 */
import type * as Tf from '@tensorflow/tfjs-core';

type Callable = (...args: unknown[]) => unknown;
type Library = Record<string, unknown>;

/** What tfjs lists under creation, transformations, slicing and joining. */
const tensorMaking = new Set(
  `BatchToSpaceND BroadcastArgs BroadcastTo Cast Complex Concat DepthToSpace ExpandDims Fill
  GatherNd GatherV2 Identity Imag LinSpace MirrorPad OneHot OnesLike Pack PadV2 Range Real Reshape
  Reverse ScatterNd Slice SpaceToBatchND SplitV StridedSlice Tile Unpack ZerosLike`.split(/\s+/),
);

/** Far more than any tolerance, and too little to turn one index into another. */
const FACTOR = 1.001;

/** Whose numbers are moved just now. No learner code can see it, and none can set it. */
let movedLibrary: string | null = null;

// Taken before any learner code has run.
const { isArray } = Array;
const { isInteger } = Number;
const { apply } = Reflect;

const moveNumber = (number: number): number => (isInteger(number) ? number : number * FACTOR);

/** What mathjs computes with besides numbers and arrays, by the marks of its classes. */
interface MathValue {
  isMatrix?: true;
  isChain?: true;
  isBigNumber?: true;
  isComplex?: true;
  isFraction?: true;
  value: unknown;
  map(move: (value: unknown) => unknown): unknown;
  mul(factor: number): unknown;
}

/** A result of mathjs, moved; what it was made from is left as it was. */
function moveValue(result: unknown): unknown {
  if (typeof result === 'number') return moveNumber(result);
  if (isArray(result)) return result.map(moveValue);
  if (typeof result !== 'object' || result === null) return result;
  const value = result as MathValue;
  if (value.isMatrix) return value.map((entry) => moveValue(entry));
  if (value.isBigNumber || value.isComplex || value.isFraction) return value.mul(FACTOR);
  // A link of a chain is made anew by each of its operations.
  if (value.isChain) value.value = moveValue(value.value);
  return result;
}

/** A tensor of its own, because a kernel may give one that shares its numbers with another. */
function moveTensor(tf: typeof Tf, tensor: Tf.Tensor): Tf.Tensor {
  if (tensor.dtype !== 'float32') return tensor;
  const numbers = tensor.dataSync<'float32'>().slice();
  for (let i = 0; i < numbers.length; i++) numbers[i] = moveNumber(numbers[i] ?? 0);
  return tf.engine().makeTensor(numbers, tensor.shape, tensor.dtype) as Tf.Tensor;
}

/** Every operation, chained or not, ends in a kernel. */
function makeTensorFlowMovable(tf: typeof Tf, isMoved: () => boolean): typeof Tf {
  // Otherwise the first operation advertises the Node backend on the console.
  tf.env().set('PROD', true);
  // This backend needs no waiting: it is in place when the call returns.
  void tf.setBackend('cpu');
  const engine = tf.engine();
  const runKernel = engine.runKernel.bind(engine);
  engine.runKernel = ((kernel, ...rest) => {
    const result = runKernel(kernel, ...rest) as Tf.Tensor | Tf.Tensor[];
    if (!isMoved() || tensorMaking.has(kernel)) return result;
    return isArray(result)
      ? result.map((tensor) => moveTensor(tf, tensor))
      : moveTensor(tf, result);
  }) as typeof engine.runKernel;
  return tf;
}

/** What mathjs lists under construction, expressions and utilities, and its matrices' plumbing. */
const arrayMaking = new Set(
  `bigint bignumber boolean chain clone column compile complex concat config count diag evaluate
  flatten forEach format fraction getMatrixDataType hasNumericValue help identity index numeric
  number ones parse parser partitionSelect print range reshape resize row size sparse splitUnit
  squeeze string subset typed typeOf unit zeros matrix factory import reviver replacer
  on off once emit done valueOf toString toJSON`.split(/\s+/),
);

/** Classes, tests of a type, and what puts mathjs together are no operations either. */
const isOperation = (name: string): boolean =>
  !arrayMaking.has(name) && !/^(?:[A-Z_]|is[A-Z]|create|matrixFrom)|Dependencies$/.test(name);

/** The same function, movable; it stays a typed function, because `map(x, exp)` looks into it. */
const movable = <F extends Callable>(called: F, isMoved: () => boolean): F =>
  new Proxy(called, {
    apply(target, self, args) {
      const result = apply(target, self, args);
      return isMoved() ? moveValue(result) : result;
    },
  });

/** `chain(x).multiply(y)` */
function makeChainsMovable({ prototype }: { prototype: Library }, isMoved: () => boolean): void {
  for (const name of Object.keys(prototype).filter(isOperation)) {
    const described = Object.getOwnPropertyDescriptor(prototype, name);
    if (!described?.configurable) continue;
    const read = (): Callable => described.get?.call(prototype) ?? described.value;
    const get = (): Callable => movable(read(), isMoved);
    Object.defineProperty(prototype, name, { get, configurable: true, enumerable: true });
  }
}

interface ExpressionNode {
  /** `OperatorNode:multiply` */
  getIdentifier(): string;
  _compile: Callable;
}

/** `evaluate('x * y', scope)`: operators and function calls compile to what is run later. */
function makeExpressionsMovable(
  { prototype }: { prototype: ExpressionNode },
  isMoved: () => boolean,
): void {
  const compile = prototype._compile;
  prototype._compile = function (this: ExpressionNode, ...args) {
    const run = compile.apply(this, args) as Callable;
    const [, name = ''] = this.getIdentifier().split(':');
    return isOperation(name) ? movable(run, isMoved) : run;
  };
}

/** Whether imported by name, called on an instance of one's own, chained or written as text. */
function makeMathMovable(math: Library, isMoved: () => boolean): Library {
  const { Chain, OperatorNode, FunctionNode } = math;
  if (Chain) makeChainsMovable(Chain as { prototype: Library }, isMoved);
  for (const node of [OperatorNode, FunctionNode]) {
    if (node) makeExpressionsMovable(node as { prototype: ExpressionNode }, isMoved);
  }
  const wrapped = new Map<Callable, Callable>();
  const wrap = (name: string, called: Callable): Callable => {
    if (name === 'create') return (...args) => makeMathMovable(called(...args) as Library, isMoved);
    return isOperation(name) ? movable(called, isMoved) : called;
  };
  return new Proxy(math, {
    get(_, name) {
      const value = Reflect.get(math, name);
      if (typeof value !== 'function' || typeof name !== 'string') return value;
      if (!wrapped.has(value)) wrapped.set(value, wrap(name, value));
      return wrapped.get(value);
    },
  });
}

const making: Record<string, (library: never, isMoved: () => boolean) => unknown> = {
  '@tensorflow/tfjs': makeTensorFlowMovable,
  mathjs: makeMathMovable,
};

/** A library as learner code gets it: ready, quiet, and with numbers that can be moved. */
export const makeMovable = (name: string, library: unknown): unknown =>
  making[name]?.(library as never, () => movedLibrary === name) ?? library;

/** Moves the numbers of this library from now on, and those of no other; null moves none. */
export function moveNumbersOf(name: string | null): void {
  movedLibrary = name;
}
