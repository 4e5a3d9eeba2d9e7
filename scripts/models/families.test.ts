/** Every layer of each family, as Hugging Face computes it with the same made-up weights. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tolerance } from '../../reference/judging/close';
import { root } from '../../reference/root';
import { multiHeadAttention } from '../../solutions/05-multi-head/multi-head';
import { type AttentionInput, openModel } from './model';
import { type Written, writeSafetensors } from './write';

const FLOAT64: Tolerance = { atol: 1e-12, rtol: 0 };
/** What float32 rounds away in three blocks: at most 4e-7 was seen. */
const FLOAT32: Tolerance = { atol: 2e-5, rtol: 0 };

interface Case {
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

const golden = (name: string): string => join(root, 'reference/oracle/goldens', name);

const cases: Case[] = JSON.parse(readFileSync(golden('hf-families.json'), 'utf8')).cases;

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

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function folderOf(given: Case): string {
  const folder = mkdtempSync(join(tmpdir(), 'kata-family-'));
  folders.push(folder);
  writeFileSync(join(folder, 'config.json'), JSON.stringify(given.config));
  writeFileSync(join(folder, 'model.safetensors'), writeSafetensors(tensorsOf(given)));
  cpSync(golden('hf-bert-tiny/tokenizer.json'), join(folder, 'tokenizer.json'));
  return folder;
}

const weightsOf = ({ x, params, nHeads }: AttentionInput): number[][][] =>
  multiHeadAttention(x, params, nHeads).weights;

const outputOf = (...[x, params, nHeads]: Parameters<typeof multiHeadAttention>): number[][] =>
  multiHeadAttention(x, params, nHeads).output;

test.each(cases.map((given): [string, Case] => [given.name, given]))(
  '%s has the maps of transformers in every layer',
  async (_, given) => {
    const model = await openModel(folderOf(given));
    expect(given.float64).toHaveLength(model.layers);
    for (const [layer, exact] of given.float64.entries()) {
      const input = await model.attentionInput(given.ids, given.typeIds, layer, outputOf);
      const weights = weightsOf(input).flat(2);
      expect(weights).toBeClose(exact, FLOAT64);
      expect(weights).toBeClose(given.float32[layer] ?? [], FLOAT32);
    }
  },
);
