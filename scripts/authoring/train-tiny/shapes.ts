/**
 * The tiny model's sizes, and its tensors by the names and shapes that they have in a Hugging Face
 * file, so that training and storing need no translation.
 */
import type { Random } from './random';

export const dModel = 64;
export const heads = 4;
export const layers = 2;
export const dHidden = 256;
export const positions = 128;
export const eps = 1e-12;

/** The shapes of all tensors, for so many pieces. */
export function shapesOf(pieces: number): Record<string, number[]> {
  const dense = (name: string, out: number, width: number): [string, number[]][] => [
    [`${name}.weight`, [out, width]],
    [`${name}.bias`, [out]],
  ];
  const norm = (name: string): [string, number[]][] => [
    [`${name}.weight`, [dModel]],
    [`${name}.bias`, [dModel]],
  ];
  const block = (layer: number): [string, number[]][] => {
    const at = `bert.encoder.layer.${layer}`;
    return [
      ...['query', 'key', 'value'].flatMap((part) =>
        dense(`${at}.attention.self.${part}`, dModel, dModel),
      ),
      ...dense(`${at}.attention.output.dense`, dModel, dModel),
      ...norm(`${at}.attention.output.LayerNorm`),
      ...dense(`${at}.intermediate.dense`, dHidden, dModel),
      ...dense(`${at}.output.dense`, dModel, dHidden),
      ...norm(`${at}.output.LayerNorm`),
    ];
  };
  return Object.fromEntries([
    ['bert.embeddings.word_embeddings.weight', [pieces, dModel]],
    ['bert.embeddings.position_embeddings.weight', [positions, dModel]],
    ['bert.embeddings.token_type_embeddings.weight', [2, dModel]],
    ...norm('bert.embeddings.LayerNorm'),
    ...Array.from({ length: layers }, (_, layer) => block(layer)).flat(),
    ...dense('cls.predictions.transform.dense', dModel, dModel),
    ...norm('cls.predictions.transform.LayerNorm'),
    ['cls.predictions.bias', [pieces]],
  ]);
}

/** Spread of the weights before training. */
export const SPREAD = 0.05;

/** Weights before training: LayerNorms do nothing, biases are 0, the rest is random. */
export function initialValues(shapes: Record<string, number[]>, random: Random) {
  const firstOf = (name: string): number => {
    if (name.endsWith('LayerNorm.weight')) return 1;
    return name.endsWith('bias') ? 0 : SPREAD * random.normal();
  };
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => {
      const size = shape.reduce((product, n) => product * n, 1);
      return [name, Float32Array.from({ length: size }, () => firstOf(name))];
    }),
  );
}
