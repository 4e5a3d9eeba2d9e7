/**
 * The whole way: what is handed out comes back with work in it, in the shapes that platforms give
 * it, is graded as it stands, and what students get to see of that gives nothing away.
 */
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type CatalogEntry, catalog, sourceOf } from '../../exercises/catalog';
import { type Misconception, plant } from '../../reference/judging/misconceptions';
import { root } from '../../reference/root';
import type { StoredReport } from '../grade/regrade';
import { lendPackages } from '../machine/packages';
import { type Checkout, makeCheckout, runIn } from '../testing/checkout';
import { filesBelow } from './files';
import { findLeaks, type Item, openGate } from './gate';

jest.setTimeout(240_000);

const WRONG = 'cosine-eps-on-the-product';
const work = mkdtempSync(join(tmpdir(), 'there and back ü '));
const at = (...parts: string[]): string => join(work, ...parts);
const gate = openGate();

const write = (path: string, text: string): void => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
};
const unmarked = (text: string): string => text.replace(/^\/\/! .*\n/m, '');
const exerciseOf = (slug: string): CatalogEntry => {
  const found = catalog.find((exercise) => exercise.slug === slug);
  if (!found) throw new Error(`no exercise ${slug}`);
  return found;
};

/** Solves everything below a folder that is laid out like `exercises/`. */
function solve(folder: string): void {
  for (const exercise of catalog) {
    const solution = readFileSync(join(root, 'solutions', sourceOf(exercise)), 'utf8');
    write(`${folder}/${sourceOf(exercise)}`, unmarked(solution));
  }
}

function plantWrong(folder: string): void {
  const exercise = exerciseOf('02-cosine-sim');
  const bank: Misconception[] = require('../../reference/misconceptions/02-cosine-sim').default;
  const wrong = bank.find(({ id }) => id === WRONG);
  if (!wrong) throw new Error(`no misconception ${WRONG}`);
  write(`${folder}/${sourceOf(exercise)}`, unmarked(plant(exercise, wrong)));
}

/** Takes what it stands on apart and shouts it out. */
const curious = `
import { softmax } from '../01-softmax/softmax';
export function singleHeadAttention() {
  const stack = new Error('x').stack;
  throw new Error([String(softmax), softmax.toString(), Function.prototype.toString.call(softmax), stack].join());
}
`;

let kit: Checkout;
beforeAll(() => {
  kit = makeCheckout();
  expect(kit.run(['release', '--out', at('course'), '--git']).code).toBe(0);
  const handedOut = (folder: string): void => cpSync(at('course'), at(folder), { recursive: true });
  // A clone, with its history and its packages.
  handedOut('hand-ins/ada');
  symlinkSync(join(root, 'node_modules'), at('hand-ins/ada/node_modules'), 'junction');
  solve('hand-ins/ada/exercises');
  // An archive with one more folder around it, as GitHub's are; one answer is wrong.
  handedOut('hand-ins/ben/attention-kata-main');
  rmSync(at('hand-ins/ben/attention-kata-main/.git'), { recursive: true });
  solve('hand-ins/ben/attention-kata-main/exercises');
  plantWrong('hand-ins/ben/attention-kata-main/exercises');
  // A Gradescope export: a metadata file beside folders named after submissions.
  write('hand-ins/submission_metadata.yml', 'submission_42: {}\n');
  handedOut('hand-ins/submission_42');
  solve('hand-ins/submission_42/exercises');
  // The artifact of the hand-in workflow: the exercises' own files alone.
  solve('hand-ins/cara');
  // Nothing written yet, and one who is curious.
  handedOut('hand-ins/dan');
  solve('hand-ins/eve');
  write('hand-ins/eve/04-single-head/single-head.ts', curious);
  // From here on the course is a student's who works on it.
  lendPackages(at('course'));
});
afterAll(() => {
  kit.remove();
  rmSync(work, { recursive: true, force: true });
});

const written = (level: string): string[] => [
  '--out',
  at(`grades ${level}`),
  '--feedback',
  level,
  '--format',
  'json,csv,gradescope,classroom50,summary',
];
const grade = (level: string) =>
  kit.run(['grade', at('hand-ins'), '--seed', '7', ...written(level)]);
/** What was judged already, at another level. */
const merge = (from: string, level: string) =>
  kit.run(['grade', 'merge', at(`grades ${from}`), ...written(level)]);

/** What of a run's output goes to students. */
function seenByStudents(level: string): Item[] {
  return ['feedback', 'gradescope', 'classroom50'].flatMap((folder) =>
    filesBelow(at(`grades ${level}`, folder)).map((path) => {
      const name = `${folder}/${path}`;
      return { name, content: readFileSync(at(`grades ${level}`, name)) };
    }),
  );
}

test('what is handed out is graded as it comes back', () => {
  const { code, stderr } = grade('full');
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  const report: StoredReport = JSON.parse(
    readFileSync(at('grades full', 'grade-report.json'), 'utf8'),
  );
  const scores = Object.fromEntries(report.submissions.map(({ id, score }) => [id, score]));
  const lost = report.submissions
    .find(({ id }) => id === 'ben')
    ?.exercises.map(({ slug, score, maxScore }) => [slug, maxScore - score]);
  const ofOne = new Map(lost as [string, number][]).get('02-cosine-sim') ?? 0;
  expect(ofOne).toBeGreaterThan(0);
  expect(lost).toEqual(catalog.map(({ slug }) => [slug, slug === '02-cosine-sim' ? ofOne : 0]));
  expect(scores).toMatchObject({
    ada: 100,
    submission_42: 100,
    cara: 100,
    ben: 100 - ofOne,
    dan: 0,
    eve: 80,
  });
  const page = readFileSync(at('grades full', 'feedback', 'ben.md'), 'utf8');
  expect(page).toMatch(/eps is added once, to the product/);
  expect(readFileSync(at('grades full', 'class.md'), 'utf8')).toContain(WRONG);
});

test.each(['full', 'diagnosis', 'verdicts'])(
  'feedback at the level %s gives nothing away',
  (level) => {
    if (!existsSync(at(`grades ${level}`))) expect(merge('full', level).code).toBe(0);
    const items = seenByStudents(level);
    expect(items.length).toBeGreaterThan(10);
    expect(findLeaks(items, gate)).toEqual([]);
  },
);

test('what check prints to a student gives nothing away', () => {
  solve('course/exercises');
  plantWrong('course/exercises');
  rmSync(at('course/exercises/03-split-heads/split-heads.ts'));
  const { stdout, stderr } = runIn(at('course'), ['check', '--all', '--hint']);
  expect(stdout).toMatch(/03 Split and merge heads/);
  const log = Buffer.from(`${stdout}${stderr}`);
  expect(findLeaks([{ name: 'log', content: log }], gate)).toEqual([]);
});

test('check warns a student of what is lacking where it is graded', () => {
  solve('course/exercises');
  appendFileSync(at('course/exercises/01-softmax/softmax.ts'), '\nvoid process.env;\n');
  const { code, stdout } = runIn(at('course'), ['check', '1']);
  expect(stdout.match(/ uses .*/g)?.map((line) => line.slice(0, 19))).toEqual([
    ' uses process (line',
  ]);
  expect(code).toBe(0);
});
