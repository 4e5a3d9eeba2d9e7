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
import { PREFIX } from '../scripts/release/marks';
import { defaultSeed } from './judging/inputs';
import { type Misconception, plant } from './judging/misconceptions';
import { type Recognition, recognise } from './judging/recognition';
import { judge, type Plan, type Spec, THOROUGH } from './judging/spec';
import type { Outcome } from './judging/verdict';
import { loadEngine } from './oracle/engine';
import { root } from './root';
import { openTarget } from './running/target';
import { handed, knownUnder, type Planted, withoutGuesses } from './running/testing/known';

jest.setTimeout(300_000);

const isWriting = process.env.KATA_FINGERPRINTS === 'write';
/** A change to a spec changes what is known of all, so every fourth one tells. */
const STEP = isWriting ? 1 : 4;
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

  async function answersOf(source?: string): Promise<Record<SuiteName, Outcome[]>> {
    session.goOnWith({ folder, replaced: source === undefined ? {} : { [slug]: source } });
    const answers = {} as Record<SuiteName, Outcome[]>;
    for (const suite of suites) answers[suite] = await session.run(plans[suite].calls);
    return answers;
  }

  const rightWays = (): string[] => {
    const folder = join(root, 'reference', 'right-ways', slug);
    return readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  };

  const readKnown = (suite: SuiteName): Recognition =>
    JSON.parse(readFileSync(fileOf(suite, slug), 'utf8'));

  test('is what the planted answers give', async () => {
    const ways = { specs: [] as Outcome[][], visible: [] as Outcome[][] };
    for (const source of [undefined, ...rightWays()]) {
      const answers = await answersOf(source);
      for (const suite of suites) ways[suite].push(answers[suite]);
    }
    const planted: Record<SuiteName, Planted[]> = { specs: [], visible: [] };
    const bank = bankOf(slug).filter((_, i) => i % STEP === 0);
    for (const wrong of bank) {
      const answers = await answersOf(plant(exercise, wrong));
      for (const suite of suites) planted[suite].push({ wrong, outcomes: answers[suite] });
    }
    const hidden = knownUnder(plans.specs, ways.specs, planted.specs, () => true);
    const told = knownUnder(plans.visible, ways.visible, planted.visible, handed);
    const made = {
      specs: { mark: `${markOf(slug)}: never handed to students.`, ...hidden },
      visible: withoutGuesses(told, hidden),
    };
    for (const suite of suites) {
      if (isWriting) {
        mkdirSync(dirname(fileOf(suite, slug)), { recursive: true });
        writeFileSync(fileOf(suite, slug), `${JSON.stringify(made[suite])}\n`);
      }
      const isOfBank = ({ id }: { id: string }) => bank.some((wrong) => wrong.id === id);
      const known = readKnown(suite);
      const misconceptions = known.misconceptions.filter(isOfBank);
      expect({ ...known, misconceptions }).toEqual(made[suite]);
    }
  });

  test('names no right way, and none of its calls', async () => {
    const unusual = require('./right-ways/unusual.json').answers.filter(
      (answer: { slug: string }) => answer.slug === slug,
    );
    const sources = [...rightWays(), ...unusual.map(({ code }: { code: string }) => code)];
    for (const source of [undefined, ...sources]) {
      const answers = await answersOf(source);
      for (const suite of suites) {
        const plan = plans[suite];
        const known = readKnown(suite);
        const results = judge(plan, answers[suite]);
        const { cause, tests } = recognise(known, plan, answers[suite], results);
        expect([cause, ...tests].filter(Boolean)).toEqual([]);
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
        const named = recognise(known, plan, answers[suite], failed).tests;
        expect(named.filter(Boolean)).toEqual([]);
      }
    }
  });
});
