/** A small class for the tests of the reports: right, wrong, hostile and without a verdict. */
import { catalog } from '../../../exercises/catalog';
import { overall } from '../../../reference/judging/verdict';
import type { GradedExercise, GradedSubmission, GradedTest, GradeReport } from '../report';
import { totalOf } from '../report';

/** What must reach no student at the first two levels. */
export const SECRET = 'softmax([[0.125]]): got 7 ]]> | <script>alert(1)</script> ::notice::x';

/** What a person handed in instead, which the person may read. */
export const SEEN = 'not found; seen instead: essay.pdf';

/** An id that means something to every format. */
export const HOSTILE = "=cmd|' /C',\"<b>&]]>`@all` ::notice::x";

export const SAYING = 'Rows are summed where columns should be.';
export const sayings = new Map([['rows-for-columns', SAYING]]);

type Part = Partial<GradedTest>;

const testOf = (title: string, part: Part): GradedTest => ({
  title,
  verdict: 'pass',
  reason: null,
  points: part.verdict && part.verdict !== 'pass' ? 0 : 2,
  maxPoints: 2,
  misconception: null,
  message: null,
  ...part,
});

const exerciseOf = (slug: string, part: Part): GradedExercise => {
  const tests = [testOf('adds −∞ | rows', part), testOf('keeps [its] argument', part)];
  const score = tests.reduce((sum, { points }) => sum + points, 0);
  return { slug, score, maxScore: 4, verdict: overall(tests), tests };
};

const submissionOf = (id: string, part: Part, name: string | null = null): GradedSubmission =>
  totalOf(
    { id, name },
    catalog.map(({ slug }) => exerciseOf(slug, part)),
  );

const wrong: Part = { verdict: 'fail', misconception: 'rows-for-columns', message: SECRET };

export const submissions = {
  right: submissionOf('anna', {}, 'Anna Á'),
  wrong: submissionOf(HOSTILE, wrong),
  late: submissionOf('Zoë 田', { verdict: 'error', reason: 'timeout', message: SECRET }),
  ungraded: submissionOf('lost', { verdict: 'error', reason: 'infrastructure', message: SECRET }),
  empty: submissionOf('empty', { verdict: 'error', reason: 'missing-file', message: SEEN }),
  twofold: submissionOf('twofold', {
    verdict: 'error',
    reason: 'ambiguous',
    message: 'a.ts, b.ts',
  }),
};

export const report: GradeReport = {
  kit: { version: '1.0.0', specs: 'abc', engine: 'tfjs-wasm 4.22.0', seed: 3 },
  slugs: catalog.map(({ slug }) => slug),
  layout: 'plain',
  submissions: Object.values(submissions),
};
