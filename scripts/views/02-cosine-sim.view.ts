/**
 * Vectors as arrows, and what the learner's cosineSim makes of each two of them; one of them may be
 * made longer, and the dot products may stand beside.
 */
import { type Colour, divergingOf } from '../drawing/colour';
import { inOwnOrder, shorten } from '../drawing/text';
import { type Looked, relationTo, tellAngles, tellLonger, tellNearest, tellOdd } from './cosines';
import { dot } from './matrices';
import { matrix } from './matrix';
import { expectShape, readNumber, readVectors, showNumber, type Vector } from './numbers';
import { type Area, compose, flow, type Part, SMALL, titled, words } from './part';
import { plane } from './plane';
import type { Run, Seen, View } from './view';

type Matrix = number[][];

const SIDE = 290;
/** Pixels of a name at most, and of a line in the list of angles. */
const [NAME, LINE] = [84, 20];

const press = (name: string): Pick<Area, 'label' | 'change'> => ({
  label: `look at ${name}`,
  change: { vector: name },
});

const short = (text: string, { measure, room }: Run, most = NAME): string =>
  inOwnOrder(shorten(text, Math.min(most, room / 5), SMALL, measure));

/** A line for each of the others: its name, its cosine, the angle. */
function anglesOf(looked: Looked, run: Run): Part {
  const { measure } = run;
  const { vectors, at, cosines } = looked;
  const others = vectors.flatMap((vector, i) => (i === at ? [] : [{ vector, i }]));
  const lines = others.map(({ vector, i }): Part => {
    const angle = relationTo(looked, i);
    const value = showNumber(cosines[at]?.[i] ?? Number.NaN);
    const width = NAME + 54 + Math.ceil(measure(angle, SMALL));
    const marks = [
      words(short(vector.name, run), 0, LINE / 2, measure, { font: SMALL }),
      words(value, NAME + 40, LINE / 2, measure, { align: 'right', font: SMALL }),
      words(angle, NAME + 54, LINE / 2, measure, { font: SMALL }),
    ];
    const area: Area = { box: { x: 0, y: 0, width, height: LINE }, ...press(vector.name) };
    return { width, height: LINE, marks, areas: [area] };
  });
  return compose(lines.map((part, i) => ({ part, x: 0, y: i * LINE })));
}

/** Decimals that a cell has room for. */
const decimalsOf = (value: number): number =>
  Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)));

/** Every two vectors' number, in colours from `−largest` to `largest`. */
function mapOf(values: Matrix, names: string[], largest: number, run: Run): Part {
  const colour = (value: number): Colour =>
    Number.isNaN(value) ? 'band' : divergingOf(value / largest);
  const text = (value: number): string => showNumber(value, Math.min(2, decimalsOf(value)));
  return matrix({ values, colour, text, rows: names, columns: names, room: run.room }, run.measure);
}

function planeOf({ vectors, at }: Looked, run: Run): Part {
  const { measure, room } = run;
  const arrows = vectors.map(({ name, values: [x = 0, y = 0] }, i) => ({
    name: short(name, run),
    x,
    y,
    stroke: i === at ? ('accent' as const) : ('ink' as const),
    width: i === at ? 3 : 1.5,
    press: press(name),
  }));
  return titled(
    'vectors',
    'from the origin, on one scale',
    plane(arrows, Math.min(SIDE, room), measure),
    measure,
  );
}

/** The plane where there is one, the maps, the angles. */
function partsOf(looked: Looked, dots: Matrix | null, run: Run): Part[] {
  const { vectors, at, cosines } = looked;
  const { measure } = run;
  const names = vectors.map(({ name }) => short(name, run));
  const parts = [
    titled('cosines', 'what your cosineSim gives', mapOf(cosines, names, 1, run), measure),
  ];
  if (vectors[0]?.values.length === 2) parts.unshift(planeOf(looked, run));
  if (dots) {
    const largest = Math.max(...dots.flat().map(Math.abs)) || 1;
    const drawn = mapOf(dots, names, largest, run);
    parts.push(titled('dot products', 'a · b, lengths and all', drawn, measure));
  }
  if (vectors.length > 1) {
    const title = `angles with ${short(vectors[at]?.name ?? '', run, 200)}`;
    parts.push(titled(title, 'what these cosines say', anglesOf(looked, run), measure));
  }
  return parts;
}

export const view: View = {
  asks: 'Make one vector ten times as long: which cosines change? And for which two arrows is the cosine 0?',
  fields: [
    {
      kind: 'text',
      name: 'vectors',
      label: 'Vectors, a line for each: name x y',
      rows: 6,
      initial: 'a 2 1\ntwice-a 4 2\nacross -1 2\nback -2 -1\naside 3 -1\nzero 0 0',
    },
    {
      kind: 'text',
      name: 'vector',
      label: 'The vector that is looked at, by its name',
      rows: 1,
      initial: 'a',
    },
    {
      kind: 'range',
      name: 'longer',
      label: 'Its length, times',
      initial: '1',
      min: 0.1,
      max: 10,
      step: 0.02,
      even: true,
    },
    {
      kind: 'choice',
      name: 'beside',
      label: 'Beside the cosines',
      initial: 'nothing',
      options: [
        ['nothing', 'no second map'],
        ['dot', 'the dot products'],
      ],
    },
  ],
  async draw(chosen, run: Run): Promise<Seen> {
    const { call } = run;
    const given = readVectors(chosen.vectors ?? '');
    const factor = readNumber(chosen.longer ?? '', 'longer');
    const wanted = given.findIndex(({ name }) => name === chosen.vector);
    const at = Math.max(0, wanted);
    const vectors = given.map((vector, i) =>
      i === at ? { ...vector, values: vector.values.map((value) => value * factor) } : vector,
    );
    const n = vectors.length;
    const rowsOf = (each: Vector[]): Matrix => each.map(({ values }) => values);
    const cosinesOf = async (rows: Matrix): Promise<Matrix> =>
      expectShape(await call('cosineSim', rows, rows), [n, n], 'cosineSim');
    const rows = rowsOf(vectors);
    const cosines = await cosinesOf(rows);
    const before = factor === 1 ? cosines : await cosinesOf(rowsOf(given));
    const dots = chosen.beside === 'dot' ? rows.map((u) => rows.map((v) => dot(u, v))) : null;

    const looked: Looked = { vectors, at, cosines };
    const name = vectors[at]?.name ?? '';
    const width = vectors[0]?.values.length ?? 0;
    return {
      ...flow(partsOf(looked, dots, run), run.room),
      title: 'Cosine similarity: direction without length',
      says: [
        ...(width === 2
          ? []
          : [`Vectors of ${width} numbers lie in no plane: their map alone is drawn.`]),
        ...(wanted < 0 ? [`No vector is called "${chosen.vector}"; ${name} is looked at.`] : []),
        ...tellAngles(looked),
        ...(dots ? tellNearest(looked, dots) : []),
        ...tellLonger(name, factor, before, cosines),
        ...tellOdd(looked),
      ],
    };
  },
};
