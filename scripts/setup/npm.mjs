/**
 * Runs the npm that belongs to this Node, watches what it does, and says why it failed.
 */
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { noteChild } from './lock.mjs';
import { endChild, run } from './process.mjs';
import { root } from './state.mjs';

const quiet = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=info', '--no-color'];
// A production environment or a user's `omit` would leave out the tools the kit consists of.
const everything = ['--include=dev', '--include=optional'];
// A folder above, of which this one is a workspace, has other packages and another lock file.
const alone = ['--no-workspaces'];

const waits = new Map([
  ['canvas', 'getting node-canvas (optional), which may be compiled here'],
  ['@tensorflow/tfjs-node-gpu', 'downloading TensorFlow (optional, several hundred MB)'],
]);

function findNpm() {
  const folder = dirname(process.execPath);
  const programs = [
    process.env.npm_execpath,
    join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(folder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const program = programs.find(
    (file) => file && basename(file) === 'npm-cli.js' && existsSync(file),
  );
  if (program) return { file: process.execPath, first: [program], shell: false };
  // Node refuses to start a .cmd file without a shell; no argument of ours needs quoting.
  if (process.platform === 'win32') return { file: 'npm.cmd', first: [], shell: true };
  return { file: 'npm', first: [], shell: false };
}

/** npm's defaults wait minutes before they admit that there is no network, and compile on one core. */
function environment() {
  const prefix = dirname(dirname(realpathSync(process.execPath)));
  const hasHeaders = existsSync(join(prefix, 'include', 'node', 'node.h'));
  return {
    npm_config_fetch_retry_mintimeout: '500',
    npm_config_fetch_retry_factor: '4',
    npm_config_fetch_timeout: '60000',
    JOBS: 'max',
    ...(hasHeaders ? { npm_config_nodedir: prefix } : {}),
    ...process.env,
  };
}

/** Turns npm's log into the step's detail: packages fetched, scripts that run now. */
function watcher(step) {
  const running = new Set();
  let fetched = 0;
  return (line) => {
    if (/^npm http fetch GET 200 .*\.tgz/.test(line)) fetched++;
    const script = /^npm info run (\S+)@\S+ \w*install (.*)/.exec(line);
    if (script && waits.has(script[1])) {
      if (script[2].startsWith('{')) running.delete(script[1]);
      else running.add(script[1]);
      return step.phase([...running].map((name) => waits.get(name)).join('; '));
    }
    const failed = /attempt \d+ failed with (\w+)/.exec(line);
    if (failed) step.detail(`the package registry does not answer (${failed[1]}), trying again`);
    else if (running.size === 0 && fetched > 0) step.detail(`${fetched} packages fetched`);
  };
}

/** Calls `giveUp` once every request has failed for ten seconds: npm itself takes minutes. */
function offlineWatcher(giveUp) {
  let failingSince = null;
  return (line) => {
    if (/^npm http fetch GET \d+ /.test(line)) failingSince = null;
    if (!/attempt \d+ failed with/.test(line)) return;
    failingSince ??= Date.now();
    if (Date.now() - failingSince > 10_000) giveUp();
  };
}

const networkCodes =
  /^npm error (code|errno) (E?AI_AGAIN|ENOTFOUND|ECONN\w+|E\w*TIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EPROTO|ENOTCACHED|ERR_SOCKET\w*|FETCH_ERROR|\w*CERT\w*)/i;

/**
 * @returns {Promise<{isDone: boolean, isOffline: boolean, isMissing: boolean, tail: string[]}>}
 *   tail: what is worth reading of npm's own words, at most a dozen lines.
 */
export async function npm(args, step) {
  const { file, first, shell } = findNpm();
  let hasGivenUp = false;
  const watchScripts = watcher(step);
  const watchNetwork = offlineWatcher(() => {
    hasGivenUp = true;
    endChild();
  });
  const { code, lines } = await run(file, [...first, ...args, ...quiet, ...everything, ...alone], {
    cwd: root,
    env: environment(),
    shell,
    onLine: (line) => {
      watchScripts(line);
      watchNetwork(line);
    },
    onStart: noteChild,
  });
  const errors = lines.filter((line) => /^npm (error|ERR!)\s*\S/.test(line));
  return {
    isDone: code === 0,
    isOffline:
      hasGivenUp || errors.some((line) => networkCodes.test(line.replace('ERR!', 'error'))),
    isMissing: code === -1,
    tail: (errors.length > 0 ? errors.slice(0, 12) : lines.slice(-12)).map((line) => `  ${line}`),
  };
}
