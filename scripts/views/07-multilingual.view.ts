/**
 * Two texts of the kit's model, one above the other, with a line for every weight of a head that
 * crosses from one to the other; beside them all heads, each with the share that crosses, as the
 * learner's own functions of exercise 07 measure it.
 */
import type { Data } from '../../reference/judging/data';
import { UserError } from '../../reference/user-error';
import { isSpecial } from '../scenes/pairs';
import type { PlainScene } from '../scenes/scene';
import { crossingOf } from './crossing';
import { rowOf, smallMap } from './heads';
import { expectShape, readNumber, showNumber } from './numbers';
import { type Chosen, flow, titled } from './part';
import { NoAnswer, type Run, type Seen, type View } from './view';

type Matrix = number[][];

/** What a function gives, or in its place the reason why it gives nothing. */
async function given<T>(answer: Promise<T>): Promise<T | { lacks: string }> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { lacks: error.message };
  }
}

const hasGiven = <T>(answer: T | { lacks: string }): answer is T =>
  typeof answer !== 'object' || answer === null || !('lacks' in answer);

const massOf = async (run: Run, weights: Matrix, segments: number[]): Promise<number> =>
  expectShape(await run.call('crossLingualMass', weights, segments), [], 'crossLingualMass');

/** Positions of a text's words, without the signs that begin and end it. */
const bodyOf = ({ tokens, segments }: PlainScene, segment: number): number[] =>
  tokens.flatMap((token, at) => (segments?.[at] === segment && !isSpecial(token) ? [at] : []));

/** Which word of the second text each of the first is most like, after the layer. */
async function alignedIn(run: Run, scene: PlainScene, output: Matrix): Promise<string> {
  const [first, second] = [bodyOf(scene, 0), bodyOf(scene, 1)];
  const rows = (positions: number[]): Matrix => positions.map((at) => output[at] ?? []);
  const answer = await run.call('alignTokens', rows(first), rows(second));
  const found = expectShape<number[]>(answer, [first.length], 'alignTokens');
  const pairs = found.map((j, i) => {
    const [one, other] = [scene.tokens[first[i] ?? -1], scene.tokens[second[j] ?? -1]];
    return `${one} – ${other ?? `row ${j}, which is not there`}`;
  });
  return `alignTokens finds, by the rows of the layer's output: ${pairs.join(', ')}.`;
}

function tellQuery(scene: PlainScene, weights: Matrix, query: number, head: number): string {
  const parts = (weights[query] ?? [])
    .map((weight, at) => ({ weight, token: scene.tokens[at] ?? '' }))
    .sort((a, b) => b.weight - a.weight);
  const told = parts.slice(0, 4).map(({ weight, token }) => `${showNumber(weight)} · ${token}`);
  return `Head ${head}, "${scene.tokens[query]}": ${told.join(' + ')} + …, each the value of that word.`;
}

const NO_SECOND = 'There is no second text, so nothing crosses and nothing is aligned.';

const readIndex = (text: string, name: string, count: number): number => {
  const value = readNumber(text, name);
  if (Number.isInteger(value) && value >= 0 && value < count) return value;
  throw new UserError(`${name}: expected a whole number from 0 to ${count - 1}, got ${text}`);
};

async function attended(run: Run, { x, params, nHeads }: PlainScene) {
  const answer = await run.call('multiHeadAttention', x, params as unknown as Data, nHeads);
  const { weights, output } = (answer ?? {}) as Record<string, Data>;
  const T = x.length;
  return {
    weights: expectShape<Matrix[]>(weights ?? null, [nHeads, T, T], 'multiHeadAttention: weights'),
    output: expectShape<Matrix>(
      output ?? null,
      [T, x[0]?.length ?? 0],
      'multiHeadAttention: output',
    ),
  };
}

const askedFor = ({ text = '', pair = '', layer = '0' }: Chosen): Chosen => ({
  model: 'tiny',
  layer,
  text,
  ...(pair.trim() && { pair }),
});

export const view: View = {
  asks: 'Which word of the second text will "cat" look at, and will the lines cross? Do all heads read the other language?',
  fields: [
    {
      kind: 'text',
      name: 'text',
      label: 'Text',
      rows: 2,
      initial: 'The small cat drinks the white milk in the kitchen.',
    },
    {
      kind: 'text',
      name: 'pair',
      label: 'Its translation',
      rows: 2,
      initial: 'छोटी बिल्ली रसोई में सफेद दूध पीती है।',
    },
    { kind: 'count', name: 'layer', label: 'Layer', min: 0, max: 99, initial: '0' },
    { kind: 'count', name: 'head', label: 'Head', min: 0, max: 99, initial: '0' },
    {
      kind: 'choice',
      name: 'from',
      label: 'Whose words look',
      initial: '0',
      options: [
        ['0', 'the first text at the second'],
        ['1', 'the second text at the first'],
      ],
    },
    { kind: 'picture', name: 'query', label: 'The position of a word to show alone', initial: '' },
  ],
  async draw(chosen, run): Promise<Seen> {
    const { measure, room } = run;
    const scene = await run.scene(askedFor(chosen));
    const { weights, output } = await attended(run, scene);
    const T = scene.tokens.length;
    const segments = scene.segments ?? scene.tokens.map(() => 0);
    const head = readIndex(chosen.head ?? '', 'head', weights.length);
    const from = chosen.from === '1' ? 1 : 0;
    const query = chosen.query ? readIndex(chosen.query, 'query', T) : null;
    const map = weights[head] ?? [];
    const masses = await given(Promise.all(weights.map((each) => massOf(run, each, segments))));
    const isPair = segments.includes(1);
    const aligned = isPair ? await given(alignedIn(run, scene, output)) : { lacks: NO_SECOND };

    const noteOn = (h: number): string =>
      hasGiven(masses) ? `${showNumber(masses[h] ?? 0, 3)} crosses` : '';
    const heads = weights.map((each, h) =>
      titled(`head ${h}`, noteOn(h), smallMap(each, scene, h, h === head, room), measure),
    );
    const crossing = crossingOf(scene, { weights: map, from, query }, room, measure);
    const note = 'a line for each weight from 0.03 up, as thick as the weight';
    return {
      ...flow(
        [
          titled(`Head ${head}`, note, crossing, measure),
          ...(query === null
            ? []
            : [
                titled(
                  `“${scene.tokens[query]}” in head ${head}`,
                  'its output is the sum of these shares of values',
                  rowOf(scene, map[query] ?? [], measure),
                  measure,
                ),
              ]),
          flow(heads, room),
        ],
        room,
      ),
      title: 'Which words look at which, across two languages',
      says: [
        ...(scene.doubt ? [scene.doubt] : []),
        ...(query === null ? [] : [tellQuery(scene, map, query, head)]),
        hasGiven(masses)
          ? `Head by head, so much of a row's attention goes to the other text: ${masses.map((mass) => showNumber(mass, 3)).join(', ')} (crossLingualMass).`
          : masses.lacks,
        hasGiven(aligned) ? aligned : aligned.lacks,
      ],
    };
  },
};
