/** `--target`: whose code a command runs, and what runs it. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { catalog, type Exercise, numberOf, sourceOf } from '../../exercises/catalog';
import { root } from '../../reference/root';
import { openTarget, type Session, type Target } from '../../reference/target';
import { UserError } from '../../reference/user-error';
import { findSources } from '../grade/intake';
import { openInSandbox } from '../grade/sandbox/session';

type CatalogEntry = (typeof catalog)[number];

/** Somebody's code, whoever runs it. */
export interface NamedTarget {
  /** What a person typed. */
  name: string;
  /** Opens an exercise as it is now. */
  open(exercise: CatalogEntry): Session;
  /** The folder, laid out like `exercises/`, that the exercise's file lies in. */
  folderOf(exercise: CatalogEntry): string;
  /** Code of this kit's own folders, which runs with the rights of whoever typed the command. */
  own: Target | null;
}

function ownTarget(name: string): NamedTarget {
  const own = { folder: join(root, name) };
  return { name, open: (exercise) => openTarget(own, exercise), folderOf: () => name, own };
}

const strangersTarget = (name: string): NamedTarget => ({
  name,
  open: (exercise) => openInSandbox(name, exercise),
  folderOf: ({ slug }) => findSources(name)[slug].folder,
  own: null,
});

/** Why a folder cannot be a target; null where it can. */
function whatIsWrong(folder: string): string | null {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return 'there is no such folder';
  const found = Object.values(findSources(folder));
  return found.every(({ source }) => 'missing' in source) ? 'it holds no exercise' : null;
}

/**
 * The learner's own code, the solutions, or another person's folder, which runs in the sandbox.
 * @throws UserError for what is none of them
 */
export function chooseTarget(name: string): NamedTarget {
  if (name === 'exercises' || name === 'solutions') return ownTarget(name);
  const says = whatIsWrong(name);
  if (says === null) return strangersTarget(name);
  throw new UserError(
    `--target ${name}: ${says}; expected exercises, solutions, or another person's folder with ${sourceOf(catalog[0] as Exercise)} and the others in it`,
  );
}

/**
 * The same for a command that measures how fast the code is.
 * @throws UserError for another person's folder as well: the sandbox's interpreter has other times
 */
export function chooseOwnTarget(name: string): NamedTarget & { own: Target } {
  const { own, ...target } = chooseTarget(name);
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
