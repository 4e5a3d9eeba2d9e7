/** Models with made-up weights, as `hf_families.py` recorded what they compute. */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../../reference/root';
import { type Written, writeSafetensors } from '../write';

export interface Case {
  name: string;
  config: object;
  /** Shapes by names, in the order in which the numbers were made. */
  tensors: Record<string, number[]>;
  ids: number[];
  typeIds: number[];
  /** The weights of each layer's heads, `[nHeads · T · T]`. */
  float32: number[][];
  float64: number[][];
}

export const golden = (name: string): string => join(root, 'reference/oracle/goldens', name);

export const cases: Case[] = JSON.parse(readFileSync(golden('hf-families.json'), 'utf8')).cases;

/** From −0.5 to 0.5, as `hf_families.py` makes it. */
function numberAt(place: number): number {
  const scattered = Math.imul(place + 1, 0x9e3779b1);
  const mixed = Math.imul(scattered ^ (scattered >>> 15), 0x85ebca6b);
  return ((mixed ^ (mixed >>> 13)) >>> 8) / 2 ** 24 - 0.5;
}

function tensorsOf({ tensors }: Case): Record<string, Written> {
  let begin = 0;
  const made = Object.entries(tensors).map(([name, shape]) => {
    const size = shape.reduce((product, n) => product * n, 1);
    const middle = shape.length === 1 && name.endsWith('.weight') ? 1 : 0;
    const values = Float32Array.from({ length: size }, (_, i) => middle + numberAt(begin + i));
    begin += size;
    return [name, { dtype: 'F32', shape, bytes: new Uint8Array(values.buffer) }];
  });
  return Object.fromEntries(made);
}

/**
 * A folder with a model, which the caller removes.
 * @param tokenizer of which recorded model
 */
export function folderOf(given: Case, tokenizer = 'hf-bert-tiny'): string {
  const folder = mkdtempSync(join(tmpdir(), 'kata-family-'));
  writeFileSync(join(folder, 'config.json'), JSON.stringify(given.config));
  writeFileSync(join(folder, 'model.safetensors'), writeSafetensors(tensorsOf(given)));
  cpSync(golden(`${tokenizer}/tokenizer.json`), join(folder, 'tokenizer.json'));
  return folder;
}

/** The recorded GPT-2, with a tokenizer of its kind. */
export function folderOfGpt2(): string {
  const given = cases.find(({ name }) => name === 'GPT-2');
  if (!given) throw new Error('hf-families.json holds no GPT-2');
  return folderOf(given, 'hf-gpt2-tiny');
}
