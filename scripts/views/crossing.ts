/**
 * Two texts and the weights of one head that cross from one to the other: a line for each, as thick
 * as the weight. Side by side where a page is wide, below one another where it is narrow.
 */
import type { Mark, Point } from '../drawing/marks';
import { type Font, inOwnOrder, isRightToLeft, type Measure } from '../drawing/text';
import { isSpecial } from '../scenes/pairs';
import type { PlainScene } from '../scenes/scene';
import { type Area, line, type Part, words } from './part';

type Matrix = number[][];

/** A word of one of the two texts. */
interface Word {
  /** Position among all tokens. */
  at: number;
  token: string;
  width: number;
}

/** A word at its place along the line of its text. */
interface Placed extends Word {
  start: number;
  size: number;
}

const TOKEN: Font = { size: 14 };
/** Between words of a line, and the height of a word. */
const [GAP, LINE] = [16, 26];
/** Between the two texts. */
const RISE = 170;
/** Pixels of a line that stands for a whole row. */
const THICKEST = 9;
/** Weights below this are not drawn: they would be hairs. */
const LEAST = 0.03;

const wordsIn = ({ tokens, segments }: PlainScene, segment: number, measure: Measure): Word[] =>
  tokens.flatMap((token, at) =>
    (segments?.[at] ?? 0) === segment
      ? [{ at, token, width: measure(inOwnOrder(token), TOKEN) }]
      : [],
  );

/** Words side by side, in the middle of a length; those of a right-to-left script end first. */
function setLevel(text: Word[], length: number): Placed[] {
  const order = text.some(({ token }) => isRightToLeft(token)) ? text.toReversed() : text;
  let start = (length - lengthOf(text)) / 2;
  return order.map((word) => {
    const placed = { ...word, start, size: word.width };
    start += word.width + GAP;
    return placed;
  });
}

const lengthOf = (text: Word[]): number => text.reduce((sum, { width }) => sum + width + GAP, -GAP);

/** Words below one another, where a page is too narrow for their line. */
const setUpright = (text: Word[]): Placed[] =>
  text.map((word, i) => ({ ...word, start: i * LINE, size: LINE }));

export interface Crossing {
  /** `[T, T]` */
  weights: Matrix;
  /** Rows of this text's words are drawn. */
  from: number;
  /** Only this word's row, where it is one of `from`. */
  query: number | null;
}

/** A line's two ends along the texts: of a word of the first, and of a word of the second. */
interface Crossed {
  first: number;
  second: number;
  weight: number;
}

/** What crosses from the words that look to the others, thin lines first. */
function crossed([first, second]: [Placed[], Placed[]], { weights, from, query }: Crossing) {
  const [looking, seen] = from === 0 ? [first, second] : [second, first];
  const alone = looking.filter(({ at }) => at === query);
  const middle = ({ start, size }: Placed): number => start + size / 2;
  return (alone.length > 0 ? alone : looking)
    .flatMap((one) =>
      seen.map((other): Crossed => {
        const [a, b] = from === 0 ? [one, other] : [other, one];
        return { first: middle(a), second: middle(b), weight: weights[one.at]?.[other.at] ?? 0 };
      }),
    )
    .filter(({ weight }) => weight >= LEAST)
    .sort((a, b) => a.weight - b.weight);
}

const strand = (ends: [Point, Point], weight: number, bends: 'upright' | 'level'): Mark =>
  line(ends, 'accent', Math.max(0.75, THICKEST * weight), {
    alpha: 0.3 + 0.7 * Math.min(1, weight),
    bends,
  });

const fontOf = (at: number, query: number | null): Font =>
  at === query ? { ...TOKEN, bold: true } : TOKEN;

const inkFor = (token: string) => (isSpecial(token) ? 'muted' : 'ink');

/** Pressing a word shows its row alone, and again all of them. */
const pressed = (scene: PlainScene, { at, token }: Word, query: number | null) => ({
  label: at === query ? 'show all words again' : `show what "${token}" looks at alone`,
  change: { query: at === query ? '' : String(at), from: String(scene.segments?.[at] ?? 0) },
});

/** The first text above, the second below. */
function levelCrossing(
  scene: PlainScene,
  crossing: Crossing,
  texts: [Word[], Word[]],
  measure: Measure,
): Part {
  const width = Math.max(...texts.map(lengthOf));
  const placed = texts.map((text) => setLevel(text, width)) as [Placed[], Placed[]];
  const strands = crossed(placed, crossing).map(({ first, second, weight }) =>
    strand(
      [
        [first, LINE],
        [second, LINE + RISE],
      ],
      weight,
      'upright',
    ),
  );
  const { query } = crossing;
  const written = placed.flatMap((text, i) =>
    text.map(({ at, token, start, size }) =>
      words(inOwnOrder(token), start + size / 2, LINE / 2 + i * (LINE + RISE), measure, {
        align: 'center',
        font: fontOf(at, query),
        ink: inkFor(token),
      }),
    ),
  );
  const areas = placed.flatMap((text, i) =>
    text.map(
      (word): Area => ({
        box: {
          x: word.start - GAP / 2,
          y: i * (LINE + RISE),
          width: word.size + GAP,
          height: LINE,
        },
        ...pressed(scene, word, query),
      }),
    ),
  );
  return { width, height: 2 * LINE + RISE, marks: [...strands, ...written], areas };
}

/** The first text on the left, the second on the right, a word below the other. */
function uprightCrossing(
  scene: PlainScene,
  crossing: Crossing,
  texts: [Word[], Word[]],
  room: number,
  measure: Measure,
): Part {
  const placed = texts.map(setUpright) as [Placed[], Placed[]];
  const [left, right] = texts.map((text) => Math.max(...text.map(({ width }) => width)));
  const from = (left ?? 0) + 8;
  const to = Math.max(from + 60, Math.min(room, 520) - (right ?? 0) - 8);
  const strands = crossed(placed, crossing).map(({ first, second, weight }) =>
    strand(
      [
        [from, first],
        [to, second],
      ],
      weight,
      'level',
    ),
  );
  const { query } = crossing;
  const written = placed.flatMap((text, i) =>
    text.map(({ at, token, start }) =>
      words(inOwnOrder(token), i === 0 ? from - 8 : to + 8, start + LINE / 2, measure, {
        align: i === 0 ? 'right' : 'left',
        font: fontOf(at, query),
        ink: inkFor(token),
      }),
    ),
  );
  const areas = placed.flatMap((text, i) =>
    text.map(
      (word): Area => ({
        box: {
          x: i === 0 ? from - 8 - word.width : to + 8,
          y: word.start,
          width: word.width,
          height: LINE,
        },
        ...pressed(scene, word, query),
      }),
    ),
  );
  const height = Math.max(...texts.map(({ length }) => length * LINE));
  return { width: to + 8 + (right ?? 0), height, marks: [...strands, ...written], areas };
}

/** Both texts and what crosses between them. */
export function crossingOf(
  scene: PlainScene,
  crossing: Crossing,
  room: number,
  measure: Measure,
): Part {
  const texts: [Word[], Word[]] = [wordsIn(scene, 0, measure), wordsIn(scene, 1, measure)];
  return Math.max(...texts.map(lengthOf)) <= room
    ? levelCrossing(scene, crossing, texts, measure)
    : uprightCrossing(scene, crossing, texts, room, measure);
}
