/**
 * For tests: a kit of its own in a temporary folder, and pip, npm and a compiler that do at once
 * what the real ones do in half a minute. The engine they bring is tfjs-cpu under the other name,
 * so that the last step has something to load. Nothing is downloaded.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cacheFolder, root } from '../../reference/root';

const NATIVE = '@tensorflow/tfjs-node-gpu';

const write = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

/** Each is told by `FAIL` which part of it fails, and notes in `LOG` what it was asked to do. */
const programs = {
  python3: `
    const [first, ...rest] = args;
    if (first === '-m') {
      note('pip ' + rest[1]);
      if (fails('network')) stop('[Errno 111] Connection refused');
      const folder = rest[rest.indexOf('--dest') + 1];
      fs.mkdirSync(folder, { recursive: true });
      fs.writeFileSync(folder + '/tensorflow.whl', '');
    } else if (rest.length === 1) process.exit(fails('pip') ? 1 : 0);
    else {
      note('unzip');
      if (fails('unzip')) stop('error: not what the wheel records');
      const sizes = {};
      for (const name of ['cc', 'framework']) {
        const path = 'tensorflow/libtensorflow_' + name + '.so.2';
        fs.mkdirSync('tensorflow', { recursive: true });
        fs.writeFileSync(path, name);
        sizes[path] = name.length;
      }
      console.log(JSON.stringify(sizes));
    }`,
  'g++': `
    if (args[0] === '--version') process.exit(fails('compiler') ? 1 : 0);
    note('compile');
    if (fails('compile')) stop('x.cc:3: error: no such type');
    fs.writeFileSync(args[args.indexOf('-o') + 1], 'addon');`,
  'npm.js': `
    note('npm ci');
    const home = 'node_modules/${NATIVE}/';
    fs.mkdirSync(home, { recursive: true });
    fs.writeFileSync(home + 'package.json', '{"name":"${NATIVE}","version":"4.22.0"}');
    fs.writeFileSync(home + 'index.js', fails('engine') ? 'process.abort()' : \`
      const tf = require('@tensorflow/tfjs-core');
      const { MathBackendCPU } = require('@tensorflow/tfjs-backend-cpu');
      tf.registerBackend('tensorflow', () => new MathBackendCPU());
      tf.copyRegisteredKernels('cpu', 'tensorflow');\`);
    fs.writeFileSync('node_modules/.package-lock.json', '{}');`,
};

const prelude = `
  const fs = require('node:fs');
  const args = process.argv.slice(2);
  const fails = (part) => process.env.FAIL === part;
  const note = (line) => fs.appendFileSync(process.env.LOG, line + '\\n');
  const stop = (line) => { console.error(line); process.exit(1); };`;

function writePrograms(folder: string): void {
  for (const [name, body] of Object.entries(programs)) {
    write(join(folder, `${name}.cjs`), `${prelude}\n${body}\n`);
    if (name === 'npm.js') continue;
    const call = `#!/bin/sh\nexec "${process.execPath}" "${join(folder, name)}.cjs" "$@"\n`;
    write(join(folder, 'bin', name), call);
    chmodSync(join(folder, 'bin', name), 0o755);
  }
  write(join(folder, 'npm.js'), `require(${JSON.stringify(join(folder, 'npm.js.cjs'))})`);
}

/** What the command needs of the kit: its compiled form, set-up's links, and the real tfjs-core. */
function writeKit(kit: string): void {
  const versions = { optionalDependencies: { [NATIVE]: '4.22.0' } };
  write(join(kit, 'package.json'), JSON.stringify({ name: 'attention-kata', ...versions }));
  const packages = { [`node_modules/${NATIVE}`]: { version: '4.22.0' } };
  write(join(kit, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages }));
  const build = join('node_modules', '.cache', 'attention-kata', 'build');
  cpSync(join(cacheFolder, 'build'), join(kit, build), { recursive: true });
  cpSync(join(root, 'scripts', 'setup'), join(kit, 'scripts', 'setup'), { recursive: true });
  mkdirSync(join(kit, 'node_modules', '@tensorflow'));
  for (const name of ['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-cpu']) {
    symlinkSync(join(root, 'node_modules', name), join(kit, 'node_modules', name), 'junction');
  }
}

/** A kit with fakes around it; `run` starts the real command in it. */
export function makeFakes() {
  const folder = mkdtempSync(join(tmpdir(), 'native ü '));
  const [kit, cache, log] = [join(folder, 'kit'), join(folder, 'cache'), join(folder, 'log')];
  writePrograms(folder);
  writeKit(kit);
  const program = join(
    kit,
    'node_modules',
    '.cache',
    'attention-kata',
    'build',
    'setup-native.cjs',
  );
  const run = (args: string[], fail = '') => {
    writeFileSync(log, '');
    const env = {
      ...{ PATH: join(folder, 'bin'), XDG_CACHE_HOME: cache, HOME: folder },
      ...{ npm_execpath: join(folder, 'npm.js'), FAIL: fail, LOG: log },
    };
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
      cwd: kit,
      env,
      encoding: 'utf8',
    });
    return { code: status, stdout, stderr };
  };
  return { kit, cache, log, run, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
