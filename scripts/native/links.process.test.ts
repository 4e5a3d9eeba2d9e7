/** What was built is linked into node_modules, again after an install, and out without a trace. */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../reference/root';
import { describeOnPosix, onPosix } from '../testing/posix';

const WHY = 'no engine is built for Windows';
const posix = onPosix(WHY);

const HOME = 'node_modules/@tensorflow/tfjs-node-gpu';
const ADDON = `${HOME}/lib/napi-v8/tfjs_binding.node`;
const LIBRARY = 'libtensorflow_cc.so.2';
const program = pathToFileURL(join(root, 'scripts', 'setup', 'tensorflow.mjs')).href;

let folder: string;
let kit: string;
let store: string;

const put = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};
const textOf = (path: string): string => readFileSync(join(kit, path), 'utf8');

/** Everything below node_modules with what it says, links followed. */
function contents(): Record<string, string> {
  const base = join(kit, 'node_modules');
  const paths = readdirSync(base, { recursive: true }).map(String).sort();
  const isFile = (path: string) => statSync(join(base, path)).isFile();
  const said = (path: string) => (isFile(path) ? readFileSync(join(base, path), 'utf8') : '/');
  return Object.fromEntries(paths.map((path) => [path, said(path)]));
}

/** In a process of its own, since set-up is no CommonJS. */
function call(name: 'relinkNative' | 'unlinkNative'): unknown {
  const code = `import { ${name} } from '${program}';
    console.log(JSON.stringify(${name}(process.argv[1])));`;
  const args = ['--input-type=module', '--eval', code, kit];
  const env = { ...process.env, XDG_CACHE_HOME: join(folder, 'cache') };
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env });
  if (stderr) throw new Error(stderr);
  return JSON.parse(stdout);
}
const relink = () => call('relinkNative');
const unlink = () => call('unlinkNative');

function makeStore(): void {
  const files = { 'tfjs_binding.node': 'addon', [`tensorflow/${LIBRARY}`]: 'library' };
  for (const [path, text] of Object.entries(files)) put(join(store, path), text);
  const packages = [HOME, 'node_modules/tar', 'node_modules/tar/node_modules/old'];
  for (const path of packages) put(join(store, 'npm', path, 'index.js'), `// ${path}`);
  const sizes = Object.entries(files).map(([path, text]) => [path, text.length]);
  const ready = {
    ...{ tfjs: '4.22.0', arch: process.arch, built: 1 },
    ...{ files: Object.fromEntries(sizes), libraries: [LIBRARY], packages },
  };
  put(join(store, 'ready.json'), JSON.stringify(ready));
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'native ü '));
  kit = join(folder, 'kit');
  store = join(folder, 'cache', 'attention-kata', 'native', 'one');
  put(
    join(kit, 'package.json'),
    JSON.stringify({ optionalDependencies: { '@tensorflow/tfjs-node-gpu': '4.22.0' } }),
  );
  put(join(kit, 'node_modules', 'tar', 'index.js'), '// its own');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

posix('nothing is linked where nothing was built', () => {
  const before = contents();
  expect(relink()).toBe('none');
  expect(unlink()).toBe(false);
  expect(contents()).toEqual(before);
});

posix('what is missing is added, what is there stays, and a second time nothing is done', () => {
  makeStore();
  expect(relink()).toBe('linked');
  expect(textOf(`${HOME}/index.js`)).toBe(`// ${HOME}`);
  expect(textOf(ADDON)).toBe('addon');
  expect(textOf(`${HOME}/deps/lib/${LIBRARY}`)).toBe('library');
  expect(textOf('node_modules/tar/index.js')).toBe('// its own');
  expect(textOf('node_modules/tar/node_modules/old/index.js')).toContain('old');
  expect(relink()).toBe('kept');
});

posix('it is taken out without a trace', () => {
  makeStore();
  const before = contents();
  relink();
  expect(unlink()).toBe(true);
  expect(contents()).toEqual(before);
});

posix("it comes back after an install, and after the package's own script emptied it", () => {
  makeStore();
  relink();
  const linked = contents();
  rmSync(join(kit, HOME, 'deps'), { recursive: true });
  expect(relink()).toBe('linked');
  expect(contents()).toEqual(linked);
  rmSync(join(kit, 'node_modules'), { recursive: true });
  mkdirSync(join(kit, 'node_modules'));
  expect(relink()).toBe('linked');
  expect(textOf(ADDON)).toBe('addon');
});

posix('links that lead nowhere are taken out', () => {
  makeStore();
  const before = contents();
  relink();
  rmSync(join(folder, 'cache'), { recursive: true });
  expect(relink()).toBe('removed');
  expect(contents()).toEqual(before);
});

posix('what the own install brought is set aside and put back', () => {
  put(join(kit, ADDON), 'own addon');
  put(join(kit, HOME, 'deps/lib/libtensorflow.so.2'), 'own library');
  put(join(kit, HOME, 'index.js'), '// own package');
  const before = contents();
  makeStore();
  expect(relink()).toBe('linked');
  expect(textOf(ADDON)).toBe('addon');
  expect(textOf(`${HOME}/index.js`)).toBe('// own package');
  expect(existsSync(join(kit, HOME, 'deps/lib/libtensorflow.so.2'))).toBe(false);
  unlink();
  expect(contents()).toEqual(before);
});

posix('an interrupted linking is finished, or undone', () => {
  makeStore();
  const before = contents();
  relink();
  const marker = join(kit, 'node_modules', '.tfjs-node-gpu-native.json');
  const written = JSON.parse(readFileSync(marker, 'utf8'));
  writeFileSync(marker, JSON.stringify({ ...written, complete: false }));
  rmSync(join(kit, HOME), { recursive: true });
  cpSync(marker, join(folder, 'marker'));
  expect(relink()).toBe('linked');
  expect(textOf(ADDON)).toBe('addon');
  cpSync(join(folder, 'marker'), marker);
  unlink();
  expect(contents()).toEqual(before);
});

posix('packages stay as they are where no engine is wanted', () => {
  makeStore();
  relink();
  const linked = contents();
  put(join(kit, 'package.json'), '{}');
  expect(relink()).toBe('none');
  expect(contents()).toEqual(linked);
});

describeOnPosix(WHY, 'what was built', () => {
  test.each([
    ['unfinished', () => rmSync(join(store, 'ready.json'))],
    ['truncated', () => writeFileSync(join(store, 'tensorflow', LIBRARY), 'lib')],
    ['of another version', () => put(join(kit, 'package.json'), '{}')],
  ])('is not linked where it is %s', (_, spoil) => {
    makeStore();
    spoil();
    expect(relink()).toBe('none');
  });
});
