/** Differences on a log scale: a strip for each pair of answers, a tick for each number, equal ones at the left. */
import type { Mark } from '../drawing/marks';
import type { Measure } from '../drawing/text';
import { showSmall } from './numbers';
import { box, line, type Part, SMALL, words } from './part';

export interface Strip {
  name: string;
  differences: readonly number[];
  /** Of the differences; NaN where one of them is. */
  largest: number;
  /** Which number it belongs to. */
  place: string;
}

/** Powers of ten at the ends of the axis. */
const [LEAST, MOST] = [-18, 0];
/** What rounding makes of numbers below 1, and the largest difference that the lesson allows. */
export const float64 = [1e-18, 1e-14] as const;
export const float32 = [1e-10, 1e-6] as const;
export const THRESHOLD = 1e-5;

/** Pixels: for what is equal, and at the right end. */
const [EQUAL, END] = [32, 14];
/** Heights: of the words over all strips, of a strip with its words, of its ticks, of the axis. */
const [HEAD, STRIP, TICKS, AXIS] = [20, 62, 18, 22];

const upright = (
  x: number,
  top: number,
  bottom: number,
  ink: 'accent' | 'positive',
  width: number,
) =>
  line(
    [
      [x, top],
      [x, bottom],
    ],
    ink,
    width,
  );

/** Where a difference stands; what lies beyond an end stands at the end. */
const placing =
  (width: number) =>
  (difference: number): number => {
    const power = Math.min(MOST, Math.max(LEAST, Math.log10(difference)));
    return EQUAL + ((power - LEAST) / (MOST - LEAST)) * (width - EQUAL - END);
  };

/** Words beside a point, on the side where there is room. */
function beside(text: string, x: number, y: number, width: number, measure: Measure): Mark {
  const isLeft = x + 4 + measure(text, SMALL) > width;
  return words(text, isLeft ? x - 4 : x + 4, y, measure, {
    font: SMALL,
    ink: 'positive',
    align: isLeft ? 'right' : 'left',
  });
}

function drawStrip(
  { name, differences, largest, place }: Strip,
  top: number,
  width: number,
  measure: Measure,
): Mark[] {
  const at = placing(width);
  const [from, to] = [top + 18, top + 18 + TICKS];
  const equal = differences.filter((difference) => difference === 0).length;
  const unequal = differences.filter((difference) => difference > 0);
  const marks = [
    words(name, 0, top + 8, measure, { font: SMALL }),
    ...unequal.map((difference) => upright(at(difference), from, to, 'accent', 1)),
  ];
  if (equal > 0) {
    marks.push(
      box(6, from, 10, TICKS, 'accent'),
      words(`${equal} equal`, 0, to + 10, measure, { font: SMALL, ink: 'muted' }),
    );
  }
  if (largest !== 0) {
    const x = Number.isNaN(largest) ? width - END : at(largest);
    marks.push(
      upright(x, from - 4, to + 16, 'positive', 2),
      beside(`${showSmall(largest)}, ${place}`, x, to + 10, width, measure),
    );
  }
  return marks;
}

/** The bands of rounding and the threshold behind all strips, with their names over them. */
function backdrop(bottom: number, width: number, measure: Measure): Mark[] {
  const at = placing(width);
  const bands = [
    ['float64', float64],
    ['float32', float32],
  ] as const;
  return [
    ...bands.flatMap(([name, [from, to]]) => [
      box(at(from), 0, at(to) - at(from), bottom, 'band'),
      words(name, (at(from) + at(to)) / 2, 9, measure, {
        align: 'center',
        font: SMALL,
        ink: 'muted',
      }),
    ]),
    line(
      [
        [at(THRESHOLD), 0],
        [at(THRESHOLD), bottom],
      ],
      'muted',
    ),
    words('1e−5', at(THRESHOLD) + 5, 9, measure, { font: SMALL, ink: 'muted' }),
  ];
}

function drawAxis(y: number, width: number, measure: Measure): Mark[] {
  const at = placing(width);
  const powers = [-16, -12, -8, -4, 0];
  return [
    line(
      [
        [EQUAL, y],
        [width - END, y],
      ],
      'line',
    ),
    words('0', 11, y + 11, measure, { align: 'center', font: SMALL, ink: 'muted' }),
    ...powers.flatMap((power) => {
      const x = at(10 ** power);
      const text = power === 0 ? '1' : `1e−${-power}`;
      return [
        line(
          [
            [x, y],
            [x, y + 4],
          ],
          'line',
        ),
        words(text, x, y + 11, measure, { align: 'center', font: SMALL, ink: 'muted' }),
      ];
    }),
  ];
}

/** @param width of the whole, in pixels */
export function logStrips(strips: readonly Strip[], width: number, measure: Measure): Part {
  const bottom = HEAD + strips.length * STRIP;
  return {
    width,
    height: bottom + AXIS,
    marks: [
      ...backdrop(bottom, width, measure),
      ...strips.flatMap((strip, i) => drawStrip(strip, HEAD + i * STRIP, width, measure)),
      ...drawAxis(bottom, width, measure),
    ],
    areas: [],
  };
}
