/** What is fetched: exactly the pinned wheels, and exactly what the npm package needs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../reference/root';
import { closureOf, type Lock, PACKAGE } from './packages';
import { TENSORFLOW_VERSION, TFJS_VERSION, type Variant, wheelsFor } from './pins';
import { reasonIn } from './programs';
import { KEPT, pipArguments } from './wheels';

const read = (name: string) => JSON.parse(readFileSync(join(root, name), 'utf8'));

describe('the packages', () => {
  const lock = (packages: Record<string, object>) => ({ lockfileVersion: 3, packages }) as Lock;

  test('are found where Node would find them, the inner before the outer one', () => {
    const found = closureOf(
      lock({
        'node_modules/a': { dependencies: { b: '1', c: '1' } },
        'node_modules/a/node_modules/b': { dependencies: { c: '1', d: '1' } },
        'node_modules/b': {},
        'node_modules/c': { optionalDependencies: { a: '1', absent: '1' } },
        'node_modules/d': {},
        'node_modules/e': {},
      }),
      'node_modules/a',
    );
    expect(found).toEqual([
      'node_modules/a',
      'node_modules/a/node_modules/b',
      'node_modules/c',
      'node_modules/d',
    ]);
  });

  test('are those of the kit, in the version that the kit asks for', () => {
    expect(read('package.json').optionalDependencies[PACKAGE]).toBe(TFJS_VERSION);
    const found = closureOf(read('package-lock.json'), `node_modules/${PACKAGE}`);
    const named = ['@tensorflow/tfjs', '@tensorflow/tfjs-core', '@mapbox/node-pre-gyp', 'progress'];
    expect(found).toEqual(expect.arrayContaining(named.map((name) => `node_modules/${name}`)));
    expect(found).not.toContain('node_modules/jest');
  });
});

describe('the wheels', () => {
  test.each<[Variant, string, string[]]>([
    ['cpu', 'x64', ['tensorflow-cpu']],
    ['cpu', 'arm64', ['tensorflow']],
  ])('of %s on %s are %j', (variant, arch, names) => {
    expect(wheelsFor(variant, arch).map(({ name }) => name)).toEqual(names);
  });

  test('of CUDA bring the libraries that TensorFlow opens', () => {
    const names = wheelsFor('cuda', 'x64').map(({ name }) => name);
    const parts = ['cublas', 'cuda-runtime', 'cudnn', 'cufft', 'cusolver', 'cusparse'];
    expect(names).toEqual(expect.arrayContaining(parts.map((part) => `nvidia-${part}-cu12`)));
    expect(wheelsFor('cuda', 'arm64')).toEqual([]);
  });

  test('of TensorFlow are all of one version', () => {
    const all = [wheelsFor('cpu', 'x64'), wheelsFor('cpu', 'arm64'), wheelsFor('cuda', 'x64')];
    const tensorflow = all.flat().filter(({ name }) => name.startsWith('tensorflow'));
    expect(tensorflow.map(({ version }) => version)).toEqual(Array(3).fill(TENSORFLOW_VERSION));
  });

  test('are asked of pip by hash, for the wheel and not for the Python that runs pip', () => {
    const [wheel] = wheelsFor('cpu', 'x64');
    const args = wheel ? pipArguments(wheel, 'requirements.txt', 'wheels').join(' ') : '';
    expect(args).toMatch(/^-m pip download --no-deps /);
    expect(args).toContain('--require-hashes --requirement requirements.txt --dest wheels');
    expect(args).toContain('--abi cp311 --python-version 311 --platform manylinux_2_27_x86_64');
  });

  test('are unzipped as far as the addon needs them', () => {
    const kept = (path: string) => new RegExp(`^(${KEPT})`).test(path);
    const needed = [
      'tensorflow/libtensorflow_cc.so.2',
      'tensorflow/include/tensorflow/c/eager/c_api.h',
      'tensorflow/include/xla/tsl/c/tsl_status.h',
      'nvidia/cudnn/lib/libcudnn.so.9',
    ];
    const left = [
      'tensorflow/python/lib_pywrap_tensorflow_common.so',
      'tensorflow/include/tensorflow/compiler/jit/flags.h',
      'nvidia/cudnn/include/cudnn.h',
    ];
    expect([...needed, ...left].filter(kept)).toEqual(needed);
  });
});

test.each([
  ['a network that fails', 'WARNING: … [Errno 111] Connection refused\nERROR: No match', /refused/],
  ["npm's", 'npm warn old\nnpm error code E404\nnpm error A complete log', /^npm error code E404$/],
  ["a compiler's", 'In file a.h:\nx.cc:3: error: no such type\nnote: here', /x\.cc:3: error/],
  ['the last line', 'one\ntwo\n', /^two$/],
  ['no line', '', /no reason/],
])('the reason for a failure is %s', (_, output, reason) => {
  expect(reasonIn(output)).toMatch(reason);
});
