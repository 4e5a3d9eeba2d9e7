/**
 * The sandbox and the child process that learners' own code runs in are two engines behind one seam:
 * the same answer gets the same verdict, test by test, in both. Where it cannot, because the sandbox
 * lacks something, the child says so, and it says so of nothing else.
 *
 * @jest-environment ./reference/jest/environment.ts
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CatalogEntry, catalog } from '../../exercises/catalog';
import { sampled } from '../../reference/jest/sample';
import { type Misconception, plant } from '../../reference/judging/misconceptions';
import { judge, type Plan, type Spec, THOROUGH } from '../../reference/judging/spec';
import type { TestResult } from '../../reference/judging/verdict';
import unusual from '../../reference/right-ways/unusual.json';
import { root } from '../../reference/root';
import { type Answers, openAnswers } from '../../reference/running/testing/answers';
import { type Plans, planOf, statePlans } from '../grade/plans';
import { runBatch } from './batch';
import { rightAnswer } from './hostile/form';
import { createSandbox, type Sandbox } from './pool';

let plans: Plans;
let sandbox: Sandbox;
beforeAll(async () => {
  ({ plans } = await statePlans(11));
  sandbox = createSandbox({ concurrency: 1 });
});
afterAll(() => sandbox.close());

const bankOf = ({ slug }: CatalogEntry): Misconception[] =>
  require(`../../reference/misconceptions/${slug}`).default;

const rightWaysOf = ({ slug }: CatalogEntry): string[] =>
  readdirSync(join(root, 'reference', 'right-ways', slug));

/** A test's verdict and reason, as a line that says which. */
const lineOf = ({ title, verdict, reason }: TestResult): string => `${title}: ${reason ?? verdict}`;

/** Node's limits are in seconds, so that a busy machine is asked again. */
async function inNode(answers: Answers, plan: Plan, source: string, tries = 3): Promise<string[]> {
  const results = await answers.judge(source, [plan]);
  const isLate = results.some(({ reason }) => reason === 'timeout');
  if (tries > 1 && isLate) return inNode(answers, plan, source, tries - 1);
  return results.map(lineOf);
}

async function inSandbox(exercise: CatalogEntry, source: string): Promise<string[]> {
  const plan = planOf(plans, exercise.slug);
  const outcomes = await runBatch(sandbox, { exercise, source, calls: plan.calls });
  return judge(plan, outcomes).map(lineOf);
}

describe.each(catalog)('$slug', (exercise) => {
  let answers: Answers;
  beforeAll(() => {
    answers = openAnswers(exercise);
  });
  afterAll(() => answers.session.close());

  const sources: [name: string, source: string][] = [
    ['the solution', rightAnswer(exercise.slug)],
    ...rightWaysOf(exercise).map((file): [string, string] => [
      file,
      readFileSync(join(root, 'reference', 'right-ways', exercise.slug, file), 'utf8'),
    ]),
    ...sampled(bankOf(exercise)).map((planted): [string, string] => [
      planted.id,
      plant(exercise, planted),
    ]),
  ];
  test.each(sources)('%s gets the same verdicts in both', async (_, source) => {
    const [node, quickjs] = await Promise.all([
      inNode(answers, planOf(plans, exercise.slug), source),
      inSandbox(exercise, source),
    ]);
    const lacking = answers.session.lacking().map(({ name }) => name);
    if (/\bIntl\b/.test(source)) {
      // The sandbox's engine has none, so that what needs it gives no answer there.
      expect(lacking).toEqual(['Intl']);
      expect(node.some((line) => line.endsWith(': fail'))).toBe(true);
      expect(quickjs.some((line) => line.endsWith(': threw'))).toBe(true);
    } else expect([lacking, quickjs]).toEqual([[], node]);
  });
});

/** Tests that an answer does not pass. */
const lost = (lines: string[]): string[] => lines.filter((line) => !line.endsWith(': pass'));

describe('right answers in unusual JavaScript', () => {
  // Iterator helpers come with Node 22; an older one says so itself.
  const isWritable = (code: string): boolean =>
    'Iterator' in globalThis || !code.includes('.keys().filter(');
  const thorough = new Map<string, Plan>();
  /** Stated once an exercise, for all of its answers. */
  function thoroughPlanOf(slug: string): Plan {
    const spec: Spec = require(`../../reference/specs/${slug}.spec`).default;
    const plan = thorough.get(slug) ?? spec.state(11, THOROUGH);
    thorough.set(slug, plan);
    return plan;
  }
  const answers = unusual.answers
    .filter(({ code }) => isWritable(code))
    .map(({ id, slug, code }) => [id, slug, code] as const);
  test.each(answers)(
    '%s has all points from both, or what is lacking is named',
    async (_, slug, code) => {
      const exercise = catalog.find((entry) => entry.slug === slug) as CatalogEntry;
      const own = openAnswers(exercise);
      try {
        const [node, quickjs] = await Promise.all([
          inNode(own, thoroughPlanOf(slug), code),
          inSandbox(exercise, code),
        ]);
        expect(lost(node)).toEqual([]);
        if (own.session.lacking().length === 0) expect(lost(quickjs)).toEqual([]);
      } finally {
        await own.session.close();
      }
    },
  );
});
