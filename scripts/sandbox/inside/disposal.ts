/** The symbols of `using`, which this engine does not know, and what Node disposes of by itself. */
import { Timeout } from './timers';

const define = (holder: object, name: PropertyKey, value: unknown, isFixed = false): void => {
  Object.defineProperty(holder, name, { value, writable: !isFixed, configurable: !isFixed });
};

type Iterating = { return?(): unknown };

export function addDisposal(): void {
  const dispose = Symbol('Symbol.dispose');
  const asyncDispose = Symbol('Symbol.asyncDispose');
  define(Symbol, 'dispose', dispose, true);
  define(Symbol, 'asyncDispose', asyncDispose, true);
  const iterator = Object.getPrototypeOf(Object.getPrototypeOf([].values()));
  const asyncIterator = Object.getPrototypeOf(
    Object.getPrototypeOf(async function* () {}.prototype),
  );
  define(iterator, dispose, function (this: Iterating) {
    this.return?.();
  });
  define(Timeout.prototype, dispose, function (this: Timeout) {
    this.close();
  });
  define(asyncIterator, asyncDispose, async function (this: Iterating) {
    await this.return?.();
  });
}
