/** A model's files, wherever they lie; here: in a folder, such as a clone or a download. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../reference/user-error';
import { openFile, unkept, type WeightsFile } from './bytes';
import { type JsonObject, parseObject } from './json';

/**
 * Takes what is needed from a file's object.
 * @param name of the file, for messages
 * @throws UserError for a file that is not as it should be
 */
export type Parse<T> = (json: JsonObject, name: string) => T;

export interface ModelFiles {
  /** For messages and titles. */
  name: string;
  /** Only what `parse` takes without an error is kept for another time. */
  readJson<T>(file: 'config.json' | 'tokenizer.json', parse: Parse<T>): Promise<T>;
  openWeights(): Promise<WeightsFile>;
  /**
   * After an error of the weights: forgets what was kept of them, so that they are fetched again.
   * @throws the error, where that cannot help
   */
  renew(error: unknown): Promise<void>;
  /** Says what was fetched since the last time; nothing where that is nothing. */
  report(): void;
}

/** Other ways to store weights, by the file that shows them. */
const otherWeights: readonly (readonly [file: string, says: string])[] = [
  ['model.safetensors.index.json', 'the weights in several parts; take a model with one file'],
  [
    'pytorch_model.bin',
    'only pytorch_model.bin, which can run code and is not read; take a model with safetensors, or save this one anew with save_pretrained',
  ],
];

/** The error for a model without model.safetensors. */
export async function explainMissingWeights(
  name: string,
  has: (file: string) => Promise<boolean>,
): Promise<UserError> {
  for (const [file, says] of otherWeights) {
    if (await has(file)) return new UserError(`${name}: expected model.safetensors, got ${says}`);
  }
  return new UserError(`${name}: expected model.safetensors, there is none; take another model`);
}

/** @throws UserError, when asked for it, for a file that is not there or not as it should be */
export function openFolder(folder: string, name: string): ModelFiles {
  return {
    name,
    async readJson(file, parse) {
      const path = join(folder, file);
      if (existsSync(path)) return parse(parseObject(await readFile(path), path), path);
      throw new UserError(
        `${folder}: expected ${file}, there is none; a model's folder has config.json, tokenizer.json and model.safetensors`,
      );
    },
    async openWeights() {
      const path = join(folder, 'model.safetensors');
      if (existsSync(path)) return unkept(await openFile(path));
      throw await explainMissingWeights(folder, async (file) => existsSync(join(folder, file)));
    },
    async renew(error) {
      throw error;
    },
    report() {},
  };
}
