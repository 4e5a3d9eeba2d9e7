/**
 * Whether the hidden specs judge rightly: every solution and every unusual right way passes, every
 * planted wrong answer, every stub and every guess does not. Answers run where learners' answers
 * run, in a child behind the seam.
 *
 * @jest-environment ./reference/jest/environment.ts
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalog, type Exercise, type Slug, sourceOf } from '../exercises/catalog';
import { type Misconception, plant } from './judging/misconceptions';
import { type Plan, QUICK, type Spec, THOROUGH } from './judging/spec';
import { overall, type TestResult } from './judging/verdict';
import { loadEngine } from './oracle/engine';
import { root } from './root';
import { type Answers, openAnswers } from './running/testing/answers';

/** Four seeds, judged as lightly as for a grade and as hard as for a learner. */
const rounds = [QUICK, THOROUGH].flatMap((effort) =>
  [42, 1, 2026, 4_000_000_000].map((seed) => ({ seed, effort })),
);
type Round = (typeof rounds)[number];
const decisive: Round = { seed: 42, effort: QUICK };

const specOf = (slug: Slug): Spec => require(`./specs/${slug}.spec`).default;
const bankOf = (slug: Slug): Misconception[] => require(`./misconceptions/${slug}`).default;

/** Answers without a thought behind them, beside one that refuses everything. */
const guessesAt = (slug: Slug): string[] => require(`./misconceptions/${slug}`).guesses;

const plans = new Map<string, Plan>();

async function planOf(slug: Slug, { seed, effort }: Round): Promise<Plan> {
  const key = [slug, seed, effort.runs].join(' ');
  await loadEngine();
  const plan = plans.get(key) ?? specOf(slug).state(seed, effort);
  plans.set(key, plan);
  return plan;
}

/** What keeps an answer from passing, for Jest to show. */
const complaints = (results: TestResult[]): string[] =>
  results
    .filter(({ verdict }) => verdict !== 'pass')
    .map(({ title, finding }) => `${title}: ${JSON.stringify(finding?.mismatch)}`);

const textOf = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8');

const refusal = '() => { throw new RangeError("guessed"); }';

const asSource = ({ exports }: Exercise, guess: string): string =>
  [
    'const map = (x, f) => (Array.isArray(x) ? x.map((y) => map(y, f)) : f(x));',
    'const mean = (v) => v[0].map((_, j) => v.reduce((sum, row) => sum + row[j] / v.length, 0));',
    ...exports.map((name) => `export const ${name} = ${guess};`),
  ].join('\n');

describe.each(catalog)('the hidden spec of $slug', (exercise) => {
  const { slug } = exercise;
  let answers: Answers;
  beforeAll(() => {
    answers = openAnswers(exercise);
  });
  afterAll(() => answers.session.close());

  /** Judges an answer; without a source the solution. */
  const judgeAnswer = async (source?: string, wanted = [decisive]): Promise<TestResult[]> =>
    answers.judge(source, await Promise.all(wanted.map((round) => planOf(slug, round))));

  test('has titles that differ and points that sum to the catalogue', async () => {
    const { tests } = await planOf(slug, decisive);
    const titles = tests.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    expect(tests.every(({ points }) => Number.isInteger(points) && points > 0)).toBe(true);
    expect(tests.reduce((sum, { points }) => sum + points, 0)).toBe(exercise.points);
  });

  test('decides with 64 calls or less', async () => {
    const { calls } = await planOf(slug, decisive);
    expect(calls.length).toBeLessThanOrEqual(64);
  });

  test('passes the solution', async () => {
    expect(complaints(await judgeAnswer(undefined, rounds))).toEqual([]);
  });

  const rightWays = readdirSync(join(root, 'reference/right-ways', slug));
  test.each(rightWays)('passes %s', async (file) => {
    const source = textOf('reference/right-ways', slug, file);
    expect(complaints(await judgeAnswer(source, rounds))).toEqual([]);
  });

  test.each(bankOf(slug))('catches $id', async (misconception) => {
    const results = await judgeAnswer(plant(exercise, misconception));
    expect(overall(results)).toBe(misconception.verdict ?? 'fail');
  });

  test.each([...guessesAt(slug), refusal])('gives no points for the guess %s', async (guess) => {
    const results = await judgeAnswer(asSource(exercise, guess));
    expect(results.filter(({ points }) => points > 0)).toEqual([]);
  });

  const stub = textOf('exercises', sourceOf(exercise));
  const isStub = stub.includes('Not implemented');
  (isStub ? test : test.skip)(
    `calls the stub not started${isStub ? '' : ' (skipped: it has been filled in)'}`,
    async () => {
      const results = await judgeAnswer(stub);
      expect(overall(results)).toBe('error');
      expect(results.every(({ reason }) => reason === 'threw')).toBe(true);
    },
  );
});

test('every misconception has an id of its own and says what the code does', () => {
  const bank = catalog.flatMap(({ slug }) => bankOf(slug));
  const ids = bank.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)+$/.test(id))).toEqual([]);
  expect(bank.filter(({ says }) => !/^\S.{20,200}\.$/.test(says))).toEqual([]);
  const questions = bank.flatMap(({ asks }) => asks ?? []);
  expect(questions.filter((asks) => !/^[A-Z].{10,150}\?$/.test(asks))).toEqual([]);
  for (const { slug } of catalog) {
    expect(bankOf(slug).filter(({ asks }) => asks).length).toBeGreaterThanOrEqual(6);
  }
  for (const { slug } of catalog) expect(bankOf(slug).length).toBeGreaterThanOrEqual(8);
});
