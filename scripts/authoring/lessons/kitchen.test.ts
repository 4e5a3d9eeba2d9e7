/**
 * What lesson 07 measures on the tiny model is recorded, so that it can be read without a picture:
 * the maps of one pair of sentences, and the rows that leave the layer. After the model was trained
 * again, `KATA_RECORDINGS=write npm test -- kitchen` records it anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../reference/root';
import { multiHeadAttention } from '../../../solutions/05-multi-head/multi-head';
import { attend } from '../../models/attention.kit';
import { sceneOf } from '../../scenes/model-scene';
import { sceneOptions } from '../../scenes/options';

const file = join(root, 'reference/recordings/tiny-kitchen.json');
const text = 'The small cat drinks the white milk in the kitchen.';
const pair = 'छोटी बिल्ली रसोई में सफेद दूध पीती है।';

/** Four places are enough for what is said of them, and can be read. */
const rounded = (rows: number[][]): number[][] =>
  rows.map((row) => row.map((value) => Number(value.toFixed(4))));

async function measured() {
  const { tokens, x, params, nHeads } = await sceneOf(
    'tiny',
    sceneOptions({ layer: '0', seed: '42', text, pair }),
    attend,
  );
  const { weights, output } = multiHeadAttention(x, params, nHeads);
  const end = tokens.indexOf('[SEP]');
  return {
    source: 'reference/models/tiny, layer 0; recorded by scripts/authoring/lessons/kitchen.test.ts',
    tokens,
    segments: tokens.map((_, i) => (i <= end ? 0 : 1)),
    weights: weights.map(rounded),
    rows: rounded(output),
  };
}

test('the kitchen that lesson 07 measures is what the tiny model gives', async () => {
  const anew = await measured();
  if (process.env.KATA_RECORDINGS === 'write') writeFileSync(file, `${JSON.stringify(anew)}\n`);
  const recorded = JSON.parse(readFileSync(file, 'utf8'));
  expect({ ...recorded, weights: 0, rows: 0 }).toEqual({ ...anew, weights: 0, rows: 0 });
  // Half of the last place, and what another order of adding makes of it.
  const allowed = { atol: 1e-4, rtol: 0 };
  expect(recorded.weights).toBeClose(anew.weights, allowed);
  expect(recorded.rows).toBeClose(anew.rows, allowed);
});
