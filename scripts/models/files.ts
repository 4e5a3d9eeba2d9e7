/** A model's files, wherever they lie; here: in a folder, such as a clone or a download. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../reference/user-error';
import { openFile, unkept, type WeightsFile } from './bytes';

/**
 * Takes what is needed from a file.
 * @param name of the file, for messages
 * @throws UserError for a file that is not as it should be
 */
export type Parse<T> = (bytes: Uint8Array, name: string) => T;

export interface ModelFiles {
  /** For messages and titles. */
  name: string;
  /** Whether a file, or a part of it, is on this machine. */
  isHere(file: string): Promise<boolean>;
  /** Whether the model has a file, here or on a hub. */
  has(file: string): Promise<boolean>;
  /**
   * Reads a whole file; only what `parse` takes without an error is kept for another time.
   * @returns null where there is no such file, or none that can be had
   */
  read<T>(file: string, parse: Parse<T>): Promise<T | null>;
  /** null where there is no such file, or none that can be had */
  openWeights(file: string): Promise<WeightsFile | null>;
  /** The error for a file that is needed and that cannot be had. */
  missing(file: string): UserError;
  /** Notes that a file which was read cannot be right, before the error for it is thrown. */
  doubt(file: string): void;
  /**
   * After an error of the weights: forgets what was kept of them, so that they are fetched again.
   * @throws the error, where that cannot help
   */
  renew(error: unknown): Promise<void>;
  /** Says what was fetched since the last time; nothing where that is nothing. */
  report(): void;
}

/** @throws UserError for a file that is not there or not as it should be */
export async function readNeeded<T>(files: ModelFiles, file: string, parse: Parse<T>): Promise<T> {
  const value = await files.read(file, parse);
  if (value === null) throw files.missing(file);
  return value;
}

/** Files that serve the same, those on this machine first, otherwise in the order given. */
export async function nearestFirst<F extends string>(
  files: ModelFiles,
  names: readonly F[],
): Promise<F[]> {
  const here = await Promise.all(names.map((name) => files.isHere(name)));
  return [...names.filter((_, i) => here[i]), ...names.filter((_, i) => !here[i])];
}

/** Files are looked for, and found faulty, when they are asked for. */
export function openFolder(folder: string, name: string): ModelFiles {
  const has = async (file: string): Promise<boolean> => existsSync(join(folder, file));
  return {
    name,
    has,
    isHere: has,
    async read(file, parse) {
      const path = join(folder, file);
      return existsSync(path) ? parse(await readFile(path), path) : null;
    },
    async openWeights(file) {
      const path = join(folder, file);
      return existsSync(path) ? unkept(await openFile(path)) : null;
    },
    missing: (file) =>
      new UserError(
        `${folder}: expected ${file}, there is none; a model's folder has config.json, tokenizer.json and model.safetensors`,
      ),
    doubt() {},
    async renew(error) {
      throw error;
    },
    report() {},
  };
}
