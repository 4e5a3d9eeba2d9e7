/** Models as Hugging Face computes them: tokens, embeddings and every layer's maps. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tolerance } from '../../reference/judging/close';
import { root } from '../../reference/root';
import { UserError } from '../../reference/user-error';
import { multiHeadAttention } from '../../solutions/05-multi-head/multi-head';
import { decodeFloats, type FloatType } from './floats';
import { calledAs05, type Model, openModel } from './model';
import { narrowed, readSafetensors } from './testing/weights';
import { type Written, writeSafetensors } from './write';

/** Hugging Face computes in float32: measured 2e-6 of the largest entry after three blocks. */
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

const golden = (name: string): string => join(root, 'reference/oracle/goldens', name);

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

const attend = calledAs05((x, params, nHeads) => multiHeadAttention(x, params, nHeads).output);

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

/** A copy of the BERT with other weights or another config.json. */
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

type Tensors = Record<string, Written>;

function changed(
  { weights, config }: { weights?: (tensors: Tensors) => Tensors; config?: object },
  from = 'hf-bert-tiny',
): string {
  const folder = mkdtempSync(join(tmpdir(), 'kata-model-'));
  folders.push(folder);
  cpSync(golden(from), folder, { recursive: true });
  if (weights) {
    const path = join(folder, 'model.safetensors');
    writeFileSync(path, writeSafetensors(weights(readSafetensors(readFileSync(path)))));
  }
  if (config) {
    const path = join(folder, 'config.json');
    const old = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...old, ...config }));
  }
  return folder;
}

const rename =
  (change: (name: string) => string) =>
  (tensors: Tensors): Tensors =>
    Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [change(name), tensor]));

const mapValues =
  (change: (tensor: Written) => Written) =>
  (tensors: Tensors): Tensors =>
    Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, change(tensor)]));

async function inputOf(folder: string, layer = 1) {
  const model = await openModel(folder);
  const { ids, typeIds } = model.encode('The cat', 'Кошка');
  return model.attentionInput(ids, typeIds, layer, attend);
}

describe('the same model', () => {
  const old = (name: string): string =>
    name.replace('LayerNorm.weight', 'LayerNorm.gamma').replace('LayerNorm.bias', 'LayerNorm.beta');

  test.each<[string, (name: string) => string]>([
    ['named bert.…', (name) => `bert.${name}`],
    ['named roberta.…', (name) => `roberta.${name}`],
    ['with gamma and beta', old],
    ['named bert.… with gamma and beta', (name) => `bert.${old(name)}`],
  ])('%s', async (_, change) => {
    const same = changed({ weights: rename(change) });
    expect(await inputOf(same)).toEqual(await inputOf(golden('hf-bert-tiny')));
  });

  test('in F64 is computed from each of its digits', async () => {
    const widen = ({ shape, bytes }: Written): Written => ({
      dtype: 'F64',
      shape,
      bytes: new Uint8Array(Float64Array.from(decodeFloats(bytes, 'F32')).buffer),
    });
    const wide = changed({ weights: mapValues(widen) });
    expect(await inputOf(wide)).toEqual(await inputOf(golden('hf-bert-tiny')));
    const name = 'encoder.layer.1.attention.self.query.bias';
    const thirds = new Uint8Array(new Float64Array(32).fill(1 / 3).buffer);
    const exact = changed({
      weights: (tensors) => ({
        ...mapValues(widen)(tensors),
        [name]: { dtype: 'F64', shape: [32], bytes: thirds },
      }),
    });
    expect((await inputOf(exact)).params.bQ).toEqual(Array(32).fill(1 / 3));
  });

  test.each(['F16', 'BF16'] as const)(
    'in %s has the values that are left in F32',
    async (dtype) => {
      const narrow = ({ shape, bytes }: Written): Written => ({
        dtype,
        shape,
        bytes: narrowed(decodeFloats(bytes, 'F32'), dtype),
      });
      const widen = ({ shape, bytes, dtype: from }: Written): Written => ({
        dtype: 'F32',
        shape,
        bytes: new Uint8Array(decodeFloats(bytes, from as FloatType).buffer),
      });
      const short = await inputOf(changed({ weights: mapValues(narrow) }));
      expect(short).toEqual(
        await inputOf(changed({ weights: mapValues((t) => widen(narrow(t))) })),
      );
      const far = { atol: dtype === 'F16' ? 0.01 : 0.1, rtol: 0 };
      expect(short.x).toBeClose((await inputOf(golden('hf-bert-tiny'))).x, far);
    },
  );
});

