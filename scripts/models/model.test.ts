/** Models as Hugging Face computes them: tokens, embeddings and every layer's maps. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tolerance } from '../../reference/close';
import { root } from '../../reference/root';
import { multiHeadAttention } from '../../solutions/05-multi-head/multi-head';
import { type Attend, type Model, openModel } from './model';

/** Hugging Face computes in float32: measured 6e-7 of the largest entry after three blocks. */
const FLOAT32: Tolerance = { atol: 5e-6, rtol: 0 };

interface Recorded {
  shape: number[];
  data: number[];
}

interface Case {
  text: string | [string, string];
  pair?: string;
  tokens?: string[];
  ids: number[];
  typeIds?: number[];
  embeddings: Recorded;
  attentions: Recorded[];
}

const golden = (name: string): string => join(root, 'reference/goldens', name);

const readCases = (path: string): Case[] => JSON.parse(readFileSync(golden(path), 'utf8')).cases;

const textsOf = ({ text, pair }: Case): [string, string?] =>
  typeof text === 'string' ? [text, pair] : text;

// biome-ignore lint/suspicious/noExplicitAny: as deep as the shape says
function unflatten({ shape, data }: Recorded): any {
  const [, ...rest] = shape;
  if (rest.length === 0) return data;
  const size = rest.reduce((product, n) => product * n, 1);
  return Array.from({ length: data.length / size }, (_, i) =>
    unflatten({ shape: rest, data: data.slice(i * size, (i + 1) * size) }),
  );
}

const attend: Attend = (x, params, nHeads) => multiHeadAttention(x, params, nHeads).output;

async function expectMaps(model: Model, recorded: Case): Promise<void> {
  const { ids, typeIds } = model.encode(...textsOf(recorded));
  for (const [layer, maps] of recorded.attentions.entries()) {
    const { x, params, nHeads } = await model.attentionInput(ids, typeIds, layer, attend);
    if (layer === 0) expect(x).toBeClose(unflatten(recorded.embeddings), FLOAT32);
    expect(multiHeadAttention(x, params, nHeads).weights).toBeClose(unflatten(maps), FLOAT32);
  }
}

const named = (cases: Case[]): [string, Case][] =>
  cases.map((recorded) => [textsOf(recorded).filter(Boolean).join(' | '), recorded]);

describe('a BERT', () => {
  test.each(named(readCases('hf-bert-tiny/expected.json')))('%s', async (_, recorded) => {
    const model = await openModel(golden('hf-bert-tiny'));
    const { tokens, ids, typeIds, segments } = model.encode(...textsOf(recorded));
    expect({ tokens, ids, typeIds }).toEqual({
      tokens: recorded.tokens,
      ids: recorded.ids,
      typeIds: recorded.typeIds,
    });
    expect(segments).toEqual(typeIds);
    await expectMaps(model, recorded);
  });

  test.each(named(readCases('hf-bert-tiny/layers.json')))(
    'in every layer: %s',
    async (_, recorded) => expectMaps(await openModel(golden('hf-bert-tiny')), recorded),
  );
});

describe('an XLM-R, named roberta.…', () => {
  test.each(named(readCases('hf-xlmr-tiny/expected.json')))('%s', async (_, recorded) => {
    const model = await openModel(golden('hf-xlmr-tiny'));
    const { tokens, ids, typeIds, segments, unknown } = model.encode(...textsOf(recorded));
    expect({ tokens, ids }).toEqual({ tokens: recorded.tokens, ids: recorded.ids });
    expect(typeIds).toEqual(ids.map(() => 0));
    const close = ids.indexOf(2);
    expect(segments).toEqual(ids.map((_id, i) => Number(i > close)));
    expect(unknown).toEqual(ids.map((id) => id === 3));
    await expectMaps(model, recorded);
  });
});
