/**
 * The one way from a learner's TypeScript to JavaScript, for every command and every process. Types
 * go; what TypeScript adds to JavaScript is carried out; syntax that the engines have is left as it
 * is; what they lack (decorators, `using`, `accessor`) is lowered, everywhere alike. Each line stays
 * where it is in the file. Nothing is type-checked.
 *
 * TypeScript's own emitter is right about all of it, and takes eleven times as long as sucrase, and
 * 150 ms to load. So a file that only has to lose its types, which is what learners write, is
 * sucrase's: there both give the same code. Both run inside of this process's limits. esbuild works in a process of its
 * own, whose memory Node cannot bound on every system, and small files made it take gigabytes; swc
 * was seen to end the process it runs in. amaro and oxc leave imports and decorators as they are;
 * Babel takes as long as TypeScript.
 */
import { transform as erase } from 'sucrase';
import { emit, type Form } from './emit';
import { isPlain } from './plain';

/** Where it sets one name of several apart, sucrase loses the others: `exports.a = a, b = 2`. */
const losesNames = /\bexports\.([^\s=.]+) = \1,/;

const isTooDeep = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('Maximum call stack size exceeded');

/** The code without its types, or null where that is not all there is to do. */
function erased(source: string, form: Form): string | null {
  if (!isPlain(source)) return null;
  try {
    const { code } = erase(source, {
      transforms: form === 'esm' ? ['typescript'] : ['typescript', 'imports'],
      disableESTransforms: true,
    });
    return losesNames.test(code) ? null : code;
  } catch (error) {
    if (isTooDeep(error)) throw error;
    return null;
  }
}

/**
 * JavaScript for a file's text.
 * @throws SyntaxError with `(line:column)` behind what is wrong
 */
export function transform(source: string, form: Form): string {
  try {
    return erased(source, form) ?? emit(source, form);
  } catch (error) {
    if (isTooDeep(error)) throw new SyntaxError('the code is nested too deeply');
    throw error;
  }
}
