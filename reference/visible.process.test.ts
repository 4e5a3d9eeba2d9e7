/**
 * Whether the properties that students hold judge rightly as far as they go: no right answer is
 * called wrong, and of the planted wrong ones a good part is found before it is handed in.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalog, type Exercise, sourceOf } from '../exercises/catalog';
import { type Misconception, plant } from './judging/misconceptions';
import { type Plan, type Spec, THOROUGH } from './judging/spec';
import { overall, type Verdict } from './judging/verdict';
import { root } from './root';
import { type Answers, openAnswers } from './running/testing/answers';

const specOf = ({ slug }: Exercise): Spec => require(`./visible/${slug}.spec`).default;
const bankOf = ({ slug }: Exercise): Misconception[] => require(`./misconceptions/${slug}`).default;

describe.each(catalog)('the visible spec of $slug', (exercise) => {
  let answers: Answers;
  beforeAll(() => {
    answers = openAnswers(exercise);
  });
  afterAll(() => answers.session.close());

  /** Stated once a seed, for all answers. */
  const plans = new Map<number, Plan>();
  function planOf(seed: number): Plan {
    const plan = plans.get(seed) ?? specOf(exercise).state(seed, THOROUGH);
    plans.set(seed, plan);
    return plan;
  }

  /** What keeps an answer from passing; without a source the solution's. */
  async function complaintsOn(source?: string, seeds = [42]) {
    const complaints: { verdict: Verdict; says: string }[] = [];
    for (const seed of seeds) {
      for (const { verdict, title, finding } of await answers.judge(source, [planOf(seed)])) {
        const says = `${title}: ${finding?.mismatch.summary} (seed ${seed})`;
        if (verdict !== 'pass') complaints.push({ verdict, says });
      }
    }
    return complaints;
  }

  test('passes the solution and every unusual right way', async () => {
    const folder = join(root, 'reference/right-ways', exercise.slug);
    const ways = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
    for (const source of [undefined, ...ways]) {
      expect(await complaintsOn(source, [42, 7, 2026])).toEqual([]);
    }
  });

  // Every third one is enough to see it; of all of them it finds a third to four fifths.
  test('finds a quarter of the planted wrong answers', async () => {
    const planted = bankOf(exercise).filter((_, i) => i % 3 === 0);
    const found: string[] = [];
    for (const wrong of planted) {
      const complaints = await complaintsOn(plant(exercise, wrong));
      if (complaints.length > 0) found.push(wrong.id);
    }
    expect(found.length).toBeGreaterThanOrEqual(planted.length / 4);
  });

  test('gives no points', () => {
    const { tests } = planOf(42);
    expect(tests.map(({ points }) => points)).toEqual(tests.map(() => 0));
  });

  const stub = readFileSync(join(root, 'exercises', sourceOf(exercise)), 'utf8');
  const isStub = stub.includes('Not implemented');
  (isStub ? test : test.skip)(
    `passes no test of the stub${isStub ? '' : ' (skipped: it has been filled in)'}`,
    async () => {
      const verdicts = (await complaintsOn(stub)).map(({ verdict }) => ({ verdict }));
      expect(overall(verdicts)).toBe('error');
    },
  );
});
