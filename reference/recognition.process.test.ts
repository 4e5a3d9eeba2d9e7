/**
 * What `check` knows of misconceptions: fingerprints of what each gives under the plan that a learner
 * is judged by, in the kit and in what students hold. `KATA_FINGERPRINTS=write` makes them anew.
 *
 * @jest-environment ./reference/jest/environment.ts
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { catalog, type Slug } from '../exercises/catalog';
import { readKnown } from '../scripts/check/known';
import { PREFIX } from '../scripts/release/marks';
import { areAlike, fingerprinter } from './judging/fingerprint';
import { defaultSeed } from './judging/inputs';
import { type Misconception, plant } from './judging/misconceptions';
import { type Recognition, recognise } from './judging/recognition';
import { type Plan, type Spec, THOROUGH } from './judging/spec';
import type { Outcome } from './judging/verdict';
import { loadEngine } from './oracle/engine';
import { root } from './root';
import { openTarget } from './running/target';
import { handed, knownUnder, type Planted, withoutGuesses } from './running/testing/known';

jest.setTimeout(300_000);

const isWriting = process.env.KATA_FINGERPRINTS === 'write';
const folder = join(root, 'solutions');

const suites = ['specs', 'visible'] as const;
type SuiteName = (typeof suites)[number];

const fileOf = (suite: SuiteName, slug: Slug): string =>
  join(root, 'reference', suite, 'known', `${slug}.json`);
const specOf = (suite: SuiteName, slug: Slug): Spec => require(`./${suite}/${slug}.spec`).default;
/** Marks are given at random; these come out the same each time. */
const markOf = (slug: Slug): string =>
  PREFIX + createHash('sha256').update(`known ${slug}`).digest('hex').slice(0, 12);
const bankOf = (slug: Slug): Misconception[] => require(`./misconceptions/${slug}`).default;

describe.each(catalog)('what is known of wrong answers to $slug', (exercise) => {
  const { slug } = exercise;
  let session: ReturnType<typeof openTarget>;
  const plans = {} as Record<SuiteName, Plan>;
  beforeAll(async () => {
    await loadEngine();
    for (const suite of suites) plans[suite] = specOf(suite, slug).state(defaultSeed, THOROUGH);
    session = openTarget({ folder }, exercise);
  });
  afterAll(() => session.close());

  type Answers = Record<SuiteName, Outcome[]>;
  /** By source, because right ways are asked twice. */
  const asked = new Map<string | undefined, Answers>();
  async function answersOf(source?: string): Promise<Answers> {
    const before = asked.get(source);
    if (before) return before;
    session.goOnWith({ folder, replaced: source === undefined ? {} : { [slug]: source } });
    const answers = {} as Answers;
    for (const suite of suites) answers[suite] = await session.run(plans[suite].calls);
    asked.set(source, answers);
    return answers;
  }

  const rightWays = (): string[] => {
    const folder = join(root, 'reference', 'right-ways', slug);
    return readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  };

  /** What fingerprints were made from, so that a change is seen without making all of them. */
  const bankHash = (): string =>
    createHash('sha256')
      .update(JSON.stringify(bankOf(slug).map((wrong) => [wrong, plant(exercise, wrong)])))
      .digest('base64url');

  async function make(bank: readonly Misconception[]): Promise<Record<SuiteName, Recognition>> {
    const ways = { specs: [] as Outcome[][], visible: [] as Outcome[][] };
    for (const source of [undefined, ...rightWays()]) {
      const answers = await answersOf(source);
      for (const suite of suites) ways[suite].push(answers[suite]);
    }
    const planted: Record<SuiteName, Planted[]> = { specs: [], visible: [] };
    for (const wrong of bank) {
      const answers = await answersOf(plant(exercise, wrong));
      for (const suite of suites) planted[suite].push({ wrong, outcomes: answers[suite] });
    }
    const hidden = knownUnder(plans.specs, ways.specs, planted.specs, () => true);
    const told = knownUnder(plans.visible, ways.visible, planted.visible, handed);
    const mark = `${markOf(slug)}: never handed to students.`;
    return { specs: { mark, bank: bankHash(), ...hidden }, visible: withoutGuesses(told, hidden) };
  }

  (isWriting ? test : test.skip)('is written anew (KATA_FINGERPRINTS=write)', async () => {
    const made = await make(bankOf(slug));
    for (const suite of suites) {
      mkdirSync(dirname(fileOf(suite, slug)), { recursive: true });
      writeFileSync(fileOf(suite, slug), `${JSON.stringify(made[suite])}\n`);
    }
  });

  test('is made from the bank as it is', () => {
    expect(readKnown('specs', slug).bank).toBe(bankHash());
  });

  // Every sixth is enough to see that what makes fingerprints makes these.
  test('is what the planted answers give', async () => {
    const made = await make(bankOf(slug).filter((_, i) => i % 6 === 0));
    for (const suite of suites) {
      const { misconceptions, ...rest } = readKnown(suite, slug);
      const sampled = new Map(made[suite].misconceptions.map((known) => [known.id, known]));
      const those = misconceptions.filter(({ id }) => sampled.has(id));
      expect(those).toEqual(those.map(({ id }) => sampled.get(id)));
      expect(rest).toEqual({ ...made[suite], misconceptions: undefined });
    }
  });

  test('names no right way, none of its calls, and holds no fingerprint of one', async () => {
    const unusual = require('./right-ways/unusual.json').answers.filter(
      (answer: { slug: string }) => answer.slug === slug,
    );
    const sources = [...rightWays(), ...unusual.map(({ code }: { code: string }) => code)];
    for (const source of [undefined, ...sources]) {
      const answers = await answersOf(source);
      for (const suite of suites) {
        const plan = plans[suite];
        const known = readKnown(suite, slug);
        // As if every test had failed at its first call.
        const failed = plan.tests.map(({ title, expectations: [first] }) => ({
          title,
          verdict: 'fail' as const,
          reason: null,
          points: 0,
          maxPoints: 0,
          finding: {
            call: plan.calls[first?.call ?? 0] as Plan['calls'][number],
            calls: plan.calls,
            mismatch: { summary: '', cells: [] },
          },
        }));
        const printOf = fingerprinter(plan, answers[suite], known.salt);
        const told = known.misconceptions.flatMap(({ id, gives }) =>
          Object.entries(gives).flatMap(([calls, print]) =>
            areAlike(print, printOf(calls)) ? [`${id} at ${calls}`] : [],
          ),
        );
        expect(told).toEqual([]);
        const { cause, tests } = recognise(known, plan, answers[suite], failed);
        expect([cause, ...tests].filter(Boolean)).toEqual([]);
      }
    }
  });
});
