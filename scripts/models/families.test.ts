/** Every layer of each family, as Hugging Face computes it with the same made-up weights. */
import { rmSync } from 'node:fs';
import type { Tolerance } from '../../reference/judging/close';
import { UserError } from '../../reference/user-error';
import { multiHeadAttention } from '../../solutions/05-multi-head/multi-head';
import { attend } from './attention.kit';
import { masking } from './mask';
import { type AttentionInput, type Below, calledAs05, openModel } from './model';
import { type Case, cases, folderOf } from './testing/families';

const FLOAT64: Tolerance = { atol: 1e-12, rtol: 0 };
/** What float32 rounds away in three blocks: at most 4e-7 was seen. */
const FLOAT32: Tolerance = { atol: 2e-5, rtol: 0 };

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function made(given: Case): string {
  const folder = folderOf(given);
  folders.push(folder);
  return folder;
}

const weightsOf = ({ x, params, nHeads, mask }: AttentionInput): number[][][] =>
  multiHeadAttention(x, params, nHeads, masking(mask)).weights;

const ways: readonly [string, Below][] = [
  ['the solution', calledAs05((...args) => multiHeadAttention(...args).output)],
  ['the kit', attend],
];

test.each(
  cases.flatMap((given) =>
    ways.map(([who, below]): [string, string, Case, Below] => [given.name, who, given, below]),
  ),
)(
  '%s has the maps of transformers in every layer, where %s computes those below',
  async (_name, _who, given, below) => {
    const model = await openModel(made(given));
    expect(given.float64).toHaveLength(model.layers);
    for (const [layer, exact] of given.float64.entries()) {
      const input = await model.attentionInput(given.ids, given.typeIds, layer, below);
      const weights = weightsOf(input).flat(2);
      expect(weights).toBeClose(exact, FLOAT64);
      expect(weights).toBeClose(given.float32[layer] ?? [], FLOAT32);
    }
  },
);

const named = (wanted: string): Case => {
  const found = cases.find(({ name }) => name === wanted);
  if (!found) throw new Error(`hf-families.json holds no ${wanted}`);
  return found;
};

test.each<[string, string, object, RegExp]>([
  [
    'GPT-2',
    'other scales',
    { scale_attn_by_inverse_layer_idx: true },
    /inverse_layer_idx .* false/,
  ],
  ['GPT-2', 'unscaled scores', { scale_attn_weights: false }, /scale_attn_weights to be true/],
  ['GPT-2', 'a wider middle than its weights', { n_inner: 23 }, /c_fc\.weight of shape \[15,23\]/],
  ['DistilBERT', 'no width', { dim: null }, /dim to be a whole number above 0, got null/],
  ['ELECTRA', 'narrower embeddings', { embedding_size: 8 }, /of 8 columns, got \[17,15\]/],
])('%s with %s is refused', async (name, _, change, says) => {
  const given = named(name);
  const refused = openModel(made({ ...given, config: { ...given.config, ...change } })).then(
    (model) => model.attentionInput(given.ids, given.typeIds, 1, attend),
  );
  await expect(refused).rejects.toThrow(UserError);
  await expect(refused).rejects.toThrow(says);
});
