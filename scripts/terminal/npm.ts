/**
 * Flags that npm took for itself. `npm run check 1 --watch` reaches a command as `check 1`: npm
 * keeps every flag that stands before `--`, and tells of it in the command's environment alone,
 * where a setting from an .npmrc looks the same.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ParseArgsConfig } from 'node:util';
import { root } from '../../reference/root';
import { UserError } from '../../reference/user-error';

type Options = NonNullable<ParseArgsConfig['options']>;

/** Whose npm it was, and what it was told elsewhere than on the command line. */
export interface NpmRun {
  /** The environment that npm gave the command. */
  environment: NodeJS.ProcessEnv;
  /** Texts of the .npmrc files that npm reads. */
  settings: readonly string[];
}

const textOf = (file: string | undefined): string => {
  try {
    return file ? readFileSync(file, 'utf8') : '';
  } catch {
    return '';
  }
};

/** The run of npm that started this process; null where it was started in another way. */
export function thisNpmRun(): NpmRun | null {
  const started = process.env.npm_lifecycle_event?.replaceAll(':', '-');
  const command = process.argv[1]?.replace(/^.*[\\/]|\.cjs$/g, '');
  // A command that another one's npm run leads to was given its own flags.
  if (started !== command) return null;
  const own = process.env.npm_config_userconfig;
  const shared = process.env.npm_config_globalconfig;
  const files = [own, shared, join(root, '.npmrc')];
  return { environment: process.env, settings: files.map(textOf) };
}

const isSetElsewhere = (name: string, { environment, settings }: NpmRun): boolean =>
  environment[`NPM_CONFIG_${name.replaceAll('-', '_').toUpperCase()}`] !== undefined ||
  settings.some((text) => new RegExp(`^\\s*${name}\\s*(?:=|$)`, 'm').test(text));

/** What npm was given for a flag: `true` where a value may have been left as an argument. */
const givenTo = (name: string, { environment }: NpmRun): string | undefined =>
  environment[`npm_config_${name.replaceAll('-', '_')}`];

/** Flags that npm took, and what to say of it. */
export interface Taken {
  /** As they would have been typed: `--watch`. */
  flags: string[];
  /** One line that shows how to type it. */
  says: string;
}

const advise = (command: string, flags: readonly string[], args: readonly string[]): string =>
  `npm took ${flags.join(' ')} for itself; type: npm run ${[command, ...args, '--', ...flags].join(' ')}`;

/**
 * What npm took of a command's flags that need no value; null where it took none.
 * @param args what reached the command
 * @throws UserError where it took one with a value, whose value may be among the arguments
 */
export function takenByNpm(options: Options, args: readonly string[], run: NpmRun): Taken | null {
  const names = Object.keys(options).filter(
    (name) => givenTo(name, run) && !isSetElsewhere(name, run),
  );
  if (names.length === 0) return null;
  const command = run.environment.npm_lifecycle_event ?? '';
  const valued = names.filter((name) => options[name]?.type === 'string');
  const flags = names.map((name) => {
    if (!valued.includes(name)) return `--${name}`;
    const value = givenTo(name, run);
    return `--${name} ${value === 'true' ? '…' : value}`;
  });
  const isValueLost = valued.some((name) => givenTo(name, run) === 'true');
  const says = advise(command, flags, isValueLost ? [] : args);
  if (valued.length > 0) throw new UserError(says);
  return { flags, says };
}
