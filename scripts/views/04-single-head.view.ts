/** One attention map whose cells can be masked, and a query's row of it step by step in the same columns. */
import type { Measure } from '../drawing/text';
import { type Answered, doubtsOf, type Given, scaledOf } from './attention';
import { band, type Columns, stack } from './columns';
import { besideRows } from './matrix';
import { expectPart, expectShape, readChoice, readNumber } from './numbers';
import { maskOf, press, readMask } from './painted-mask';
import { outline, type Part } from './part';
import { stepsOf, tellSteps, weightColour } from './query-steps';
import { NoAnswer, type Run, type Seen, temperatureField, type View } from './view';

/** A sentence whose numbers are chosen so that one can say what each column is about. */
const sentence = [
  { word: 'the', asks: [0, 0, 0, 0], offers: [0, 0, 0, 0], gives: [0, 0, 0] },
  { word: 'hungry', asks: [2, 0, 0, 0], offers: [1, 0, 2, 0], gives: [1, 0, -1] },
  { word: 'cat', asks: [0, -1, 1, 1], offers: [3, 0, 0, 0], gives: [4, 0, 2] },
  { word: 'drank', asks: [1, 1, 0, -1], offers: [0, 0, 0, 3], gives: [0, 2, 0] },
  { word: 'cold', asks: [0, 2, 0, 0], offers: [0, 1, 2, 0], gives: [0, 1, -4] },
  { word: 'milk', asks: [-1, 1, 2, 0], offers: [0, 3, 0, 0], gives: [0, 4, 1] },
];
const names = sentence.map(({ word }) => word);
const about = ['alive', 'wet', 'warm'];
const [q, k, v] = [
  sentence.map(({ asks }) => asks),
  sentence.map(({ offers }) => offers),
  sentence.map(({ gives }) => gives),
];
const steps = ['scores', 'scaled', 'softmax', 'sum'];
const presets = ['none', 'causal'];

/** How wide the columns are: as wide as the room allows. */
function columnsIn(room: number, measure: Measure): Columns {
  const left = besideRows([...names, 'softmax', '÷ 2 ÷ 0.25'], measure);
  const right = 50;
  const wide = Math.floor((room - left - right) / names.length);
  return { left, right, cell: [Math.min(58, Math.max(30, wide)), 24], measure };
}

/** The whole map, with the chosen query's row framed; cells paint the mask, words choose the query. */
function mapOf({ weights }: Answered, mask: boolean[][], query: number, columns: Columns): Part {
  const [wide, high] = columns.cell;
  const drawn = band(columns, {
    values: weights,
    colour: weightColour,
    rows: names,
    columns: names,
    isHatched: (i, j) => !mask[i]?.[j],
    press: (i, j) => press(mask, i, j, names),
  });
  const [x, y] = drawn.corner;
  const framed = {
    x: 1,
    y: y + query * high - 1,
    width: x + names.length * wide - 1,
    height: high,
  };
  const rows = names.map((name, i) => ({
    box: { x: 0, y: y + i * high, width: x, height: high },
    label: `choose the query “${name}”`,
    change: { query: name },
  }));
  return {
    ...drawn,
    marks: [...drawn.marks, outline(framed, 'ink', 2)],
    areas: [...rows, ...drawn.areas],
  };
}

/** By the learner's own softmax; nothing is compared where there is none. */
async function softmaxBy(call: Run['call'], scaled: number[][], weights: number[][]) {
  try {
    const shape = [names.length, names.length];
    return expectShape<number[][]>(await call('softmax', scaled), shape, 'softmax');
  } catch (error) {
    if (error instanceof NoAnswer) return weights;
    throw error;
  }
}

export const view: View = {
  asks: '“drank” scores 3 with “cat” and 3 with “milk”. Mask “cat”: does “milk” alone get its weight, or do all the others grow, and does the output become more wet or less?',
  fields: [
    {
      kind: 'choice',
      name: 'query',
      label: 'The query',
      initial: 'drank',
      options: names.map((name) => [name, name] as const),
    },
    {
      kind: 'choice',
      name: 'step',
      label: 'Step by step up to',
      initial: 'sum',
      options: [
        ['scores', 'q·k'],
        ['scaled', '÷ √dK'],
        ['softmax', 'softmax'],
        ['sum', 'the sum of the values'],
      ],
    },
    temperatureField,
    {
      kind: 'choice',
      name: 'preset',
      label: 'Mask',
      initial: 'none',
      options: [
        ['none', 'only what is painted'],
        ['causal', 'no later word either'],
      ],
    },
    { kind: 'picture', name: 'mask', label: 'Masked cells, query.key', initial: '' },
  ],
  async draw(chosen, { call, measure, room }: Run): Promise<Seen> {
    const query = readChoice(chosen.query ?? '', names, 'query');
    const last = readChoice(chosen.step ?? '', steps, 'step');
    const temperature = readNumber(chosen.temperature ?? '', 'temperature');
    const preset = readChoice(chosen.preset ?? '', presets, 'preset');
    const mask = maskOf(readMask(chosen.mask ?? '', names), presets[preset] === 'causal', names);
    const given: Given = { q, k, v, temperature, mask };
    const isMasked = mask.flat().includes(false);
    const options = { temperature, ...(isMasked && { mask }) };
    const answer = await call('singleHeadAttention', q, k, v, options);
    const square = [names.length, names.length];
    const weights = expectPart<number[][]>(answer, 'weights', square, 'singleHeadAttention');
    const answered: Answered = {
      weights,
      softmax: await softmaxBy(call, scaledOf(given), weights),
      output: expectPart(answer, 'output', [names.length, about.length], 'singleHeadAttention'),
    };
    const columns = columnsIn(room, measure);
    const asked = { query, names, about };
    const closed = names.filter((_, j) => !mask[query]?.[j]);
    return {
      ...stack([
        mapOf(answered, mask, query, columns),
        ...stepsOf(given, answered, asked, columns).slice(0, last + 1),
      ]),
      title: 'Single-head attention: one row, step by step',
      says: [
        ...(closed.length > 0 ? [`“${names[query]}” may not look at ${closed.join(', ')}.`] : []),
        ...tellSteps(given, answered, asked).slice(0, last + 1),
        ...doubtsOf(given, answered, names),
      ],
    };
  },
};
