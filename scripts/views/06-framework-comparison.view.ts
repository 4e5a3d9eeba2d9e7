/** One layer computed by exercise 05, by TensorFlow.js and by mathjs: their maps, and how far they are apart. */
import type { Data } from '../../reference/judging/data';
import { UserError } from '../../reference/user-error';
import { inOwnOrder, isRightToLeft, type Measure, shorten } from '../drawing/text';
import type { PlainScene } from '../scenes/scene';
import { stack } from './columns';
import {
  type Answer,
  compare,
  type Pair,
  pairsOf,
  tellComparison,
  tellOddOne,
} from './framework-pairs';
import { logStrips } from './log-strips';
import { besideRows, matrix } from './matrix';
import { expectPart, readChoice } from './numbers';
import { flow, type Part, SMALL, titled } from './part';
import { weightColour } from './query-steps';
import type { Run, Seen, View } from './view';

type Matrix = number[][];

const ways = [
  ['exercise 05', 'multiHeadAttention', 'your loops, in float64'],
  ['TensorFlow.js', 'tfMultiHeadAttention', 'whole axes, in float32'],
  ['mathjs', 'mathMultiHeadAttention', 'whole matrices, in float64'],
] as const;
const heads = ['0', '1'];
const DIMENSION = 16;
const MOST_WORDS = 12;

const times = (x: Matrix, factor: number): Matrix =>
  x.map((row) => row.map((value) => value * factor));

/** Between quotes; left-to-right marks keep the quotes of an Arabic word where a sentence has them. */
const quoted = (label = ''): string =>
  isRightToLeft(label) ? `“\u200e${label}\u200e”` : `“${label}”`;

/** Numbers from −0.3 to 0.3, others for each step. */
const biasOf = (step: number): number[] =>
  Array.from({ length: DIMENSION }, (_, j) => ((j * step) % 7) / 10 - 0.3);

/** The notebook's layer with numbers so large that rows are uneven, and with biases, since mistakes about them show in no layer without. */
function layerOf({ x, params: { wQ, wK, wV, wO } }: PlainScene) {
  const [q, k, v, o] = [wQ, wK, wV, wO].map((w) => times(w, 2.5));
  const biases = { bQ: biasOf(2), bK: biasOf(3), bV: biasOf(4), bO: biasOf(5) };
  return { x: times(x, 5), params: { wQ: q, wK: k, wV: v, wO: o, ...biases } as unknown as Data };
}

async function answersFor(scene: PlainScene, call: Run['call']): Promise<Answer[]> {
  const { x, params } = layerOf(scene);
  const T = x.length;
  const answers: Answer[] = [];
  for (const [name, from] of ways) {
    const answer = await call(from, x, params, heads.length);
    answers.push({
      name,
      from,
      weights: expectPart(answer, 'weights', [heads.length, T, T], from),
      output: expectPart(answer, 'output', [T, DIMENSION], from),
    });
  }
  return answers;
}

/** The three maps of one head. */
function mapsOf(
  answers: Answer[],
  head: number,
  labels: string[],
  room: number,
  measure: Measure,
): Part[] {
  const left = besideRows(labels, measure);
  const fitting = Math.floor((Math.min(room, 296) - left) / labels.length);
  const side = Math.min(38, Math.max(16, fitting));
  return answers.map(({ name, weights }, i) => {
    const drawn = matrix(
      {
        values: weights[head] ?? [],
        colour: weightColour,
        rows: labels,
        columns: labels,
        cell: [side, Math.min(side, 26)],
        ...(side < 28 && { text: () => '' }),
      },
      measure,
    );
    return titled(name, ways[i]?.[2] ?? '', drawn, measure);
  });
}

export const view: View = {
  asks: 'All three compute the same formula, one of them in float32: in which decimal will its weights differ from the others, and will the other two agree to the last bit? Forget one bias: how far to the right does the difference move?',
  fields: [
    {
      kind: 'text',
      name: 'text',
      label: 'Up to twelve words',
      rows: 1,
      initial: 'the old cat drank cold milk',
    },
    {
      kind: 'choice',
      name: 'head',
      label: 'The maps of',
      initial: '0',
      options: heads.map((head) => [head, `head ${head}`] as const),
    },
  ],
  async draw(chosen, { call, scene, measure, room }: Run): Promise<Seen> {
    const head = readChoice(chosen.head ?? '', heads, 'head');
    const sizes = { heads: String(heads.length), 'd-model': String(DIMENSION) };
    const drawn = await scene({ model: 'notebook', text: chosen.text ?? '', ...sizes });
    const { tokens } = drawn;
    if (tokens.length > MOST_WORDS) {
      throw new UserError(`text: at most ${MOST_WORDS} words can be shown, got ${tokens.length}`);
    }
    const answers = await answersFor(drawn, call);
    const pairs = pairsOf(answers);
    const labels = tokens.map((token) => inOwnOrder(shorten(token, 72, SMALL, measure)));
    const nameOf = ([a, b]: Pair): string => `${a.name} and ${b.name}`;
    const ofWeights = pairs.map((pair) => {
      const [a, b] = pair.map(({ weights }) => weights[head] ?? []) as [Matrix, Matrix];
      return compare(a, b, nameOf(pair), (i, j) => `${quoted(labels[i])} → ${quoted(labels[j])}`);
    });
    const ofOutputs = pairs.map((pair) =>
      compare(
        pair[0].output,
        pair[1].output,
        nameOf(pair),
        (i, j) => `${quoted(labels[i])}, column ${j}`,
      ),
    );
    const width = room < 700 ? room : Math.floor((room - 34) / 2);
    const strips = [
      titled(
        `differences of the weights of head ${head}`,
        'a tick for each weight; shaded: rounding',
        logStrips(ofWeights, width, measure),
        measure,
      ),
      titled(
        'differences of the outputs',
        'a tick for each number; the line: what lesson 06 allows',
        logStrips(ofOutputs, width, measure),
        measure,
      ),
    ];
    const comparisons: string[] = [];
    for (const pair of pairs) comparisons.push(await tellComparison(pair, call));
    return {
      ...stack([flow(mapsOf(answers, head, labels, room, measure), room), flow(strips, room)], 34),
      title: 'The same attention, written three times',
      says: [
        ...tellOddOne(pairs),
        ...ofWeights.map(({ says }) => `Weights of head ${head}, ${says}`),
        ...ofOutputs.map(({ says }) => `Outputs, ${says}`),
        ...comparisons,
      ],
    };
  },
};
