/**
 * The catalogue's self-check: what an exercise lacks, and what lies about without one. Looks at
 * files and runs nothing, so that a new exercise's author hears of a gap within a second.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalog, type Exercise, exampleOf, numberOf, sourceOf } from '../../../exercises/catalog';
import { root } from '../../../reference/root';
import { note } from '../../answers/answers';
import { readMarks } from '../../release/marks';
import { missingSections } from '../lessons/sections';
import { changedStubs, isTableRight } from './derived';

const FEWEST_WRONG = 8;
const FEWEST_RIGHT = 2;

const read = (path: string): string =>
  existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '';
const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;

/** Every file of an exercise, and what it is. */
const filesOf = (exercise: Exercise): Record<string, string> => ({
  [`exercises/${sourceOf(exercise)}`]: 'stub',
  [`exercises/${exampleOf(exercise)}`]: 'visible examples',
  [`exercises/${exercise.slug}/README.md`]: 'lesson',
  [`solutions/${sourceOf(exercise)}`]: 'solution',
  [`reference/specs/${exercise.slug}.spec.ts`]: 'hidden spec',
  [`reference/visible/${exercise.slug}.spec.ts`]: 'visible spec',
  [`reference/misconceptions/${exercise.slug}.ts`]: 'planted wrong answers',
  [`reference/beginners/${exercise.slug}.ts`]: "beginners' mistakes, held out",
  [`reference/oracle/parity/${exercise.slug}.ts`]: 'inputs on which engines are compared',
});

function gapsInFiles(exercise: Exercise): string[] {
  return Object.entries(filesOf(exercise)).flatMap(([path, what]) => {
    if (!existsSync(join(root, path))) return [`${path} is missing: the ${what}`];
    const isStub = path === `exercises/${sourceOf(exercise)}`;
    const todos = count(read(path), /\bTODO\b/g) - (isStub ? exercise.exports.length : 0);
    return todos > 0 ? [`${path} still has something to do (${todos} TODO)`] : [];
  });
}

function gapsInHints({ slug, exports, hints }: Exercise): string[] {
  const strays = Object.keys(hints).filter((name) => !exports.includes(name));
  return [
    ...exports.flatMap((name) => {
      const written = hints[name]?.filter((hint) => hint.length > 40 && !hint.startsWith('TODO'));
      const count = written?.length ?? 0;
      return count < 3 ? [`${slug} has ${count} of 3 hints for ${name} in the catalogue`] : [];
    }),
    ...strays.map(
      (name) => `${slug} has hints for ${name} in the catalogue, which it does not export`,
    ),
  ];
}

function gapsInEntry(exercise: Exercise): string[] {
  const { slug, points } = exercise;
  return [
    ...gapsInHints(exercise),
    ...(Number.isInteger(points) && points > 0 ? [] : [`${slug} has no points in the catalogue`]),
  ];
}

function gapsInExports(exercise: Exercise): string[] {
  return ['exercises', 'solutions'].flatMap((folder) => {
    const source = read(`${folder}/${sourceOf(exercise)}`);
    const found = [...source.matchAll(/^export (?:async )?(?:function|const) (\w+)/gm)];
    const names = found.map(([, name = '']) => name);
    const missing = exercise.exports.filter((name) => !names.includes(name));
    return source === ''
      ? []
      : missing.map((name) => `${folder}/${sourceOf(exercise)} exports no ${name}`);
  });
}

function gapsInLesson({ slug }: Exercise): string[] {
  const path = `exercises/${slug}/README.md`;
  const text = read(path);
  if (text === '') return [];
  return missingSections(text).map((name) => `${path} has no section "${name}", or nothing in it`);
}

function gapsInTests({ slug }: Exercise): string[] {
  const spec = read(`reference/specs/${slug}.spec.ts`);
  const wrong = count(read(`reference/misconceptions/${slug}.ts`), /^\s+id: '/gm);
  const folder = join(root, 'reference/right-ways', slug);
  const right = existsSync(folder) ? readdirSync(folder) : [];
  const notes = right.filter((file) => {
    const [, says = 'TODO'] = note.exec(read(`reference/right-ways/${slug}/${file}`)) ?? [];
    return !says.startsWith('TODO');
  });
  const isEmpty = count(spec, /^\s+(?:test|property)\(/gm) === 0;
  return [
    ...(isEmpty && spec !== '' ? [`reference/specs/${slug}.spec.ts has no test`] : []),
    ...(wrong < FEWEST_WRONG
      ? [
          `reference/misconceptions/${slug}.ts has ${wrong} planted wrong answers, expected ${FEWEST_WRONG}`,
        ]
      : []),
    ...(right.length < FEWEST_RIGHT
      ? [`reference/right-ways/${slug} has ${right.length} right ways, expected ${FEWEST_RIGHT}`]
      : []),
    ...(notes.length < FEWEST_RIGHT
      ? [
          `reference/right-ways/${slug} has ${notes.length} notes "// Worth noticing: …", expected ${FEWEST_RIGHT}`,
        ]
      : []),
  ];
}

function strays(): string[] {
  const slugs: string[] = catalog.map(({ slug }) => slug);
  const mirrors = [
    'exercises',
    'solutions',
    'reference/right-ways',
    'reference/specs',
    'reference/stubs',
    'reference/visible',
    'reference/misconceptions',
    'reference/beginners',
    'reference/oracle/parity',
  ];
  return mirrors.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter(
        (name) =>
          /^\d\d-/.test(name) && !slugs.includes(name.replace(/(\.spec)?\.(?:ts|txt)$/, '')),
      )
      .map((name) => `${folder}/${name} belongs to no exercise of the catalogue`),
  );
}

function gapsInCatalogue(): string[] {
  const total = catalog.reduce((sum, { points }) => sum + points, 0);
  const misplaced = catalog.filter((exercise, i) => numberOf(exercise) !== i + 1);
  return [
    ...misplaced.map(({ slug }) => `${slug} is out of order: exercises are numbered from 1`),
    ...(total === 100 ? [] : [`the catalogue's points sum to ${total}, expected 100`]),
  ];
}

function gapsInReadme(): string[] {
  const says =
    "README.md's table is not the catalogue's; npm run verify -- --quick --fix writes it";
  return isTableRight() ? [] : [says];
}

const gapsInStubs = (): string[] =>
  changedStubs().map(
    ({ slug }) =>
      `reference/stubs/${slug}.txt is not the stub; npm run verify -- --quick --fix writes it`,
  );

/** Everything that is missing, a sentence each. */
export const findGaps = (): string[] => [
  ...gapsInCatalogue(),
  ...catalog.flatMap((exercise) => [
    ...gapsInEntry(exercise),
    ...gapsInFiles(exercise),
    ...gapsInExports(exercise),
    ...gapsInLesson(exercise),
    ...gapsInTests(exercise),
  ]),
  ...strays(),
  ...gapsInStubs(),
  ...gapsInReadme(),
  ...readMarks().trouble,
];
