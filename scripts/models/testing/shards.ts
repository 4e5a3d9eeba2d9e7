/** A model whose weights lie in several files. */
import { type Written, writeSafetensors } from '../write';
import { folderOf, type Served, served } from './hub';
import { readSafetensors } from './weights';

/** What stands before the layers, layer 0 and layer 1, a file each. */
const shardOf = (tensor: string): number => {
  const [, layer] = /layer\.(\d)/.exec(tensor) ?? [];
  return layer === undefined ? 1 : Number(layer) + 2;
};

export const shardName = (shard: number): string => `model-0000${shard}-of-00003.safetensors`;

/** The files of a model's folder, with its weights in three files and an index. */
export function sharded(folder: string): (file: string) => Served | null {
  const whole = folderOf(folder)('model.safetensors')?.bytes ?? Buffer.alloc(0);
  const tensors = Object.entries(readSafetensors(whole));
  const index = {
    metadata: { total_size: whole.length },
    weight_map: Object.fromEntries(tensors.map(([name]) => [name, shardName(shardOf(name))])),
  };
  const files = new Map<string, Served | null>([
    ['model.safetensors', null],
    ['model.safetensors.index.json', served(Buffer.from(JSON.stringify(index)))],
  ]);
  for (const shard of new Set(tensors.map(([name]) => shardOf(name)))) {
    const own: [string, Written][] = tensors.filter(([name]) => shardOf(name) === shard);
    files.set(shardName(shard), served(writeSafetensors(Object.fromEntries(own))));
  }
  return (file) => files.get(file) ?? (files.has(file) ? null : folderOf(folder)(file));
}
