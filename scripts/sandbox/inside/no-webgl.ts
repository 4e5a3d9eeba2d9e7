/**
 * Stands in for TensorFlow.js's WebGL backend in the sandbox's bundle: there is no graphics
 * processor to compute with, and a third of the library would be of no use.
 */
export { version_core as version_webgl } from '@tensorflow/tfjs-core';
