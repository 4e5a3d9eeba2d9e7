/**
 * Programs of Windows run by Wine, in a Windows of their own: a folder with a drive C:. Wine has no
 * console here and Windows' Node writes to no pipe under it, so output goes through files.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { UserError } from '../../../reference/user-error';
import { forwardingLibrary } from './forwarding';

export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Windows {
  /** The drive C: as a folder of this machine. */
  drive: string;
  /** Runs a program of drive C: in a folder of it; both as paths of Windows. */
  run(program: string, args: readonly string[], folder: string): Run;
}

/** Debian keeps it off the PATH where only `wine64` is installed. */
const places = (): string[] => [
  ...(process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => ['wine64', 'wine'].map((name) => join(folder, name))),
  '/usr/lib/wine/wine64',
];

/** The machine's Wine. */
export function findWine(): string {
  const { WINE } = process.env;
  const found = WINE ? [WINE].find(existsSync) : places().find(existsSync);
  if (found) return found;
  throw new UserError(
    `${WINE ?? 'Wine'} was not found. On Debian and Ubuntu: apt-get install wine64 (version 8 or newer; no display is needed); elsewhere: https://www.winehq.org`,
  );
}

/** esbuild asks this library of Windows 10 for random bytes; Wine 8 lacks it and has them elsewhere. */
const RANDOM = {
  library: 'bcryptprimitives.dll',
  name: 'ProcessPrng',
  to: 'advapi32.SystemFunction036',
};

/** A folder of drive C: as a path of this machine: `C:\a\b` → `…/drive_c/a/b`. */
export const onDisk = ({ drive }: Pick<Windows, 'drive'>, path: string): string =>
  join(drive, ...path.split('\\').slice(1));

/** Minutes are for what hangs: all tests without processes take one. */
const PATIENCE = 20 * 60_000;

/** Makes a Windows 10 in a folder that does not exist yet. Throws a UserError where Wine fails. */
export function makeWindows(wine: string, folder: string): Windows {
  const drive = join(folder, 'drive_c');
  const output = join(folder, 'output');
  const env = {
    ...process.env,
    WINEPREFIX: folder,
    WINEDEBUG: '-all',
    KATA_ENGINE: 'tfjs-wasm',
    NO_COLOR: '1',
  };
  mkdirSync(output, { recursive: true });
  const run: Windows['run'] = (program, args, place) => {
    const files = ['stdout', 'stderr'].map((name) => join(output, name));
    const opened = files.map((file) => openSync(file, 'w'));
    const { status, error } = spawnSync(wine, [program, ...args], {
      cwd: onDisk({ drive }, place),
      env,
      stdio: ['ignore', ...opened],
      timeout: PATIENCE,
    });
    opened.forEach(closeSync);
    const [stdout = '', stderr = ''] = files.map((file) => readFileSync(file, 'utf8'));
    return { code: status, stdout, stderr: error ? `${error.message}\n${stderr}` : stderr };
  };
  mkdirSync(drive);
  const steps = [
    ['wineboot', '--init'],
    ['reg', 'add', 'HKCU\\Software\\Wine', '/v', 'Version', '/d', 'win10', '/f'],
  ];
  for (const [program = '', ...args] of steps) {
    const { code, stderr } = run(program, args, 'C:');
    if (code !== 0) throw new UserError(`${wine} ${program} failed: ${stderr.trim()}`);
  }
  const library = join(drive, 'windows', 'system32', RANDOM.library);
  if (!existsSync(library)) writeFileSync(library, forwardingLibrary(RANDOM));
  return { drive, run };
}
