/**
 * Two texts and the weights of one head that cross from one to the other: a line for each, as thick
 * as the weight. Side by side where a page is wide, below one another where it is narrow.
 */
import type { Mark, Point } from '../drawing/marks';
import {
  type Box,
  type Font,
  inOwnOrder,
  isRightToLeft,
  type Measure,
  type PlacedText,
} from '../drawing/text';
import { isSpecial } from '../scenes/pairs';
import type { PlainScene } from '../scenes/scene';
import { type Area, line, type Part, words } from './part';

type Matrix = number[][];
type Align = PlacedText['align'];

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
/** Where they stand upright: beside a word, the shortest line, and the widest picture. */
const [BESIDE, SHORTEST, WIDEST] = [8, 60, 520];
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

/** Where two texts stand, and how lines run between them. */
interface Setting {
  width: number;
  height: number;
  /** Each text's words along its line. */
  placed: [Placed[], Placed[]];
  bends: 'upright' | 'level';
  /** From places along the two lines to points. */
  ends(first: number, second: number): [Point, Point];
  /** Where a word is written, and the box that is pressed for it. */
  spot(word: Placed, text: number): { x: number; y: number; align: Align; box: Box };
}

/** The first text above, the second below. */
function levelSetting(texts: [Word[], Word[]]): Setting {
  const width = Math.max(...texts.map(lengthOf));
  return {
    width,
    height: 2 * LINE + RISE,
    placed: [setLevel(texts[0], width), setLevel(texts[1], width)],
    bends: 'upright',
    ends: (first, second) => [
      [first, LINE],
      [second, LINE + RISE],
    ],
    spot({ start, size }, text) {
      const top = text * (LINE + RISE);
      const box = { x: start - GAP / 2, y: top, width: size + GAP, height: LINE };
      return { x: start + size / 2, y: top + LINE / 2, align: 'center', box };
    },
  };
}

/** The first text on the left, the second on the right, a word below the other. */
function uprightSetting(texts: [Word[], Word[]], room: number): Setting {
  const [left, right] = texts.map((text) => Math.max(...text.map(({ width }) => width)));
  const from = (left ?? 0) + BESIDE;
  const to = Math.max(from + SHORTEST, Math.min(room, WIDEST) - (right ?? 0) - BESIDE);
  return {
    width: to + BESIDE + (right ?? 0),
    height: Math.max(...texts.map(({ length }) => length * LINE)),
    placed: [setUpright(texts[0]), setUpright(texts[1])],
    bends: 'level',
    ends: (first, second) => [
      [from, first],
      [to, second],
    ],
    spot({ start, width }, text) {
      const x = text === 0 ? from - BESIDE : to + BESIDE;
      const box = { x: text === 0 ? x - width : x, y: start, width, height: LINE };
      return { x, y: start + LINE / 2, align: text === 0 ? 'right' : 'left', box };
    },
  };
}

/** Words and lines where a setting has them; each word can be pressed. */
function drawnIn(setting: Setting, scene: PlainScene, crossing: Crossing, measure: Measure): Part {
  const { width, height, placed, bends, ends, spot } = setting;
  const { query } = crossing;
  const strands = crossed(placed, crossing).map(({ first, second, weight }) =>
    strand(ends(first, second), weight, bends),
  );
  const all = placed.flatMap((text, i) => text.map((word) => ({ word, ...spot(word, i) })));
  const written = all.map(({ word: { at, token }, x, y, align }) =>
    words(inOwnOrder(token), x, y, measure, {
      align,
      font: fontOf(at, query),
      ink: inkFor(token),
    }),
  );
  const areas = all.map(({ word, box }): Area => ({ box, ...pressed(scene, word, query) }));
  return { width, height, marks: [...strands, ...written], areas };
}

/** Both texts and what crosses between them. */
export function crossingOf(
  scene: PlainScene,
  crossing: Crossing,
  room: number,
  measure: Measure,
): Part {
  const texts: [Word[], Word[]] = [wordsIn(scene, 0, measure), wordsIn(scene, 1, measure)];
  const isRoom = Math.max(...texts.map(lengthOf)) <= room;
  const setting = isRoom ? levelSetting(texts) : uprightSetting(texts, room);
  return drawnIn(setting, scene, crossing, measure);
}
