/** Heads beside one another as small maps, and one row of a head as bars. */
import { colourOf } from '../drawing/colour';
import { type Font, inOwnOrder, type Measure } from '../drawing/text';
import type { PlainScene } from '../scenes/scene';
import { showNumber } from './numbers';
import { box, line, outline, type Part, words } from './part';

type Matrix = number[][];

const TOKEN: Font = { size: 14 };
const LINE = 26;
/** Sides of a small map's cells; two maps find room beside one another down to the smaller. */
const [SMALLEST_CELL, LARGEST_CELL] = [3, 6];

const cellFor = (tokens: number, room: number): number =>
  Math.max(SMALLEST_CELL, Math.min(LARGEST_CELL, Math.floor((room / 2 - 24) / tokens)));

/** A head's map, small, with a line between the texts. */
export function smallMap(
  weights: Matrix,
  scene: PlainScene,
  head: number,
  isChosen: boolean,
  room: number,
): Part {
  const edge = 3;
  const cell = cellFor(weights.length, room);
  const side = weights.length * cell;
  const end = side + 2 * edge;
  const border = scene.segments?.findIndex((segment) => segment !== scene.segments?.[0]) ?? -1;
  const at = edge + border * cell;
  const cells = weights.flatMap((row, i) =>
    row.map((weight, j) => box(edge + j * cell, edge + i * cell, cell, cell, colourOf(weight))),
  );
  const cross = [
    line(
      [
        [at, 0],
        [at, end],
      ],
      'line',
    ),
    line(
      [
        [0, at],
        [end, at],
      ],
      'line',
    ),
  ];
  const chosen = isChosen
    ? [outline({ x: 1, y: 1, width: end - 2, height: end - 2 }, 'accent')]
    : [];
  return {
    width: Math.max(end, 108),
    height: end,
    marks: [...cells, ...(border > 0 ? cross : []), ...chosen],
    areas: [
      {
        box: { x: 0, y: 0, width: end, height: end },
        label: `show head ${head}`,
        change: { head: String(head) },
      },
    ],
  };
}

const [BAR, SHOWN_KEYS] = [150, 6];

/** A word's row as bars, the largest weight first, and what the others come to. */
export function rowOf(scene: PlainScene, row: number[], measure: Measure): Part {
  const sorted = row
    .map((weight, at) => ({ weight, token: scene.tokens[at] ?? '' }))
    .sort((a, b) => b.weight - a.weight);
  const rest = sorted.slice(SHOWN_KEYS);
  const sum = rest.reduce((total, { weight }) => total + weight, 0);
  const lines = [
    ...sorted.slice(0, SHOWN_KEYS),
    ...(rest.length > 0 ? [{ weight: sum, token: `${rest.length} more` }] : []),
  ];
  const left = Math.max(...lines.map(({ token }) => measure(inOwnOrder(token), TOKEN)));
  const marks = lines.flatMap(({ weight, token }, i) => [
    words(inOwnOrder(token), left, (i + 0.5) * LINE, measure, { align: 'right', font: TOKEN }),
    box(left + 10, i * LINE + 5, Math.max(0, BAR * weight), LINE - 10, 'accent'),
    words(showNumber(weight, 3), left + 16 + Math.max(0, BAR * weight), (i + 0.5) * LINE, measure),
  ]);
  return { width: left + BAR + 60, height: lines.length * LINE, marks, areas: [] };
}
