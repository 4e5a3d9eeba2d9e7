/**
 * Counts the operations that a library carries out for learner code, wherever that code runs.
 * Where the line runs is what the libraries' own documentation says: making an array or tensor,
 * reading it, reshaping, slicing and joining are no operations, so an answer worked out in plain
 * loops and put into a tensor counts as computed by no library. Loading a library is not its business.
 */
import type * as Tf from '@tensorflow/tfjs-core';
import type { Operations } from '../judging/verdict';

type Callable = (...args: unknown[]) => unknown;
type Library = Record<string, unknown>;

/** What tfjs lists under creation, transformations, slicing and joining. */
const tensorMaking = new Set(
  `BatchToSpaceND BroadcastArgs BroadcastTo Cast Complex Concat DepthToSpace ExpandDims Fill
  GatherNd GatherV2 Identity Imag LinSpace MirrorPad OneHot OnesLike Pack PadV2 Range Real Reshape
  Reverse ScatterNd Slice SpaceToBatchND SplitV StridedSlice Tile Unpack ZerosLike`.split(/\s+/),
);

/** Every operation, chained or not, ends in a kernel. */
function countTensorFlow(tf: typeof Tf, count: () => void): typeof Tf {
  // Otherwise the first operation advertises the Node backend on the console.
  tf.env().set('PROD', true);
  // This backend needs no waiting: it is in place when the call returns.
  void tf.setBackend('cpu');
  const engine = tf.engine();
  const runKernel = engine.runKernel.bind(engine);
  engine.runKernel = ((kernel, ...rest) => {
    if (!tensorMaking.has(kernel)) count();
    return runKernel(kernel, ...rest);
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

/** The same function, counted; it stays a typed function, because `map(x, exp)` looks into it. */
const counted = <F extends Callable>(called: F, count: () => void): F =>
  new Proxy(called, {
    apply(target, self, args) {
      count();
      return Reflect.apply(target, self, args);
    },
  });

/** `chain(x).multiply(y)` */
function countChains({ prototype }: { prototype: Library }, count: () => void): void {
  for (const name of Object.keys(prototype).filter(isOperation)) {
    const described = Object.getOwnPropertyDescriptor(prototype, name);
    if (!described?.configurable) continue;
    const read = (): Callable => described.get?.call(prototype) ?? described.value;
    const get = (): Callable => counted(read(), count);
    Object.defineProperty(prototype, name, { get, configurable: true, enumerable: true });
  }
}

interface ExpressionNode {
  /** `OperatorNode:multiply` */
  getIdentifier(): string;
  _compile: Callable;
}

/** `evaluate('x * y', scope)`: operators and function calls compile to what is run later. */
function countExpressions({ prototype }: { prototype: ExpressionNode }, count: () => void): void {
  const compile = prototype._compile;
  prototype._compile = function (this: ExpressionNode, ...args) {
    const run = compile.apply(this, args) as Callable;
    const [, name = ''] = this.getIdentifier().split(':');
    return isOperation(name) ? counted(run, count) : run;
  };
}

/** Whether imported by name, called on an instance of one's own, chained or written as text. */
function countMath(math: Library, count: () => void): Library {
  const { Chain, OperatorNode, FunctionNode } = math;
  if (Chain) countChains(Chain as { prototype: Library }, count);
  for (const node of [OperatorNode, FunctionNode]) {
    if (node) countExpressions(node as { prototype: ExpressionNode }, count);
  }
  const wrapped = new Map<Callable, Callable>();
  const wrap = (name: string, called: Callable): Callable => {
    if (name === 'create') return (...args) => countMath(called(...args) as Library, count);
    return isOperation(name) ? counted(called, count) : called;
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

const counting: Record<string, (library: never, count: () => void) => unknown> = {
  '@tensorflow/tfjs': countTensorFlow,
  mathjs: countMath,
};
let operations: Operations = {};

/** A library as learner code gets it: ready, quiet and counted under its name. */
export function countLibrary(name: string, library: unknown): unknown {
  const count = (): void => {
    operations[name] = (operations[name] ?? 0) + 1;
  };
  return counting[name]?.(library as never, count) ?? library;
}

/** What has been counted since this was asked last. */
export function takeOperations(): Operations {
  const taken = operations;
  operations = {};
  return taken;
}
