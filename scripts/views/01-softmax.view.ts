/** Logits as bars, and the weights that the learner's softmax makes of them: rows or columns, scaled and shifted. */
import type { Colour } from '../drawing/colour';
import type { Mark } from '../drawing/marks';
import type { Measure } from '../drawing/text';
import { transposed } from './matrices';
import {
  expectShape,
  largestDifference,
  readMatrix,
  readNumber,
  showNumber,
  showSmall,
} from './numbers';
import { box, flow, line, type Part, SMALL, titled, words } from './part';
import { type Run, type Seen, temperatureField, type View } from './view';

type Matrix = number[][];

const [WIDE, HIGH] = [46, 66];
/** Height of a full bar, and of the number under it. */
const [BAR, NUMBER] = [44, 16];
const SUM = 54;

const sumOf = (values: number[]): number => values.reduce((sum, value) => sum + value, 0);

/** A band behind each line that is one softmax. */
function bandsOf(x: Matrix, axis: number): Mark[] {
  const [rows, columns] = [x.length, x[0]?.length ?? 0];
  const gap = 3;
  return axis === 0
    ? Array.from({ length: columns }, (_, j) =>
        box(j * WIDE + gap, 0, WIDE - 2 * gap, rows * HIGH - gap, 'band'),
      )
    : Array.from({ length: rows }, (_, i) => box(0, i * HIGH, columns * WIDE, HIGH - gap, 'band'));
}

/** A bar for each number, up from its baseline or down from it, on one scale for all. */
function barsOf(
  x: Matrix,
  [lowest, highest]: readonly [number, number],
  fillOf: (value: number) => Colour,
  measure: Measure,
): Mark[] {
  const scale = BAR / Math.max(1e-300, highest - lowest);
  return x.flatMap((row, i) =>
    row.flatMap((value, j) => {
      const [left, top] = [j * WIDE + 12, i * HIGH + 4];
      const zero = top + Math.max(0, highest) * scale;
      const height = Number.isFinite(value) ? Math.abs(value) * scale : 0;
      const bar = box(left, value < 0 ? zero : zero - height, WIDE - 24, height, fillOf(value));
      const base: Mark = line(
        [
          [left - 5, zero],
          [left + WIDE - 19, zero],
        ],
        'line',
      );
      const number = words(
        showNumber(value),
        left + WIDE / 2 - 12,
        top + BAR + NUMBER / 2 + 1,
        measure,
        { align: 'center', font: SMALL },
      );
      return [bar, base, number];
    }),
  );
}

/** What each line sums to, at its end. */
function sumsOf(weights: Matrix, axis: number, measure: Measure): Mark[] {
  const lines = axis === 0 ? transposed(weights) : weights;
  return lines.map((each, i) => {
    const said = `= ${showNumber(sumOf(each), 3)}`;
    const [x, y] =
      axis === 0
        ? [(i + 0.5) * WIDE, weights.length * HIGH + 8]
        : [weights[0]?.length ?? 0, (i + 0.5) * HIGH];
    return axis === 0
      ? words(said, x, y, measure, { align: 'center', font: SMALL, ink: 'muted' })
      : words(said, x * WIDE + 6, y, measure, { font: SMALL, ink: 'muted' });
  });
}

function gridOf(x: Matrix, axis: number, marks: Mark[], sums: Mark[]): Part {
  return {
    width: (x[0]?.length ?? 0) * WIDE + (axis === 0 || sums.length === 0 ? 0 : SUM),
    height: x.length * HIGH + (axis === 0 && sums.length > 0 ? NUMBER : 0),
    marks: [...bandsOf(x, axis), ...marks, ...sums],
    areas: [],
  };
}

function tell(weights: Matrix, still: Matrix, axis: number, shift: number): string[] {
  const lines = axis === 0 ? transposed(weights) : weights;
  const sums = [...new Set(lines.map((each) => showNumber(sumOf(each), 3)))].join(', ');
  const change = largestDifference(weights, still).size;
  return [
    `Each ${axis === 0 ? 'column' : 'row'} is one softmax and sums to ${sums}.`,
    ...(shift === 0
      ? []
      : [
          Number.isNaN(change)
            ? `With ${showNumber(shift)} added to every logit your softmax gives numbers that are none. Which exponential overflows, and what could be subtracted first?`
            : `With ${showNumber(shift)} added to every logit no weight changes by more than ${showSmall(change)}.`,
        ]),
  ];
}

export const view: View = {
  asks: 'Add 100 to every logit: which weights change? And which of them does a lower temperature make larger?',
  fields: [
    {
      kind: 'text',
      name: 'logits',
      label: 'Logits, a line for each row',
      rows: 3,
      initial: '2 1 0.1 -1\n0 3 0.5 0\n1 1 1 1',
    },
    {
      kind: 'choice',
      name: 'axis',
      label: 'A softmax of',
      initial: '-1',
      options: [
        ['-1', 'each row'],
        ['0', 'each column'],
      ],
    },
    temperatureField,
    {
      kind: 'range',
      name: 'shift',
      label: 'Added to every logit',
      initial: '0',
      min: -1000,
      max: 1000,
      step: 10,
    },
  ],
  async draw(chosen, { call, measure, room }: Run): Promise<Seen> {
    const logits = readMatrix(chosen.logits ?? '', 'logits');
    const shift = readNumber(chosen.shift ?? '', 'shift');
    const temperature = readNumber(chosen.temperature ?? '', 'temperature');
    const axis = chosen.axis === '0' ? 0 : -1;
    const scaled = (added: number): Matrix =>
      logits.map((row) => row.map((value) => (value + added) / temperature));
    const shape = [logits.length, logits[0]?.length ?? 0];
    const weightsOf = async (x: Matrix): Promise<Matrix> =>
      expectShape(await call('softmax', x, axis), shape, 'softmax');
    const given = scaled(shift);
    const weights = await weightsOf(given);
    const still = shift === 0 ? weights : await weightsOf(scaled(0));

    const range = [Math.min(0, ...given.flat()), Math.max(0, ...given.flat())] as const;
    const signed = (value: number): Colour => (value < 0 ? 'negative' : 'positive');
    const sum = shift === 0 ? 'logits' : `logits ${shift < 0 ? '−' : '+'} ${Math.abs(shift)}`;
    const bracketed = shift === 0 ? sum : `(${sum})`;
    const asGiven = temperature === 1 ? sum : `${bracketed} ÷ ${temperature}`;
    const parts = [
      titled(
        asGiven,
        'what softmax is given',
        gridOf(given, axis, barsOf(given, range, signed, measure), []),
        measure,
      ),
      titled(
        'weights',
        `what your softmax gives, 0 to 1, and the sum of each ${axis === 0 ? 'column' : 'row'}`,
        gridOf(
          weights,
          axis,
          barsOf(weights, [0, 1], () => 'accent', measure),
          sumsOf(weights, axis, measure),
        ),
        measure,
      ),
    ];
    return {
      ...flow(parts, room),
      title: 'Softmax: logits become shares of a whole',
      says: tell(weights, still, axis, shift),
    };
  },
};
