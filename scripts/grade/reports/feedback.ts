/** A student's page, as Markdown: the marks, and of each test as much as the level allows. */
import { markdownCode, markdownSpan, markdownText } from './escape';
import type { Explained } from './explain';
import { about, type ToldExercise, type ToldStudent, type ToldTest } from './student';

const marks = { pass: '✓', fail: '✗', error: '✗' } as const;

function testLines({ verdict, title, points, maxPoints, why, message }: ToldTest): string[] {
  const head = `- ${marks[verdict]} ${markdownText(title)} (${points} of ${maxPoints}) ${why}`;
  return [head.trimEnd(), ...(message === null ? [] : [`  - ${markdownCode(message)}`])];
}

const showInMarkdown = ({ says, seen }: Explained): string =>
  [markdownText(says), seen && markdownSpan(seen)].filter(Boolean).join(' ');

/** The tests; where there was nothing to run, one sentence in the place of all of them. */
function bodyLines({ nothing, likely, tests }: ToldExercise): string[] {
  if (nothing !== null) return [showInMarkdown(nothing)];
  return [
    ...likely.flatMap(({ says, count, all }) => [
      `> ${markdownText(says)} (${count} of ${all} tests)`,
      '',
    ]),
    ...tests.flatMap(testLines),
  ];
}

const exerciseLines = (exercise: ToldExercise): string[] => [
  `## ${exercise.heading}: ${exercise.marks}`,
  '',
  ...bodyLines(exercise),
  '',
];

const whose = ({ id, name }: ToldStudent): string =>
  name === null ? markdownCode(id) : `${markdownCode(id)} (${markdownCode(name)})`;

/** The page of one submission. */
export function feedbackOf(told: ToldStudent): string {
  const [first, ...others] = told.unmarked.length > 0 ? [] : about;
  const notes = [...told.unmarked, ...told.byHand, ...told.noticed];
  return [
    `# ${told.title}`,
    '',
    [`Submission ${whose(told)}.`, first].filter(Boolean).join(' '),
    ...others,
    '',
    ...notes.map((says) => `- ${showInMarkdown(says)}`),
    ...(notes.length > 0 ? [''] : []),
    ...(told.expected === null ? [] : [told.expected, '']),
    ...told.exercises.flatMap(exerciseLines),
  ].join('\n');
}
