/** The flags of `bench`. */
import { showOwnTargets } from '../targets/target';
import { moreForm, moreUsage } from './more';

export const usage = `
Usage: npm run bench [-- flags]${moreForm}

How fast multi-head attention is: your own, your versions for other libraries, and,
where this checkout has a reference, that on every TensorFlow.js engine that runs here
and the same layer in ONNX Runtime, NumPy and PyTorch where they are installed. All get
the same seeded inputs and are compared with one another first; a wrong answer is not
timed. Times are warm medians of whole passes, arrays in and arrays out; memory is that
of a first pass, on Linux; both with the power of T by which they grow. Takes minutes.
${moreUsage}
  --quick       few and small sizes, in seconds
  --out DIR     where the picture goes (default benchmarks)
  --json FILE   also write the numbers for other tools
  --target T    whose code: ${showOwnTargets}
  --help        show this

Exit code: 0 timed, 1 an answer is wrong or fails, or a bound does not hold, 2 could not
run, 130 stopped by Ctrl-C.
KATA_ENGINE=tfjs-node-gpu|tfjs-wasm|tfjs-cpu leaves one engine and no other library.
PYTHON names the Python that has NumPy or PyTorch.
`;

export const options = {
  against: { type: 'string' },
  growth: { type: 'boolean', default: false },
  hostile: { type: 'boolean', default: false },
  quick: { type: 'boolean', default: false },
  out: { type: 'string', default: 'benchmarks' },
  json: { type: 'string' },
  target: { type: 'string', default: 'exercises' },
} as const;
