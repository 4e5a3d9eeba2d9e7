/** `npm run setup:native`: the real @tensorflow/tfjs-node-gpu where its own install fails. */
import { buildNative, removeNative } from '../native/build';
import { TENSORFLOW_VERSION, TFJS_VERSION } from '../native/pins';
import { paint } from '../terminal/colour';
import { runCommand } from '../terminal/command';
import { print } from '../terminal/output';

const usage = `
Usage: npm run setup:native [-- flags]

Builds the reference engine tfjs-node-gpu ${TFJS_VERSION} on TensorFlow ${TENSORFLOW_VERSION} where the package's
own install cannot bring it, or where the GPU is newer than that install knows (newer
than Ampere). For Linux; needs python3 with pip and a C++ compiler. Your Python is not
changed: all is kept in a folder of its own under ~/.cache (or XDG_CACHE_HOME) and
linked into node_modules. An interrupted run is continued by the next.

  --cuda     with CUDA's libraries, for an NVIDIA GPU (3.3 GB to download, not 0.3)
  --remove   undo everything
  --help     show this

Exit code: 0 done, 2 could not run.
`;

const options = { cuda: { type: 'boolean' }, remove: { type: 'boolean' } } as const;

async function remove(): Promise<number> {
  const removed = await removeNative();
  print(removed ? `Removed ${removed}.` : 'Nothing to remove.');
  return 0;
}

void runCommand({ usage, options }, async ({ values }) => {
  if (values.remove) return remove();
  const found = await buildNative(values.cuda ? 'cuda' : 'cpu', (line) => print(line));
  print(`\n${paint('green', found.label)} answers.`);
  print(`One multi-head pass, T = 64, dModel = 64, 8 heads: ${found.milliseconds.toFixed(1)} ms`);
  if (values.cuda && !found.gpu) {
    print("No GPU was found: nvidia-smi tells whether NVIDIA's driver sees one.");
  }
  return 0;
});
