/** mBERT's true shapes with numbers that are all zero, to count what a download costs. */
import type { Served } from './hub';
import { joinFile } from './weights';

/** A weights file of 711 MB that takes no room: it is made where it is read. */
export function multilingualBert(): Served {
  const [d, hidden] = [768, 3072];
  const norm = (name: string): [string, number[]][] => [
    [`${name}.weight`, [d]],
    [`${name}.bias`, [d]],
  ];
  const dense = (name: string, out: number, width: number): [string, number[]][] => [
    [`${name}.weight`, [out, width]],
    [`${name}.bias`, [out]],
  ];
  const block = (layer: number): [string, number[]][] => {
    const at = `bert.encoder.layer.${layer}`;
    return [
      ...['query', 'key', 'value'].flatMap((name) => dense(`${at}.attention.self.${name}`, d, d)),
      ...dense(`${at}.attention.output.dense`, d, d),
      ...norm(`${at}.attention.output.LayerNorm`),
      ...dense(`${at}.intermediate.dense`, hidden, d),
      ...dense(`${at}.output.dense`, d, hidden),
      ...norm(`${at}.output.LayerNorm`),
    ];
  };
  const shapes: [string, number[]][] = [
    ['bert.embeddings.word_embeddings.weight', [119_547, d]],
    ['bert.embeddings.position_embeddings.weight', [512, d]],
    ['bert.embeddings.token_type_embeddings.weight', [2, d]],
    ...norm('bert.embeddings.LayerNorm'),
    ...Array.from({ length: 12 }, (_, layer) => block(layer)).flat(),
    ...dense('bert.pooler.dense', d, d),
  ];
  let end = 0;
  const entries = shapes.map(([name, shape]) => {
    const begin = end;
    end += 4 * shape.reduce((size, n) => size * n, 1);
    return [name, { dtype: 'F32', shape, data_offsets: [begin, end] }];
  });
  const header = joinFile(JSON.stringify(Object.fromEntries(entries)), Buffer.alloc(0));
  const slice = (from: number, to: number): Buffer => {
    const bytes = Buffer.alloc(to - from);
    header.copy(bytes, 0, Math.min(from, header.length), Math.min(to, header.length));
    return bytes;
  };
  return { size: header.length + end, slice };
}
