/** A command's arguments: what it takes is data, and what it does not take is refused by name. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import {
  type CatalogEntry,
  catalog,
  type Exercise,
  findExercise,
  nameOf,
} from '../../exercises/catalog';
import { nearest } from '../../reference/nearest';
import { UserError } from '../../reference/user-error';

type Options = NonNullable<ParseArgsConfig['options']>;

/** What `parseCommand` needs to know of a command. */
export interface CommandForm<O extends Options> {
  /** What `--help` prints. */
  usage: string;
  options: O;
  /** Whether arguments that are no flags are taken. */
  allowPositionals?: boolean;
}

function refuseUnknown(args: string[], options: Options): void {
  const { tokens } = parseArgs({ args, options, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind !== 'option' || Object.hasOwn(options, token.name)) continue;
    const names = Object.keys(options);
    const meant = nearest(token.name, names);
    const says = meant ? `did you mean --${meant}?` : `there are --${names.join(', --')}`;
    throw new UserError(`unknown flag ${token.rawName}; ${says}`);
  }
}

/** What Node adds to its sentence, which is not about this command. */
const advice = /(?:\. (?:This command|To specify)|\.\nDid you forget).*$/s;

/** `--shift -3` → `--shift=-3`: a number below 0 is a value, no flag. */
function joinNegatives(args: string[], options: Options): string[] {
  return args.flatMap((arg, i) => {
    const takes = (flag = ''): boolean => options[flag.replace(/^--/, '')]?.type === 'string';
    const isNegative = (value = ''): boolean => /^-[.\d]/.test(value);
    if (isNegative(arg) && takes(args[i - 1])) return [];
    return takes(arg) && isNegative(args[i + 1]) ? [`${arg}=${args[i + 1]}`] : [arg];
  });
}

/**
 * Reads a command's flags and arguments.
 * @throws UserError that names the flag that was meant, or all there are
 */
export function parseCommand<O extends Options>(form: CommandForm<O>, given: string[]) {
  const { options, allowPositionals = false } = form;
  const args = joinNegatives(given, options);
  refuseUnknown(args, options);
  try {
    return parseArgs({ args, options, allowPositionals, strict: true as const });
  } catch (error) {
    const says = (error as Error).message.replace(advice, '');
    throw new UserError(`${says}; --help shows what there is`, { cause: error });
  }
}

/**
 * The exercises that arguments name, in catalogue order; all of them where there is no argument.
 * @throws UserError that names the exercise that was meant, or all there are
 */
export function selectExercises(names: string[]): CatalogEntry[] {
  if (names.length === 0) return [...catalog];
  const wanted: (Exercise | undefined)[] = names.map((name) => {
    const found = findExercise(name);
    if (found) return found;
    const names = catalog.map(nameOf);
    const meant = nearest(name, names);
    const range = `there are 1 to ${catalog.length}`;
    const says = meant
      ? `did you mean "${meant}"? ${range}`
      : `${range}: ${new Intl.ListFormat('en-GB').format(names)}`;
    throw new UserError(`no exercise is called "${name}"; ${says}`);
  });
  return catalog.filter((exercise) => wanted.includes(exercise));
}
