/**
 * Every layer of models of real size, as transformers computes it in this very run. Takes minutes,
 * gigabytes and Python's libraries, so only `KATA_LARGE_MODELS=1` asks for it; the same for small sizes
 * is recorded and always compared (`families.test.ts`).
 */
import type { Tolerance } from '../../../reference/judging/close';
import { multiHeadAttention } from '../../../solutions/05-multi-head/multi-head';
import { attend } from '../attention.kit';
import { masking } from '../mask';
import { type Below, calledAs05, type Model, openModel } from '../model';
import { type Case, findPip, findPython, withMade, withMiniLm } from './testing/python';

/** The order in which sums are taken, through all layers: at most 6e-15 was seen. */
const FLOAT64: Tolerance = { atol: 1e-12, rtol: 0 };
/** What float32 rounds away there: at most 3e-6 was seen. */
const FLOAT32: Tolerance = { atol: 2e-5, rtol: 0 };
const MINUTES = 60_000;

const isWanted = process.env.KATA_LARGE_MODELS === '1';
const withLibraries = isWanted ? findPython() : { reason: 'KATA_LARGE_MODELS=1 runs it' };
const why = 'reason' in withLibraries ? ` (skipped: ${withLibraries.reason})` : '';
const withPip = findPip(withLibraries);
const noPip = 'reason' in withPip ? ` (skipped: ${withPip.reason})` : '';

/** The maps of all layers: each computed by the solution from what the kit computed below. */
async function mapsOf(model: Model, { ids, typeIds }: Case): Promise<number[][]> {
  const maps: number[][] = [];
  const draw = calledAs05((...args) => {
    const { output, weights } = multiHeadAttention(...args);
    maps.push(weights.flat(2));
    return output;
  });
  const below: Below = async (...args) => {
    await draw(...args);
    return attend(...args);
  };
  const last = await model.attentionInput(ids, typeIds, model.layers - 1, below);
  const { x, params, nHeads, mask } = last;
  maps.push(multiHeadAttention(x, params, nHeads, masking(mask)).weights.flat(2));
  return maps;
}

async function compare(model: Model, given: Case): Promise<void> {
  const maps = await mapsOf(model, given);
  const size = model.heads * given.ids.length ** 2;
  expect(given.float64).toHaveLength(model.layers * size);
  expect(maps).toHaveLength(model.layers);
  for (const [layer, map] of maps.entries()) {
    const ofLayer = (all: number[]): number[] => all.slice(layer * size, (layer + 1) * size);
    expect(map).toBeClose(ofLayer(given.float64), FLOAT64);
    expect(map).toBeClose(ofLayer(given.float32), FLOAT32);
  }
}

/** The sizes of each, so that a changed default of transformers shows. */
const made: [name: string, heads: number, dModel: number, layers: number][] = [
  ['BERT base', 12, 768, 12],
  ['DistilBERT', 12, 768, 6],
  ['CamemBERT base', 12, 768, 12],
  ['ELECTRA small', 4, 256, 12],
  ['GPT-2 small', 12, 768, 12],
];

(why ? test.skip : test).each(made)(
  `%s, %i heads, %i wide, %i layers: every map is that of transformers${why}`,
  async (name, ...sizes) => {
    if ('reason' in withLibraries) return;
    await withMade(withLibraries.python, name, async ({ folder, cases }) => {
      const model = await openModel(folder);
      expect([model.heads, model.dModel, model.layers]).toEqual(sizes);
      for (const each of cases) await compare(model, each);
    });
  },
  20 * MINUTES,
);

(noPip ? test.skip : test)(
  `all-MiniLM-L6-v2 has the ids of tokenizers and in all layers the maps of transformers${noPip}`,
  async () => {
    if ('reason' in withPip) return;
    await withMiniLm(withPip.python, async ({ folder, cases }) => {
      const model = await openModel(folder);
      for (const each of cases) {
        const { ids, typeIds } = model.encode(each.text ?? '', each.pair ?? undefined);
        expect({ ids, typeIds }).toEqual({ ids: each.ids, typeIds: each.typeIds });
        await compare(model, each);
      }
    });
  },
  20 * MINUTES,
);
