/** Answers for a library that the library did not compute, and libraries that were tampered with. */
import { against, rightAnswer } from './form';

const right = rightAnswer('framework-comparison');
/** Right answers by exercise 05's own code: right numbers, and no operation. */
const byHand = `${rightAnswer('multi-head')
  .replace(
    /import[^;]*split-heads';/,
    "import { mergeHeads, splitHeads } from '../03-split-heads/split-heads';",
  )
  .replace('export function multiHeadAttention', 'function byHand')}`;
const restOf = (tf: string, math: string): string =>
  `${byHand}
export { compareOutputs, fromPyTorch } from '../../nowhere';
export const tfMultiHeadAttention = ${tf};
export const mathMultiHeadAttention = ${math};`.replace(/export \{ compare[^;]*;\n/, '');

export const libraries = against('framework-comparison', {
  'computes by hand beside the libraries': [
    'fail',
    `import * as tf from '@tensorflow/tfjs';\nimport * as math from 'mathjs';\n${restOf('byHand', 'byHand')}`,
  ],
  'calls an operation and answers something else': [
    'fail',
    `import * as tf from '@tensorflow/tfjs';\nimport { add } from 'mathjs';
     ${restOf('(x) => { tf.add(1, 2); return x; }', '(x) => { add(1, 2); return x; }')}`,
  ],
  'forges what the libraries computed': [
    'fail',
    `import '@tensorflow/tfjs'; import 'mathjs';
     Object.prototype['@tensorflow/tfjs'] = 7; Object.prototype.mathjs = 7;
     Object.prototype.moves = null; Object.prototype.moved = { weights: [], output: [] };
     ${restOf('byHand', 'byHand')}`,
  ],
  'waits with setters for what the libraries computed': [
    'fail',
    `import '@tensorflow/tfjs'; import 'mathjs';
     for (const name of ['@tensorflow/tfjs', 'mathjs', 'moves', 'moved', 'operations']) {
       Object.defineProperty(Object.prototype, name, { set(value) { value[name] = 7; }, get: () => 7, configurable: true });
     }
     ${restOf('byHand', 'byHand')}`,
  ],
  'calls one idle operation and computes by hand': [
    'fail',
    `import * as tf from '@tensorflow/tfjs'; import * as math from 'mathjs';
     ${restOf('(...given) => { tf.scalar(1).square(); return byHand(...given); }', '(...given) => { math.sqrt(4); return byHand(...given); }')}`,
  ],
  'puts other operations into tfjs': [
    'fail',
    `import * as tf from '@tensorflow/tfjs'; import * as math from 'mathjs';
     tf.engine().runKernel = () => tf.scalar(1);
     ${restOf('byHand', 'byHand')}`,
  ],
  'patches both libraries before it is right': [
    'pass',
    `import * as early from '@tensorflow/tfjs';
     for (const name of ['add', 'relu']) { try { early[name] = () => 0; } catch {} }
     ${right}`,
  ],
  'imports exercise 05 to write it anew': [
    'load-error',
    "import { multiHeadAttention } from '../05-multi-head/multi-head';\nexport const tfMultiHeadAttention = multiHeadAttention;",
  ],
  'imports a part of tfjs': ['load-error', "import '@tensorflow/tfjs-core';"],
  'loads a model from the network': [
    'missing-export',
    "import * as tf from '@tensorflow/tfjs';\nvoid tf.loadLayersModel?.('http://127.0.0.1/');",
  ],
});
