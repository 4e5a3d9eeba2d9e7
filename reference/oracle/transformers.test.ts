/**
 * What lesson 07 tells of transformers was recorded on the kit's tiny model and on a cased tokenizer
 * file: here the kit reads the same files, and goes by tokenizer.json as `tokenizers` does.
 */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openModel, openTokenizer } from '../../scripts/models/model';
import kitchen from '../recordings/tiny-kitchen.json';
import python from '../recordings/transformers-conventions.json';
import { root } from '../root';

const { maps, tokens } = python;

test('the pair has the pieces in Python that it has here', async () => {
  const model = await openModel('tiny');
  const { tokens: pieces, typeIds } = model.encode(python.text, python.pair);
  expect(pieces).toEqual(tokens.tiny);
  expect(kitchen.tokens).toHaveLength(pieces.length);
  expect(typeIds).toContain(1);
  expect(maps.inputs).toContain('token_type_ids');
  expect(maps.eager.attentions).toEqual(
    Array(model.layers).fill([1, model.heads, pieces.length, pieces.length]),
  );
});

test('the maps that Python gives are the recorded ones, half of their last place apart', () => {
  const { float32, float16, withoutTypes } = maps.farFromTheKit;
  expect(float32).toBeLessThanOrEqual(5e-5);
  expect(float16).toBeGreaterThan(1e-3);
  expect(withoutTypes).toBeGreaterThan(0.9);
});

describe('a cased tokenizer.json', () => {
  const file = join(root, 'reference/oracle/goldens/hf-bert-tiny/tokenizer.json');
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cased-'));
    copyFileSync(file, join(folder, 'tokenizer.json'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(tokens.byTransformers)('is followed here beside $config', async ({ config }) => {
    writeFileSync(join(folder, 'tokenizer_config.json'), JSON.stringify(config ?? {}));
    const tokenizer = await openTokenizer(folder);
    expect(tokenizer.split(tokens.text).tokens).toEqual(tokens.byTheFile);
  });

  test('is lower-cased by transformers where nothing beside it says that it is cased', () => {
    const lower = tokens.text.toLowerCase().replaceAll('ё', 'е');
    for (const { config, pieces } of tokens.byTransformers) {
      const isCased = config?.do_lower_case === false;
      const isOfNoFamily = config?.tokenizer_class === 'PreTrainedTokenizerFast';
      const letters = pieces.join('').replaceAll('##', '');
      if (isCased || isOfNoFamily) expect(pieces).toEqual(tokens.byTheFile);
      else expect(letters).toBe(lower.replaceAll(' ', ''));
    }
  });
});
