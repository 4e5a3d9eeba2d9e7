/** Files that are nearly right end in an answer or in a sentence about the file, never otherwise. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { root } from '../../reference/root';
import { UserError } from '../../reference/user-error';
import { fuzz } from '../testing/fuzz';
import { embed, readAttentionLayer } from './blocks';
import { unkept } from './bytes';
import { readConfig } from './config';
import { parseObject } from './json';
import { openSafetensors } from './safetensors';
import { type Change, changes, mutate } from './testing/json-mutations';
import { readTokenizer } from './tokenizer';
import { openWeights } from './weights';
import { joinFile } from './write';

const LONGEST_SENTENCE = 1500;

const models = ['hf-bert-tiny', 'hf-xlmr-tiny'];
const fileOf = (model: string, file: string): Buffer =>
  readFileSync(join(root, 'reference/oracle/goldens', model, file));

/** Only a sentence about the file may be thrown. */
async function expectSentence(work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.message).toMatch(/^x\/(model\.safetensors|config\.json|tokenizer\.json)/);
    expect(error.message.length).toBeLessThan(LONGEST_SENTENCE);
  }
}

/** Reads all that a map of layer 1 needs of a weights file. */
async function readWeights(bytes: Uint8Array, model: string): Promise<void> {
  const config = readConfig(JSON.parse(fileOf(model, 'config.json').toString()), 'x/config.json');
  const read = async (from: number, to: number) => bytes.subarray(from, to);
  const source = unkept({ name: 'x/model.safetensors', size: bytes.length, read });
  const weights = await openWeights(await openSafetensors(source), config);
  const x = await embed(weights, config, [2, 5, 3], [0, 0, 0]);
  const { params } = await readAttentionLayer(weights, 1);
  await weights.readRest(1);
  expect([...x, ...params.wQ].flat().every(Number.isFinite)).toBe(true);
}

const byteChanges = fc.array(fc.record({ at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) }), {
  maxLength: 6,
});

/** Other bytes, half of them in the header, and an end before the end in a quarter of the files. */
const damages = fc.record({
  inHeader: byteChanges,
  anywhere: byteChanges,
  cut: fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.nat(200_000) },
  ),
});

type Damage = typeof damages extends fc.Arbitrary<infer T> ? T : never;

const headerEnd = (file: Buffer): number => 8 + Number(file.readBigUInt64LE(0));

function damage(file: Buffer, { inHeader, anywhere, cut }: Damage): Buffer {
  const bytes = Buffer.from(file);
  const end = headerEnd(file);
  for (const { at, byte } of inHeader) bytes[at % end] = byte;
  for (const { at, byte } of anywhere) bytes[at % file.length] = byte;
  return bytes.subarray(0, Math.max(0, file.length - cut));
}

/** A file whose header says other things. */
function changeHeader(file: Buffer, made: readonly Change[]): Buffer {
  const end = headerEnd(file);
  return joinFile(mutate(file.subarray(8, end).toString(), made), file.subarray(end));
}

const tried = (few: number) => ({ seed: fuzz.seed, numRuns: fuzz.runs(few) });

describe.each(models)('of %s', (model) => {
  const weights = fileOf(model, 'model.safetensors');

  test(
    'weights with other bytes',
    async () => {
      const property = fc.asyncProperty(damages, (made) =>
        expectSentence(() => readWeights(damage(weights, made), model)),
      );
      await fc.assert(property, tried(150));
    },
    fuzz.limit(60_000),
  );

  test(
    'weights with another header',
    async () => {
      const property = fc.asyncProperty(changes, (made) =>
        expectSentence(() => readWeights(changeHeader(weights, made), model)),
      );
      await fc.assert(property, tried(150));
    },
    fuzz.limit(60_000),
  );

  const readText = {
    'config.json': (text: string) =>
      readConfig(parseObject(Buffer.from(text), 'x/config.json'), 'x/config.json'),
    'tokenizer.json': (text: string) => {
      const json = parseObject(Buffer.from(text), 'x/tokenizer.json');
      const { ids, tokens } = readTokenizer(json, 'x/tokenizer.json', true).encode('The cat', 'Ё');
      expect(ids.every((id) => Number.isSafeInteger(id) && id >= 0)).toBe(true);
      expect(tokens.every((token) => typeof token === 'string')).toBe(true);
    },
  } as const;

  test.each(['config.json', 'tokenizer.json'] as const)(
    'another %s',
    async (file) => {
      const text = fileOf(model, file).toString();
      const property = fc.asyncProperty(changes, (made) =>
        expectSentence(() => readText[file](mutate(text, made))),
      );
      await fc.assert(property, tried(200));
    },
    fuzz.limit(60_000),
  );
});
