/**
 * The files of an exercise before anything is written: each says by TODO what belongs where, and
 * `npm run verify` goes on naming what is still to do.
 */
import { markLine, newMark } from '../../release/marks';

/** What the texts are filled with. */
export interface Names {
  /** `08-layer-norm` */
  slug: string;
  /** `layer-norm` */
  name: string;
  /** `layerNorm` */
  export: string;
  /** `08` */
  number: string;
  /** `Layer norm` */
  title: string;
}

const docstring = `/**
 * TODO: one sentence.
 *
 *     TODO: the formula
 *
 * @param x TODO: named axes and units, \`[rows, columns]\`
 * @returns TODO: what comes back, and its shape
 * @throws RangeError TODO: when which shapes make no sense
 * @see TODO: the paper's section or the library's page
 * @example TODO
 */`;

const stub = ({ number, export: name }: Names): string => `/**
 * Exercise ${number}: TODO, what it is for. Leaves out TODO.
 */

${docstring}
export function ${name}(x: number[][]): number[][] {
  // TODO: what to do, in one line.
  throw new Error('Not implemented: ${name} (exercise ${number})');
}
`;

const solution = ({ number, export: name }: Names, mark: string): string => `/**
 * Exercise ${number}: TODO, what it is for. Leaves out TODO.
 */
${mark}

${docstring}
export function ${name}(x: number[][]): number[][] {
  // TODO: follow the formula.
  return x;
}
`;

const example = ({
  number,
  name,
  export: called,
}: Names): string => `/** Visible examples of exercise ${number}, small enough to check by hand. The hidden specs ask for more. */
import { ${called} } from './${name}';

describe('${called}', () => {
  test('TODO: a behaviour in one sentence', () => {
    // TODO: how to check it by hand
    expect(${called}([[1]])).toBeClose([[1]]);
  });
});
`;

const lesson = ({
  number,
  slug,
  name,
  title,
  export: called,
}: Names): string => `# ${number} · ${title}

**TL;DR** TODO: the idea in a few lines.

## Learning objectives

After this exercise you can

- TODO

## The idea

TODO

## The formula

TODO: with shapes

## Worked by hand

\`\`\`ts
import { ${called} } from './${name}';

${called}([[1]]); // → TODO
\`\`\`

## Your task

Write \`${called}(x)\` in \`exercises/${slug}/${name}.ts\`.

- TODO: what comes in, what comes back, what is refused

\`\`\`sh
npx jest exercises/${slug}
npm run check ${name}
npm run check ${name} -- --hint
\`\`\`

## Where people go wrong

- TODO

## Reflection

**1. TODO?** Three questions, each with a command that helps to answer it.

## Next

TODO
`;

const spec = (
  { slug, title, export: name }: Names,
  mark: string,
): string => `/** Hidden spec of exercise ${slug.slice(0, 2)}: ${title.toLowerCase()}. */
${mark}
import { POINTWISE } from '../judging/close';
import { spec } from '../judging/spec';

export default spec('${slug}', ({ ${name} }, { test, expect }) => {
  // TODO: by hand, seeded cases against reference/oracle/ops.ts, properties, edges, arguments, errors.
  test('TODO: a behaviour in one sentence', { points: 1 }, () => {
    expect(${name}([[1]])).toBeClose([[1]], POINTWISE);
  });
});
`;

const visible = ({
  slug,
  export: name,
}: Names): string => `/** What every right answer of exercise ${slug.slice(0, 2)} has, apart from its numbers. */
import { hasShape } from '../judging/properties';
import { spec } from '../judging/spec';

const free = { points: 0 };

export default spec('${slug}', ({ ${name} }, { test, expect }) => {
  // TODO: shapes, sums, what has to be equal; nothing that gives an answer away.
  test('keeps the shape', free, ({ matrix }) => {
    expect(${name}(matrix(3, 4))).toSatisfy(hasShape([3, 4]));
  });

  test('does not change what it is given', free, ({ matrix }) => {
    expect(${name}(matrix(2, 3))).toLeaveItsArgumentsAlone();
  });
});
`;

const misconceptions = (
  { title }: Names,
  mark: string,
): string => `/** What people get wrong about ${title.toLowerCase()}. */
${mark}
import type { Misconception } from '../judging/misconceptions';

// TODO: at least eight mistakes that people really make, each as small changes of the solution.
export default [] satisfies Misconception[];

/** Answers without a thought behind them; \`map\` keeps the shape of what it is given. */
export const guesses = ['(x) => x'];
`;

const beginners = (
  { title }: Names,
  mark: string,
): string => `/** Wrong answers to ${title.toLowerCase()} as beginners write them. */
${mark}
import type { Beginners } from '../judging/misconceptions';

// TODO: at least twelve whole files, written from the lesson alone, with the ids that name them.
export default [] satisfies Beginners;
`;

const parity = ({
  title,
  export: name,
}: Names): string => `/** The operations of ${title.toLowerCase()} against float64: inputs, plain loops, what specs allow. */
import type { Parity } from './parity';

// TODO: for each operation of ops.ts its tolerance and its cases, as in
// ${name}: { tolerance: POINTWISE, cases: { '[16, 64]': ({ matrix }) => … } }
export default {} satisfies Parity;
`;

const rightWay = (
  { export: name }: Names,
  mark: string,
): string => `/** TODO: a right answer that looks unlike the solution; at least two such files. */
${mark}
// Worth noticing: TODO, in one sentence.
export function ${name}(x: number[][]): number[][] {
  return x;
}
`;

/** Paths from the root and their texts. */
export function filesFor(names: Names): Record<string, string> {
  const { slug, name } = names;
  const mark = (): string => markLine(newMark());
  return {
    [`exercises/${slug}/${name}.ts`]: stub(names),
    [`reference/stubs/${slug}.txt`]: stub(names),
    [`exercises/${slug}/${name}.example.spec.ts`]: example(names),
    [`exercises/${slug}/README.md`]: lesson(names),
    [`solutions/${slug}/${name}.ts`]: solution(names, mark()),
    [`reference/specs/${slug}.spec.ts`]: spec(names, mark()),
    [`reference/visible/${slug}.spec.ts`]: visible(names),
    [`reference/misconceptions/${slug}.ts`]: misconceptions(names, mark()),
    [`reference/beginners/${slug}.ts`]: beginners(names, mark()),
    [`reference/oracle/parity/${slug}.ts`]: parity(names),
    [`reference/right-ways/${slug}/another-way.ts`]: rightWay(names, mark()),
  };
}

/** The entry of `exercises/catalog.ts`. */
export const entryFor = ({ slug, title, export: name }: Names): string => `  {
    slug: '${slug}',
    title: '${title}',
    exports: ['${name}'],
    points: 0, // TODO: all points sum to 100
    prerequisites: [],
    hints: [
      'TODO: the question to ask oneself before anything is written',
      'TODO: the formula, with the case in which it goes wrong',
      'TODO: the place to look',
    ],
  },
`;

/** The row of the table in README.md. */
export const rowFor = ({ slug, number, title, export: name }: Names, points = 0): string =>
  `| ${number} | [${title}](exercises/${slug}/README.md) | \`${name}\` | ${points} |`;
