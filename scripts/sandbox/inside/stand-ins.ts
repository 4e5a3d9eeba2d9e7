/**
 * What the libraries ask a browser or Node for while they load, harmless. To be imported before
 * them.
 */
import { prepareGlobals } from './globals';

prepareGlobals();

const standIns = { self: globalThis, navigator: { userAgent: '' }, document: undefined };
for (const [name, value] of Object.entries(standIns)) {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
}
