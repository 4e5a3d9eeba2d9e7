/** Ways out of the interpreter, and to what lies beside the submission: there are none. */
import { against, body, rightAnswer } from './form';

const right = rightAnswer('softmax');

export const escapes = against('softmax', {
  'exits the process': ['threw', body('process.exit(0);')],
  'exits the process while loading': ['load-error', 'process.exit(0);'],
  'kills its parent': ['threw', body('process.kill(process.ppid, "SIGKILL");')],
  'requires fs': ['load-error', body('return require("fs").readFileSync("/etc/passwd", "utf8");')],
  'requires fs and goes on': ['pass', `try { require('fs'); } catch {}\n${right}`],
  'requires by a computed name': [
    'load-error',
    body('return require(["child", "process"].join("_"));'),
  ],
  'imports node:fs': [
    'load-error',
    `import { readFileSync } from 'node:fs';\nvoid readFileSync;\n${right}`,
  ],
  'imports a hidden spec': [
    'load-error',
    `import '../../reference/specs/01-softmax.spec';\n${right}`,
  ],
  'imports the solution': [
    'load-error',
    "export { softmax } from '../../solutions/01-softmax/softmax';",
  ],
  'imports itself': ['load-error', "export { softmax } from './softmax';"],
  'imports a later exercise': ['load-error', `import '../04-single-head/single-head';\n${right}`],
  'imports by an absolute path': ['load-error', "export * from '/submission/01-softmax/softmax';"],
  'imports a library it may not': [
    'load-error',
    `import * as tf from '@tensorflow/tfjs';\nvoid tf;\n${right}`,
  ],
  'imports with import =': [
    'load-error',
    `import fs = require('fs');\nexport const softmax = () => fs;`,
  ],
  'imports dynamically': ['load-error', body("return import('node:fs');")],
  'imports dynamically from eval': ['threw', body('return eval("import(\'node:fs\')");')],
  'loads a module while loading': [
    'load-error',
    "export const softmax = require('module').createRequire('/')('fs');",
  ],
  'makes a function of text': ['threw', body("return Function('return process')().exit(0);")],
  'makes an async function of text': [
    'threw',
    body("return (async () => {}).constructor('return process.exit(0)')();"),
  ],
  'climbs to the global by this': [
    'threw',
    body('return (function () { return this; })().process.exit();'),
  ],
  'climbs to the global by globalThis': ['threw', body('return globalThis.process.binding("fs");')],
  'calls the host by name': ['threw', body('return vm.start(host).call("");')],
  'fetches from the network': ['threw', body("return fetch('http://127.0.0.1/');")],
  'starts a worker': ['threw', body("new Worker('data:,');")],
  'compiles WebAssembly': ['threw', body('return new WebAssembly.Memory({ initial: 1 });')],
  'reads the stack as frames': [
    'threw',
    body(`Error.prepareStackTrace = (_, frames) => frames;
      const { stack } = new Error('x');
      return stack[1].getFunction().arguments;`),
  ],
  "reads its caller's arguments": ['threw', body('return softmax.caller.arguments[0];')],
  'looks for what the judge left behind': [
    'pass',
    `const known = new Set(Object.getOwnPropertyNames(globalThis));
     for (const name of ['vm', 'host', 'harness', 'Host', 'answers', 'modules', 'exports', 'std', 'os']) {
       if (known.has(name)) throw new Error(name);
     }
     ${right}`,
  ],
  'waits with Atomics': [
    'threw',
    body('Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); process.exit();'),
  ],
});
