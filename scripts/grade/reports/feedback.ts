/** A student's page, as Markdown: the marks, and of each test as much as the level allows. */
import { catalog, sourceOf } from '../../../exercises/catalog';
import type { Level } from '../options';
import {
  type GradedExercise,
  type GradedSubmission,
  type GradedTest,
  isInfrastructure,
} from '../report';
import { markdownCode, markdownSpan, markdownText } from './escape';
import {
  type Explained,
  explainNoSource,
  explainStatus,
  explainTest,
  type Sayings,
} from './explain';

const expected = catalog
  .slice(0, 2)
  .map((exercise) => `exercises/${sourceOf(exercise)}`)
  .join(', ');

const marks = { pass: '✓', fail: '✗', error: '✗' } as const;

const titleOf = (slug: string): string =>
  catalog.find((exercise) => exercise.slug === slug)?.title ?? slug;

const scoreOf = (exercise: GradedExercise): string =>
  isInfrastructure(exercise) ? 'not judged yet' : `${exercise.score} of ${exercise.maxScore}`;

/** Each misconception once, however many tests it shows in. */
function likelyLines({ tests }: GradedExercise, sayings: Sayings): string[] {
  const ids = tests.flatMap(({ misconception }) => misconception ?? []);
  return [...new Set(ids)].flatMap((id) => {
    const count = ids.filter((each) => each === id).length;
    const says = markdownText(sayings.get(id) ?? '');
    return [`> ${says} (${count} of ${tests.length} tests)`, ''];
  });
}

function testLines(test: GradedTest, level: Level): string[] {
  const { verdict, title, points, maxPoints, message } = test;
  const [why = ''] = explainTest(test, 'verdicts', new Map());
  const head = `- ${marks[verdict]} ${markdownText(title)} (${points} of ${maxPoints}) ${why}`;
  const isShown = level === 'full' && message !== null;
  return [head.trimEnd(), ...(isShown ? [`  - ${markdownCode(message)}`] : [])];
}

const showInMarkdown = ({ says, seen }: Explained): string =>
  [markdownText(says), seen && markdownSpan(seen)].filter(Boolean).join(' ');

/** The tests; where there was nothing to run, one sentence in the place of all of them. */
function bodyLines(exercise: GradedExercise, level: Level, sayings: Sayings): string[] {
  const nothing = explainNoSource(exercise);
  if (nothing !== null) return [showInMarkdown(nothing)];
  return [
    ...(level === 'verdicts' ? [] : likelyLines(exercise, sayings)),
    ...exercise.tests.flatMap((test) => testLines(test, level)),
  ];
}

const exerciseLines = (exercise: GradedExercise, level: Level, sayings: Sayings): string[] => [
  `## ${exercise.slug.slice(0, 2)} ${titleOf(exercise.slug)}: ${scoreOf(exercise)}`,
  '',
  ...bodyLines(exercise, level, sayings),
  '',
];

const whose = ({ id, name }: GradedSubmission): string =>
  name === null ? markdownCode(id) : `${markdownCode(id)} (${markdownCode(name)})`;

/** A page without a mark says why, and what to hand in instead. */
const unmarkedPage = (submission: GradedSubmission): string =>
  [
    '# Attention Kata: no mark yet',
    '',
    `Submission ${whose(submission)}.`,
    '',
    ...explainStatus(submission).map((says) => `- ${showInMarkdown(says)}`),
    '',
    ...(submission.status === 'infrastructure'
      ? []
      : [`Expected are files as you were given them: ${expected}, and so on.`, '']),
  ].join('\n');

/** The page of one submission. */
export function feedbackOf(submission: GradedSubmission, level: Level, sayings: Sayings): string {
  const { score, maxScore, exercises } = submission;
  if (score === null) return unmarkedPage(submission);
  return [
    `# Attention Kata: ${score} of ${maxScore} points`,
    '',
    `Submission ${whose(submission)}. These are the hidden tests, all of them; the visible examples`,
    'carry no points. Earlier exercises that a file imports were the model solutions, so that one',
    'mistake costs its points once.',
    '',
    ...exercises.flatMap((exercise) => exerciseLines(exercise, level, sayings)),
  ].join('\n');
}
