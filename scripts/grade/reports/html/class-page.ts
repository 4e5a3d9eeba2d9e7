/** `class.html`: the class at a glance, for the instructor; ids and names are in it. */
import { fileNameOf } from '../../../submissions/ids';
import type { Kit } from '../../report';
import { htmlText } from '../escape';
import type { Sayings } from '../explain';
import { headingOf } from '../student';
import { byDifficulty, byFrequency, meanOf, medianOf, type Tally, unmarkedOf } from '../tally';
import { drawHistogram, drawSmall } from './bars';
import { drawPage, section } from './frame';
import { sortAndFilter } from './sort';
import { ofClass } from './style';
import {
  type Cell,
  code,
  codeCell,
  drawTable,
  filterFor,
  markCell,
  number,
  numberCell,
  prose,
  shareCell,
  text,
  textCell,
} from './table';

const tenths = (value: number): string => value.toFixed(1);
const hundredths = (value: number): string => value.toFixed(2).replace('-', '−');

/** A person's id, which leads to the page of that person. */
const linkTo = (id: string): string =>
  `<a href="feedback/${encodeURIComponent(fileNameOf(id))}.html"><code>${htmlText(id)}</code></a>`;
const idCell = (id: string): Cell => ({ html: linkTo(id), key: null });

function factsOf(tally: Tally): string {
  const { persons, scores, maxScore, byHand } = tally;
  const facts: [what: string, value: string | number][] = [
    ['submissions', persons.length],
    ['without a mark', unmarkedOf(tally).length],
    ...(byHand > 0 ? [['with marks given by hand', byHand] as [string, number]] : []),
    ['median', medianOf(scores) ?? '–'],
    ['mean', meanOf(scores)?.toFixed(1) ?? '–'],
    ['lowest and highest', scores.length > 0 ? `${scores[0]} – ${scores.at(-1)}` : '–'],
    ['points in all', maxScore],
  ];
  const rows = facts.map(([what, value]) => `<div><dt>${what}</dt><dd>${value}</dd></div>`);
  return `<dl class="facts">${rows.join('')}</dl>`;
}

const marksSection = ({ scores, maxScore }: Tally): string =>
  section('marks', 'Marks', [
    drawHistogram(scores, maxScore),
    '<p class="note">How many have how many points; below each bar stands its first mark.</p>',
  ]);

function unmarkedSection(tally: Tally): string[] {
  const unmarked = unmarkedOf(tally);
  if (unmarked.length === 0) return [];
  const table = drawTable({
    id: 'unmarked',
    columns: [code('id'), text('name'), text('status'), prose('why')],
    rows: unmarked.map(({ id, name, status, why }) => [
      idCell(id),
      textCell(name ?? ''),
      textCell(status),
      textCell(why),
    ]),
  });
  const note = '<p class="note"><code>intake.md</code> tells of each file.</p>';
  return [section('unmarked', 'Without a mark', [note, filterFor('unmarked'), table])];
}

function exerciseSection({ exercises }: Tally): string {
  const table = drawTable({
    id: 'exercises',
    columns: [
      text('exercise'),
      text('marks'),
      ...['mean', 'median', 'of', 'all points', 'no points'].map(number),
    ],
    rows: exercises.map(({ slug, maxScore, scores }) => {
      const mean = meanOf(scores);
      return [
        textCell(headingOf(slug)),
        { html: drawSmall(scores, maxScore), key: maxScore === 0 ? 0 : (mean ?? 0) / maxScore },
        numberCell(mean, tenths),
        numberCell(medianOf(scores)),
        numberCell(maxScore),
        shareCell(scores.filter((score) => score === maxScore).length, scores.length),
        shareCell(scores.filter((score) => score === 0).length, scores.length),
      ];
    }),
  });
  return section('exercises', 'Exercises', [table]);
}

/** How many share it; opened, who they are. */
function sharedBy(ids: readonly string[]): Cell {
  const all = ids.map(linkTo).join(', ');
  const html = `<details><summary>${ids.length}</summary><p>${all}</p></details>`;
  return { html, key: ids.length };
}

function misconceptionSection(tally: Tally, sayings: Sayings): string {
  const known = byFrequency(tally);
  const table = drawTable({
    id: 'misconceptions',
    columns: [
      number('share'),
      prose('what the code does instead'),
      code('misconception'),
      text('who'),
    ],
    rows: known.map(([id, persons]) => [
      shareCell(persons.length, tally.scores.length),
      textCell(sayings.get(id) ?? ''),
      codeCell(id),
      sharedBy(persons),
    ]),
  });
  const body = known.length > 0 ? [filterFor('misconceptions'), table] : ['<p>None was seen.</p>'];
  return section('misconceptions', 'Misconceptions', body);
}

function testSection(tally: Tally): string {
  const table = drawTable({
    id: 'tests',
    columns: [
      text('exercise'),
      prose('test'),
      ...['right', 'wrong', 'no answer', 'discrimination'].map(number),
    ],
    rows: byDifficulty(tally).map(({ slug, title, pass, fail, error, discrimination }) => [
      textCell(slug.slice(0, 2)),
      textCell(title),
      shareCell(pass, tally.scores.length),
      numberCell(fail),
      numberCell(error),
      numberCell(discrimination, hundredths),
    ]),
    sortedBy: 2,
  });
  const note =
    '<p class="note">Discrimination is the correlation, from −1 to 1, of passing a test with the points of all other tests: near 0 or below, a test says little about who knows the rest.</p>';
  return section('tests', 'Tests', [note, filterFor('tests'), table]);
}

function personSection({ persons, exercises, byHand }: Tally): string {
  const heads = exercises.map(({ slug }) => number(slug.slice(0, 2)));
  const table = drawTable({
    id: 'persons',
    columns: [code('id'), text('name'), number('total'), ...heads],
    rows: persons.map(({ id, name, score, scores, byHand: given }) => [
      idCell(id),
      textCell(name ?? ''),
      markCell(score, given.includes('total')),
      ...scores.map((each, i) => markCell(each, given.includes(exercises[i]?.slug ?? ''))),
    ]),
  });
  const star = byHand > 0 ? ['<p class="note">A mark with a star was given by hand.</p>'] : [];
  return section('persons', 'Persons', [...star, filterFor('persons'), table]);
}

/** The page, from the report alone. */
export function classPageOf(tally: Tally, sayings: Sayings, kit: Kit): string {
  const from = `Kit ${kit.version}, specs ${kit.specs}, seed ${kit.seed}, reference ${kit.engine}.`;
  return drawPage({
    title: 'Attention Kata: the class',
    body: [
      '<h1>The class</h1>',
      factsOf(tally),
      marksSection(tally),
      ...unmarkedSection(tally),
      exerciseSection(tally),
      misconceptionSection(tally, sayings),
      testSection(tally),
      personSection(tally),
      `<p class="note">${htmlText(from)}</p>`,
    ],
    style: ofClass,
    script: sortAndFilter,
  });
}
