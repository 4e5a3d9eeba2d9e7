/** `--target`: whose code a command runs, and what runs it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type CatalogEntry, type Exercise, numberOf, sourceOf } from '../../exercises/catalog';
import { root } from '../../reference/root';
import {
  type ChildSession,
  openTarget,
  type Session,
  type Target,
} from '../../reference/running/target';
import { UserError } from '../../reference/user-error';

/** The code of a learner, of the kit, or of a submission. */
export interface NamedTarget {
  /** What a person typed. */
  name: string;
  /** Opens an exercise as it is now; own code may use so many megabytes, strangers' what the sandbox has. */
  open(exercise: CatalogEntry, heap?: number): Session & Partial<Pick<ChildSession, 'turnTo'>>;
  /** Where the exercise's file lies, or is to lie. */
  fileOf(exercise: CatalogEntry): string;
  /** Code of this kit's own folders, which runs with the rights of the command. */
  own: Target | null;
}

function ownTarget(name: string): NamedTarget {
  const own = { folder: join(root, name) };
  const fileOf = (exercise: Exercise): string => `${name}/${sourceOf(exercise)}`;
  return { name, open: (exercise, heap) => openTarget(own, exercise, heap), fileOf, own };
}

const isHere = (...path: string[]): boolean => existsSync(join(root, ...path));

/** What students are handed has no solutions, and no sandbox for other people's code. */
const folders = ['exercises', 'solutions'].filter((name) => isHere(name));
const strangers = 'submission';
const hasSandbox = isHere('scripts', 'targets', `${strangers}.kit.ts`);

const own = ['exercises (default)', ...folders.slice(1)];

/** For `--help`. */
export const showOwnTargets = own.join(' or ');
export const showTargets = [...own, ...(hasSandbox ? ["another person's folder"] : [])].join(
  ' or ',
);

/**
 * The learner's own code, the solutions, or another person's folder, which runs in the sandbox.
 * @throws UserError for what is none of them
 */
export async function chooseTarget(name: string): Promise<NamedTarget> {
  if (folders.includes(name)) return ownTarget(name);
  if (hasSandbox) return (await import(`./${strangers}.kit.ts`)).submissionTarget(name);
  throw new UserError(`--target ${name}: expected ${folders.join(' or ')}`);
}

/**
 * The same for a command that measures how fast the code is.
 * @throws UserError for another person's folder as well: the sandbox's interpreter has other times
 */
export async function chooseOwnTarget(name: string): Promise<NamedTarget & { own: Target }> {
  const { own, ...target } = await chooseTarget(name);
  if (own) return { ...target, own };
  throw new UserError(
    `--target ${name}: another person's code runs only in the sandbox, whose times say nothing about the code; expected exercises or solutions`,
  );
}

/** A command that judges one exercise of a target: `npm run check 5 -- --target solutions`. */
export function checkCommand(exercise: Exercise, name: string, ...flags: string[]): string {
  const target = /[^\w./-]/.test(name) ? `"${name}"` : name;
  const all = [...(name === 'exercises' ? [] : ['--target', target]), ...flags];
  return ['npm run check', numberOf(exercise), ...(all.length > 0 ? ['--', ...all] : [])].join(' ');
}
