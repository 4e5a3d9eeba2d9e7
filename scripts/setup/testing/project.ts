/**
 * A tiny project around a copy of set-up, in a folder whose path has spaces and letters outside
 * ASCII, and a way to run its set-up as a process. npm is a stand-in, esbuild the real one.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const scripts = dirname(dirname(__dirname));
/** What every command is started by, and what that imports. */
const starter = ['running/program.child.ts', 'running/bytecode.ts', 'cache-file.ts', 'root.ts'];
const made: string[] = [];

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  child: ChildProcess;
  ended: Promise<Ended>;
  /** Resolves once the text has been printed on stderr. */
  prints(text: string): Promise<void>;
}

export interface Project {
  folder: string;
  temporary: string;
  write(path: string, text: string): void;
  read(path: string): string;
  npmCalls(): string[];
  start(args: string[], env?: Record<string, string>): Running;
  setUp(args: string[], env?: Record<string, string>): Promise<Ended>;
}

/** Waits for a condition that another process brings about. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10));
}

function watch(child: ChildProcess): Running {
  const ended: Ended = { code: null, stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (ended.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (ended.stderr += text));
  let isOver = false;
  return {
    child,
    ended: new Promise((resolve) => {
      child.once('close', (code) => {
        isOver = true;
        resolve({ ...ended, code });
      });
    }),
    async prints(text) {
      await until(() => isOver || ended.stderr.includes(text));
      if (!ended.stderr.includes(text)) throw new Error(`not printed: ${text}\n${ended.stderr}`);
    },
  };
}

const lock = (version: string, optional: string[]) => ({
  lockfileVersion: 3,
  packages: {
    '': {
      devDependencies: { tiny: '*' },
      optionalDependencies: Object.fromEntries(optional.map((name) => [name, '1.0.0'])),
    },
    'node_modules/tiny': { version, dev: true },
    ...Object.fromEntries(
      optional.map((name) => [`node_modules/${name}`, { version: '1.0.0', optional: true }]),
    ),
  },
});

/** Locks `tiny` at this version, which is also what it exports; package.json is left alone. */
export function pinTiny(project: Project, version: string, optional: string[] = []): void {
  const content = lock(version, optional);
  project.write('package-lock.json', JSON.stringify(content));
}

/** What npm was asked for, in order: `ci`, `install`. */
export const commandsOf = (project: Project) =>
  project.npmCalls().map((call) => call.split(' ')[0]);

/** A program for the PATH that runs this JavaScript. */
export function writeProgram(folder: string, name: string, source = ''): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), `#!${process.execPath}\n${source}`);
  chmodSync(join(folder, name), 0o755);
}

function environment(temporary: string, env: Record<string, string>): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    TMPDIR: temporary,
    npm_execpath: join(__dirname, 'npm-cli.js'),
    npm_lifecycle_event: 'check',
    KATA_SKIP_SYSTEM: '1',
    ...env,
  };
}

/** A project that was never set up, with one command `check`. */
export function makeProject(optional: string[] = []): Project {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'set up ünï ')));
  made.push(base);
  const folder = join(base, 'Übung 注意');
  const temporary = join(base, 'tmp');
  // Found by looking upwards, as Node does: no install brings it and none removes it.
  const esbuild = dirname(require.resolve('esbuild/package.json'));
  for (const path of [join(folder, 'scripts'), temporary, join(base, 'node_modules')]) {
    mkdirSync(path, { recursive: true });
  }
  symlinkSync(esbuild, join(base, 'node_modules', 'esbuild'), 'junction');
  cpSync(join(scripts, 'setup.mjs'), join(folder, 'scripts', 'setup.mjs'));
  for (const name of readdirSync(join(scripts, 'setup')).filter((file) => file.endsWith('.mjs'))) {
    cpSync(join(scripts, 'setup', name), join(folder, 'scripts', 'setup', name));
  }
  for (const name of starter) {
    cpSync(join(dirname(scripts), 'reference', name), join(folder, 'reference', name));
  }
  const start = (args: string[], env: Record<string, string> = {}) =>
    watch(
      spawn(process.execPath, [join(folder, 'scripts', 'setup.mjs'), ...args], {
        cwd: folder,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: environment(temporary, env),
      }),
    );
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  const project: Project = {
    folder,
    temporary,
    read,
    write(path, text) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    npmCalls: () =>
      existsSync(join(folder, 'npm-calls.log')) ? read('npm-calls.log').trim().split('\n') : [],
    start,
    setUp: (args, env) => start(args, env).ended,
  };
  const { packages } = lock('1.0.0', optional);
  project.write('package.json', JSON.stringify({ name: 'attention-kata', ...packages[''] }));
  pinTiny(project, '1.0.0', optional);
  project.write('scripts/commands/check.ts', "console.log('checked');\n");
  return project;
}

export function removeProjects(): void {
  for (const folder of made) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
