/** `--overrides`: which rows are followed, and that a mark given by hand is shown as such. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalog } from '../../../exercises/catalog';
import { compareReports, isFall } from '../regrade';
import { type GradedSubmission, type GradeReport, maxScore, SCHEMA, sum } from '../report';
import { classViewOf } from '../reports/class-view';
import { classroom50Of } from '../reports/classroom50';
import { writeCsv } from '../reports/csv';
import { feedbackOf } from '../reports/feedback';
import { report, sayings, submissions } from '../reports/fixture';
import { gradescopeOf } from '../reports/gradescope';
import { classPageOf } from '../reports/html/class-page';
import { feedbackPageOf } from '../reports/html/feedback-page';
import { writeJunit } from '../reports/junit';
import { tellStudent } from '../reports/student';
import { writeSummary } from '../reports/summary';
import { tallyOf } from '../reports/tally';
import { overrideAll } from './apply';
import { type Overrides, readOverrides } from './read';

const folder = mkdtempSync(join(tmpdir(), 'overrides-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'marks.csv');
const slugs = catalog.map(({ slug }) => slug);
const ids = ['anna', '007', 'empty', 'twofold'];
function read(text: string | Buffer, of = slugs): Overrides {
  writeFileSync(file, text);
  return readOverrides(file, ids, of);
}

describe('a file of marks', () => {
  test('is read with the separator, the order of columns and the line ends it has', () => {
    const expected = new Map([
      ['007', new Map([['01-softmax', { mark: 5, note: 'late, "agreed"' }]])],
      ['anna', new Map([['total', { mark: 80, note: '' }]])],
    ]);
    const [comma, semicolon] = ['"late, ""agreed"""', 'late, "agreed"'];
    expect(read(`id,exercise,mark,note\n007,1,5,${comma}\n\nanna,Total,80\n`)).toEqual(expected);
    expect(
      read(
        `\ufeffMark;Id;Name;Exercise;Note\r\n5;007;x;01-softmax;"${semicolon.replaceAll('"', '""')}"\r\n80;anna;;total;\r\n`,
      ),
    ).toEqual(expected);
    expect(read('id,exercise,mark\n')).toEqual(new Map());
  });

  test.each([
    ['an id that is not there', '"a\nb",1,1,\n', /line 3: there is no id "a\\u000ab"$/],
    ['an id without its zeros', '7,1,1,\n', /line 2: there is no id "7"; did you mean "007"/],
    [
      'an unknown exercise',
      'anna,softmxa,1,\n',
      /line 2: no exercise is called "softmxa"; did you/,
    ],
    ['an exercise of another run', 'anna,7,1,\n', /line 2: 7 is not among the exercises/],
    [
      'a mark above the maximum',
      'anna,1,13,\n',
      /line 2: expected .* 0 to 12 .*01-softmax, got "13"/,
    ],
    ['a total above the run', 'anna,total,23,\n', /from 0 to 22 as the mark of total/],
    ['half a point', 'anna,1,0.5,\n', /whole number/],
    ['no mark', 'anna,1\n', /whole number .*got ""/],
    ['a second mark of one thing', 'anna,1,1,\nanna,01-softmax,2,\n', /line 3: "anna" has a mark/],
    ['a quote that does not end', '"anna,1,1,\n', /marks\.csv: /],
  ])('is refused by its line for %s', (_, rows, says) => {
    expect(() => read(`id,exercise,mark,note\n${rows}`, slugs.slice(0, 2))).toThrow(says);
  });

  test('is refused without its heads, in another encoding, and where it is not', () => {
    expect(() => read('anna,1,5\n')).toThrow(/id, exercise, mark is missing/);
    expect(() => read(Buffer.from('id,exercise,mark\nZo\xeb,1,5\n', 'latin1'))).toThrow(/UTF-8/);
    expect(() => readOverrides(join(folder, 'none'), ids, slugs)).toThrow(/ENOENT/);
  });
});

const NOTE = 'by mail <b>|`*';
const overridden = (rows: string, of = report): GradeReport => ({
  ...of,
  submissions: [...overrideAll(of.submissions, read(`id,exercise,mark,note\n${rows}`))],
});
const find = ({ submissions: all }: GradeReport, id: string): GradedSubmission => {
  const found = [...all].find((each) => each.id === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
};

describe('a mark given by hand', () => {
  test('of an exercise takes its place in the total; verdicts stay as they were', () => {
    const anna = find(overridden(`anna,1,1,${NOTE}\n`), 'anna');
    const [first, ...others] = submissions.right.exercises;
    expect(anna).toEqual({
      ...submissions.right,
      score: (submissions.right.score ?? 0) - 3,
      exercises: [{ ...first, score: 1, override: { mark: 1, judged: 4, note: NOTE } }, ...others],
    });
  });

  test('gives a total to those who had none, but no marks to their exercises', () => {
    const given = overridden(`empty,total,30,${NOTE}\n`);
    const empty = find(given, 'empty');
    expect(empty).toMatchObject({
      status: 'graded',
      score: 30,
      override: { mark: 30, judged: null, note: NOTE },
    });
    const cells = slugs.map(() => '').join(',');
    const csv = [...writeCsv(given, tallyOf(given))].join('');
    expect(csv).toContain(`"empty","",${cells},30,"In all 30 of`);
    expect(feedbackOf(tellStudent(empty, 'verdicts', sayings, []))).toContain(
      ': no mark of its own',
    );
    expect(tallyOf(given).exercises).toEqual(tallyOf(report).exercises);
  });

  test('of the only exercise that was in doubt makes a submission graded, and no other', () => {
    const [first, ...others] = submissions.twofold.exercises;
    const [, ...answers] = submissions.right.exercises;
    if (!first) throw new Error('no exercise');
    const doubtful = { ...submissions.twofold, exercises: [first, ...answers] };
    const both = { ...report, submissions: [doubtful] };
    expect(find(overridden('twofold,1,3,\n', both), 'twofold')).toMatchObject({
      status: 'graded',
      score: 3 + sum(answers.map(({ score }) => score)),
    });
    const still = { ...report, submissions: [{ ...doubtful, exercises: [first, ...others] }] };
    expect(find(overridden('twofold,1,3,\n', still), 'twofold')).toMatchObject({
      status: 'ambiguous',
      score: null,
    });
  });

  test('is shown as such wherever a mark is shown', () => {
    const given = overridden(`anna,1,1,${NOTE}\nempty,total,30,${NOTE}\n`);
    const tally = tallyOf(given);
    const [anna, empty] = [find(given, 'anna'), find(given, 'empty')];
    const score = 4 * slugs.length - 3;
    const says = 'Exercise 01 1 of 4 points given by hand, in place of 4:';

    expect([...writeCsv(given, tally)].join('')).toMatch(/total,by hand\r\n/);
    expect([...writeCsv(given, tally)].join('')).toContain(`,${score},"${says} ${NOTE}"\r\n`);
    expect(gradescopeOf(anna, 'verdicts', sayings)).toMatchObject({
      score,
      output: expect.stringContaining(`${says} ${NOTE}`),
    });
    for (const each of [anna, empty]) {
      const result = classroom50Of(each, 'verdicts', sayings, {});
      expect(sum((result?.tests ?? []).map((test) => test.score))).toBe(result?.score);
      expect(JSON.stringify(result?.tests)).toContain(': given by hand');
    }
    const junit = [...writeJunit(given, 'verdicts', sayings)].join('');
    expect(junit).toContain('<property name="01-softmax" value="1"/>');
    expect(junit).toContain(`<property name="01-softmax by hand" value="${says} by mail &lt;b&gt;`);
    const page = feedbackOf(tellStudent(anna, 'verdicts', sayings, []));
    expect(page).toContain(`- ${says} \`\`by mail <b>|\`*\`\``);
    expect(page).toContain('## 01 Softmax: 1 of 4, given by hand');
    expect(feedbackPageOf(tellStudent(anna, 'verdicts', sayings, []))).toContain(
      'by mail &lt;b&gt;|',
    );
    expect(classViewOf(tally, sayings)).toContain(', 2 with marks given by hand.');
    expect([...writeSummary(given, tally, sayings)].join('')).toMatch(
      /<code>anna<\/code> \| 1\\\* \| 4 \|/,
    );
    const html = classPageOf(tally, sayings, given.kit);
    expect(html).toContain('>30*</td>');
    expect(html).toContain('A mark with a star was given by hand.');
  });

  test('changes nothing of the bytes where there is none', () => {
    expect(overridden('').submissions).toEqual([...report.submissions]);
    expect([...writeCsv(report, tallyOf(report))].join('')).not.toContain('by hand');
  });
});

describe('a regrade', () => {
  const fallsIn = (before: GradeReport, after: GradeReport): string[] => {
    const stored = { schema: SCHEMA, kit: before.kit, submissions: [...before.submissions] };
    const changes = compareReports({ before: stored, after, isOther: () => false });
    return changes.filter(isFall).map(({ id, why }) => `${id}: ${why[0]}`);
  };
  const lower = overridden('anna,1,1,\n');

  test('takes a mark that was lowered by hand for meant, and none beside it', () => {
    expect(fallsIn(report, lower)).toEqual([]);
    expect(fallsIn(report, overridden('anna,total,0,\n'))).toEqual([]);
    const anna = find(lower, 'anna');
    const [first, second, ...others] = anna.exercises;
    if (!first || !second) throw new Error('no exercises');
    const worse = {
      ...anna,
      score: (anna.score ?? 0) - 4,
      exercises: [first, { ...second, score: 0 }, ...others],
    };
    const after = {
      ...report,
      submissions: [...lower.submissions].map((each) => (each.id === 'anna' ? worse : each)),
    };
    expect(fallsIn(report, after)).toEqual(['anna: 01-softmax: 1 given by hand']);
  });

  test('takes a raised mark that is no longer given for one that falls', () => {
    const raised = overridden(`empty,total,${maxScore},\n`);
    expect(fallsIn(raised, report)).toEqual([
      `empty: total: ${maxScore} is no longer given by hand`,
    ]);
    expect(fallsIn(raised, raised)).toEqual([]);
  });
});