describe('a model that is not read', () => {
  test.each<[string, object, RegExp]>([
    ['of another kind', { model_type: 'llama' }, /model_type to be "bert" or .*, got "llama"/],
    [
      'with rotary positions',
      { model_type: 'modernbert' },
      /"modernbert" with rotary.*; take \S+bert/,
    ],
    [
      'of DeBERTa',
      { model_type: 'deberta' },
      /"deberta" with disentangled.*; take \S+roberta-base/,
    ],
    ['of mDeBERTa', { model_type: 'deberta-v2' }, /relative positions.* or \S+xlm-roberta-base/],
    ['of no kind', { model_type: undefined }, /model_type .* got nothing/],
    ['with relative positions', { position_embedding_type: 'relative_key' }, /"relative_key"/],
    ['with another activation', { hidden_act: 'mish' }, /hidden_act to be "gelu".*"mish"/],
    ['that looks back only', { is_decoder: true }, /is_decoder to be false/],
    ['with heads that do not divide', { num_attention_heads: 5 }, /multiple of 5 heads, got 32/],
    ['without layers', { num_hidden_layers: 0 }, /num_hidden_layers .* above 0, got 0/],
    ['with a negative eps', { layer_norm_eps: -1 }, /layer_norm_eps/],
    ['with an eps of 2', { layer_norm_eps: 2 }, /layer_norm_eps .* between 0 and 1, got 2/],
    ['with 10²¹ layers', { num_hidden_layers: 1e21 }, /num_hidden_layers .* whole number/],
    ['with a width as long as a page', { hidden_size: 'x'.repeat(1e6) }, /^.{0,500}$/],
    ['with a width in words', { hidden_size: '32' }, /hidden_size .* got "32"/],
    ['whose weights are another model\u2019s', { hidden_size: 64 }, /another model/],
    ['whose feed-forward part is', { intermediate_size: 32 }, /\[32,32\], got \[64,32\]/],
  ])('%s', async (_, config, says) => {
    const refused = inputOf(changed({ config }));
    await expect(refused).rejects.toThrow(UserError);
    await expect(refused).rejects.toThrow(says);
  });

  test('has fewer embeddings than pieces', async () => {
    const weights = (tensors: Tensors): Tensors => {
      const name = 'embeddings.word_embeddings.weight';
      const { dtype, bytes } = tensors[name] ?? { dtype: '', bytes: new Uint8Array(0) };
      return { ...tensors, [name]: { dtype, shape: [10, 32], bytes: bytes.subarray(0, 1280) } };
    };
    await expect(inputOf(changed({ weights }))).rejects.toThrow(/at least \d+ rows, got 10/);
  });

  const QUERY = 'encoder.layer.1.attention.self.query.weight';
  const replace =
    (name: string, value: number) =>
    (tensors: Tensors): Tensors => {
      const { dtype = '', shape = [], bytes } = tensors[name] ?? {};
      const numbers = new Float32Array((bytes?.length ?? 0) / 4).fill(value);
      return { ...tensors, [name]: { dtype, shape, bytes: new Uint8Array(numbers.buffer) } };
    };

  test.each([
    [QUERY, 0, /query\.weight: expected numbers, got 1024 zeros and nothing else; the file is/],
    ['embeddings.word_embeddings.weight', 0, /word_embeddings\.weight: .* zeros/],
    ['embeddings.position_embeddings.weight', 0, /position_embeddings\.weight: .* zeros/],
    ['encoder.layer.0.output.LayerNorm.weight', 0, /LayerNorm\.weight: .* zeros/],
    [QUERY, Number.NaN, /query\.weight: expected numbers up to 1000000000, got NaN/],
    [QUERY, 1e30, /query\.weight: expected numbers up to 1000000000, got 1/],
    ['encoder.layer.1.attention.self.query.bias', -Infinity, /query\.bias: .* got -Infinity/],
  ])('has %s of nothing but %d', async (name, value, says) => {
    const refused = inputOf(changed({ weights: replace(name, value) }));
    await expect(refused).rejects.toThrow(UserError);
    await expect(refused).rejects.toThrow(says);
  });

  test.each([
    'encoder.layer.1.attention.self.key.bias',
    'embeddings.LayerNorm.bias',
    'embeddings.token_type_embeddings.weight',
  ])('but may have %s of zeros', async (name) => {
    const { x } = await inputOf(changed({ weights: replace(name, 0) }));
    expect(x).toHaveLength((await inputOf(golden('hf-bert-tiny'))).x.length);
  });

  test('lacks a tensor', async () => {
    const weights = ({ 'encoder.layer.1.attention.self.key.bias': _, ...rest }: Tensors) => rest;
    await expect(inputOf(changed({ weights }))).rejects.toThrow(
      /layer\.1\.attention\.self\.key\.bias/,
    );
  });

  test.each([
    ['config.json', '{', /config\.json: expected JSON/],
    [
      'config.json',
      `{"model_type":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
      /model_type to be .* got a list of 1;/,
    ],
    ['tokenizer.json', '{}', /tokenizer\.json: expected model to be an object, got nothing/],
    ['tokenizer.json', '[]', /tokenizer\.json: expected a JSON object/],
  ])('has a broken %s', async (file, text, says) => {
    const folder = changed({});
    writeFileSync(join(folder, file), text);
    await expect(openModel(folder)).rejects.toThrow(UserError);
    await expect(openModel(folder)).rejects.toThrow(says);
  });

  test.each(['config.json', 'tokenizer.json', 'model.safetensors'])('lacks %s', async (file) => {
    const folder = changed({});
    rmSync(join(folder, file));
    await expect(inputOf(folder)).rejects.toThrow(`expected ${file}`);
  });
});

test('an XLM-R without a position for a token is refused', async () => {
  const folder = changed({ config: { max_position_embeddings: 2 } }, 'hf-xlmr-tiny');
  await expect(openModel(folder)).rejects.toThrow(/max_position_embeddings to be above 2, got 2/);
});

describe('asked for too much', () => {
  test.each([
    ['hf-bert-tiny', 64],
    ['hf-xlmr-tiny', 64],
  ])('%s takes %i tokens', async (name, most) => {
    const model = await openModel(golden(name));
    const room = most - 2;
    const { ids, typeIds } = model.encode('cat '.repeat(name === 'hf-bert-tiny' ? room : room / 2));
    expect(ids).toHaveLength(most);
    expect((await model.attentionInput(ids, typeIds, 0, attend)).x).toHaveLength(most);
    expect(() => model.encode('cat '.repeat(room + 1))).toThrow(/at most 64 tokens, the text has/);
  });

  test.each([-1, 2, 0.5, Number.NaN])('layer %d is not there', async (layer) => {
    await expect(inputOf(golden('hf-bert-tiny'), layer)).rejects.toThrow(/layer from 0 to 1/);
  });
});

test('padding in an XLM-R text stands at its own position and is not counted', async () => {
  const model = await openModel(golden('hf-xlmr-tiny'));
  const input = (ids: number[]) =>
    model.attentionInput(
      ids,
      ids.map(() => 0),
      0,
      attend,
    );
  const { x: plain } = await input([0, 9, 10, 2]);
  const { x: padded } = await input([0, 9, 1, 10, 2]);
  expect(padded.filter((_, i) => i !== 2)).toEqual(plain);
});
