/** A student's page as HTML: what `feedback/<page>.md` says, with nothing but the student's own. */
import { htmlText } from '../escape';
import type { Explained } from '../explain';
import { about, type ToldExercise, type ToldStudent, type ToldTest } from '../student';
import { shareBar } from './bars';
import { drawPage, section } from './frame';
import { ofStudent } from './style';

const inCode = (text: string): string => `<code>${htmlText(text)}</code>`;

const marks = {
  pass: '<span class="mark pass" role="img" aria-label="right">✓</span>',
  fail: '<span class="mark fail" role="img" aria-label="wrong">✗</span>',
  error: '<span class="mark fail" role="img" aria-label="no answer">✗</span>',
} as const;

function testItem({ verdict, title, points, maxPoints, why, message }: ToldTest): string {
  const more = (html: string): string => `<span class="more">${html}</span>`;
  return [
    `<li>${marks[verdict]}<span>${htmlText(title)}</span><span>${points} of ${maxPoints}</span>`,
    why && more(htmlText(why)),
    message === null ? '' : more(inCode(message)),
    '</li>',
  ].join('');
}

const explained = ({ says, seen }: Explained): string =>
  [htmlText(says), seen && inCode(seen)].filter(Boolean).join(' ');

/** The tests; where there was nothing to run, one sentence in the place of all of them. */
function bodyOf({ nothing, likely, tests }: ToldExercise): string[] {
  if (nothing !== null) return [`<p>${explained(nothing)}</p>`];
  return [
    ...likely.map(
      ({ says, count, all }) =>
        `<blockquote>${htmlText(says)} (${count} of ${all} tests)</blockquote>`,
    ),
    `<ul class="tests">${tests.map(testItem).join('\n')}</ul>`,
  ];
}

function exerciseSection(exercise: ToldExercise): string {
  const { slug, heading, share } = exercise;
  const bar = share === null ? '' : shareBar(share);
  const head = `${htmlText(heading)} <span class="marks">${bar}${exercise.marks}</span>`;
  return section(slug, head, bodyOf(exercise));
}

const whose = ({ id, name }: ToldStudent): string =>
  name === null ? inCode(id) : `${inCode(id)} (${htmlText(name)})`;

/** The page of one submission. */
export function feedbackPageOf(told: ToldStudent): string {
  const { title, unmarked, byHand, noticed, expected, exercises } = told;
  const isMarked = unmarked.length === 0;
  const says = isMarked ? about.join(' ') : '';
  const notes = [...unmarked, ...byHand, ...noticed]
    .map((each) => `<li>${explained(each)}</li>`)
    .join('');
  const body = [
    `<h1>${htmlText(title)}</h1>`,
    `<p>Submission ${whose(told)}. ${htmlText(says)}</p>`,
    ...(notes === '' ? [] : [`<ul>${notes}</ul>`]),
    ...(expected === null ? [] : [`<p>${htmlText(expected)}</p>`]),
    ...exercises.map(exerciseSection),
  ];
  return drawPage({ title, body, style: ofStudent });
}
