/**
 * Every format on a class with a hostile id and a hostile message: valid by the format's own rules,
 * nothing of the hidden cases at the first two levels, no mark where there is no verdict.
 */
import { catalog } from '../../../exercises/catalog';
import { levels } from '../options';
import { type GradedSubmission, sum, totalOf } from '../report';
import { classViewOf } from './class-view';
import { classroom50Of } from './classroom50';
import { writeCsv } from './csv';
import { csvText, markdownCode, markdownSpan, xmlText } from './escape';
import { explainTest } from './explain';
import { feedbackOf } from './feedback';
import { HOSTILE, report, SAYING, SECRET, SEEN, sayings, submissions } from './fixture';

import { gradescopeOf } from './gradescope';
import { feedbackPageOf } from './html/feedback-page';
import { writeJson } from './json';
import { writeJunit } from './junit';
import { tellStudent } from './student';
import { writeSummary } from './summary';
import { medianOf, tallyOf, unmarkedOf } from './tally';

const tally = tallyOf(report);
const count = catalog.length;
const all = Object.values(submissions);
const unmarked = all.filter(({ status }) => status !== 'graded');
const marked = all
  .filter(({ status }) => status === 'graded')
  .map((submission): [string, GradedSubmission] => [submission.id, submission]);

/** Every document that a student may get to see, at one level. */
const shownTo = (level: (typeof levels)[number]): string[] =>
  Object.values(submissions).flatMap((submission) => [
    feedbackOf(tellStudent(submission, level, sayings, [])),
    feedbackPageOf(tellStudent(submission, level, sayings, [])),
    JSON.stringify(gradescopeOf(submission, level, sayings)),
    JSON.stringify(classroom50Of(submission, level, sayings, {})),
    [...writeJunit({ ...report, submissions: [submission] }, level, sayings)].join(''),
  ]);

describe('what a student is told', () => {
  test('is neither input nor expected value nor message at the first two levels', () => {
    for (const text of [...shownTo('verdicts'), ...shownTo('diagnosis')]) {
      for (const secret of ['0.125', 'got 7', 'alert']) expect(text).not.toContain(secret);
    }
    expect(shownTo('full').some((text) => text.includes('0.125'))).toBe(true);
  });

  test('is the misconception from diagnosis on, and the message at full only', () => {
    const [test] = submissions.wrong.exercises[0]?.tests ?? [];
    const told = levels.map((level) => test && explainTest(test, level, sayings));
    expect(told[0]).toEqual(['The answer is not right.']);
    expect(told[1]).toEqual(['The answer is not right.', SAYING]);
    expect(told[2]).toEqual(['The answer is not right.', SAYING, SECRET]);
  });

  test('is the marks in any case, and that a missing verdict is not their fault', () => {
    const page = feedbackOf(tellStudent(submissions.wrong, 'verdicts', sayings, []));
    expect(page).not.toContain(SAYING);
    expect(feedbackOf(tellStudent(submissions.wrong, 'diagnosis', sayings, []))).toContain(SAYING);
    expect(feedbackOf(tellStudent(submissions.right, 'full', sayings, []))).toContain(
      `${submissions.right.score} of ${submissions.right.maxScore} points`,
    );
    const lost = feedbackOf(tellStudent(submissions.ungraded, 'full', sayings, []));
    expect(lost).toMatch(/no mark yet[\s\S]*not yours/);
    expect(lost).not.toContain('0.125');
  });

  test('is once, and not under each test, what was found in the place of answers', () => {
    for (const level of levels) {
      const page = feedbackOf(tellStudent(submissions.empty, level, sayings, []));
      expect(page).toContain('# Attention Kata: no mark yet');
      expect(page.match(/`seen instead: essay.pdf`/g)).toHaveLength(1);
      expect(page).toContain('exercises/01-softmax/softmax.ts');
      expect(page).not.toContain('adds −∞');
    }
    const [gap, ...others] = submissions.empty.exercises;
    const [, ...answers] = submissions.right.exercises;
    if (!gap) throw new Error('no exercise');
    const part = totalOf(submissions.right, [gap, ...answers]);
    expect([part.status, part.score, others.length]).toEqual([
      'graded',
      4 * (count - 1),
      count - 1,
    ]);
    expect(feedbackOf(tellStudent(part, 'verdicts', sayings, []))).toMatch(
      /## 01 .*: 0 of 4\n\nThe file .*`seen instead: essay/,
    );
  });
});

describe('Markdown', () => {
  const pages = [
    feedbackOf(tellStudent(submissions.wrong, 'full', sayings, [])),
    [...writeSummary(report, tally, sayings)].join(''),
  ];

  test('has neither tags, mentions, links nor workflow commands of an id or a message', () => {
    for (const page of pages) {
      expect(page).not.toMatch(/<(?!\/?code>)/);
      expect(page).not.toMatch(/::notice::|@all|`@|\]\]>/);
    }
  });

  test('an id stays in its cell', () => {
    const rows = pages[1]?.split('\n').filter((line) => line.startsWith('| <code>')) ?? [];
    expect(rows).toHaveLength(6);
    for (const row of rows) expect(row.split('|')).toHaveLength(count + 4);
    expect(markdownCode('a|b\n#c')).toBe('<code>a&#124;b\ufffd&#35;c</code>');
  });

  test.each([
    ['a', '`a`'],
    ['`a``b', '``` `a``b```'],
    [' a ', '`  a  `'],
    ['<b>\n::notice::x', '`<b>\ufffd::notice::x`'],
  ])('shows %j in a span that it cannot end', (text, span) =>
    expect(markdownSpan(text)).toBe(span),
  );

  test('shows no number where there is no verdict', () => {
    for (const { id, status } of unmarked) {
      expect(pages[1]).toMatch(new RegExp(`${id}</code>( \\| \\?){${count}} \\| ${status} \\|`));
    }
  });

  test('a summary stays below 1 MiB and says what it leaves out', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => ({
      ...submissions.right,
      id: `${i} ${'田'.repeat(60)}`,
    }));
    const large = { ...report, submissions: many };
    const text = [...writeSummary(large, tallyOf(large), sayings)].join('');
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1024 * 1024);
    const rows = text.match(/^\| <code>/gm)?.length ?? 0;
    expect(text).toContain(`… and ${20_000 - rows} more`);
  });
});

describe('CSV', () => {
  const text = [...writeCsv(report, tally)].join('');
  const lines = text.split('\r\n');

  test('begins with a byte-order mark and has a column an exercise', () => {
    expect(text.startsWith('\ufeff')).toBe(true);
    expect(lines[0]?.slice(1)).toBe(
      ['id', 'name', ...catalog.map(({ slug }) => slug), 'total'].join(','),
    );
    expect(lines).toHaveLength(1 + 6 + 1);
  });

  test.each(['=1+1', '+1', '-1', '@a', '\t=1', '\r=1', '\n=1', '＝1'])(
    'lets no spreadsheet run %j',
    (id) => expect(csvText(id)).toBe(`"'${id.replace(/[\t\r\n]/, '\ufffd')}"`),
  );

  test('quotes what would end a cell', () => {
    expect(csvText('a"b,c\u202ed;e')).toBe('"a""b,c\ufffdd;e"');
  });

  test('gives no 0 where there is no verdict', () => {
    for (const { id, status } of unmarked) {
      expect(lines).toContain([`"${id}"`, '""', ...Array(count + 1).fill(status)].join(','));
    }
    const marks = [...Array(count).fill('4'), String(4 * count)];
    expect(lines).toContain(['"anna"', '"Anna Á"', ...marks].join(','));
  });
});

describe('JSON', () => {
  test('is the report, one submission a line', () => {
    const text = [...writeJson(report)].join('');
    expect(JSON.parse(text)).toEqual({
      schema: 'attention-kata/grade/v1',
      kit: report.kit,
      submissions: report.submissions,
    });
    expect(text.split('\n').filter((line) => line.startsWith('{"id"'))).toHaveLength(6);
  });

  test('shows characters that cannot be seen, and still gives them back', () => {
    const id = 'a\u202eb\u0085\u2028';
    const submission = { ...submissions.right, id };
    const text = [...writeJson({ ...report, submissions: [submission] })].join('');
    expect(text).toContain('\\u202e');
    expect(text).not.toMatch(/[\u202e\u0085\u2028]/);
    expect(JSON.parse(text).submissions[0].id).toBe(id);
  });

  test('of no submission is a report, too', () => {
    const text = [...writeJson({ ...report, submissions: [] })].join('');
    expect(JSON.parse(text).submissions).toEqual([]);
  });
});

describe('JUnit XML', () => {
  const text = [...writeJunit(report, 'full', sayings)].join('');

  test('is made of the elements and attributes that readers know', () => {
    const children: Record<string, RegExp> = {
      testsuites: /^testsuite$/,
      testsuite: /^(properties|testcase)$/,
      properties: /^property$/,
      testcase: /^(failure|error)$/,
    };
    const attributes: Record<string, string> = {
      testsuites: 'name',
      testsuite: 'name tests failures errors skipped time',
      properties: '',
      property: 'name value',
      testcase: 'name classname time',
      failure: 'message type',
      error: 'message type',
    };
    const open: string[] = [];
    for (const [, end, name = '', inside = ''] of text.matchAll(
      /<(\/?)(\w+)((?:"[^"]*"|[^>"])*)>/g,
    )) {
      if (end) {
        expect(open.pop()).toBe(name);
        continue;
      }
      const parent = open.at(-1);
      if (parent) expect(name).toMatch(children[parent] ?? /^$/);
      const names = [...inside.matchAll(/(\w+)="[^"<]*"/g)].map(([, each]) => each);
      expect(names.join(' ')).toBe(attributes[name]);
      if (!inside.endsWith('/')) open.push(name);
    }
    expect(open).toEqual([]);
  });

  test('counts what is in it', () => {
    const suites = [
      ...text.matchAll(/<testsuite name="([^"]*)" tests="(\d+)" failures="(\d+)" errors="(\d+)"/g),
    ];
    expect(suites.map(([, , tests]) => Number(tests))).toEqual(
      all.map(({ status }) => (status === 'graded' ? count : 1)),
    );
    expect(text.match(/<failure/g)).toHaveLength(
      sum(suites.map(([, , , failures]) => Number(failures))),
    );
    expect(text.match(/<error/g)).toHaveLength(
      sum(suites.map(([, , , , errors]) => Number(errors))),
    );
    expect(text.match(new RegExp(`<property name="score" value="${4 * count}"`, 'g'))).toHaveLength(
      1,
    );
    expect(text.match(/<property name="01-softmax" value="4"/g)).toHaveLength(1);
  });

  test('says in the case of an exercise which tests do not pass, and why', () => {
    expect(text).toMatch(
      /message="0 of 4 points; 2 of 2 tests do not pass" type="rows-for-columns"/,
    );
    expect(text).toContain(`✗ adds −∞ | rows: The answer is not right. ${SAYING}`);
  });

  // GitLab takes 30 MB and 250,000 objects, and shows one case of each class and name.
  test('is shown whole by GitLab for a class of 2,000', () => {
    const many = Array.from({ length: 2_000 }, (_, i) => ({
      ...submissions.wrong,
      id: `person ${i}`,
    }));
    const large = [...writeJunit({ ...report, submissions: many }, 'full', sayings)].join('');
    const cases = large.match(/<testcase name="[^"]*" classname="[^"]*"/g) ?? [];
    expect(new Set(cases).size).toBe(2_000 * count);
    expect(Buffer.byteLength(large)).toBeLessThan(20 * 2 ** 20);
    expect(large.match(/<\w/g)?.length).toBeLessThan(150_000);
  });

  test('has one error and no points where there is no mark', () => {
    for (const submission of unmarked) {
      const alone = [...writeJunit({ ...report, submissions: [submission] }, 'full', sayings)];
      expect(alone.join('')).toMatch(
        new RegExp(`<error message="[^"]+" type="${submission.status}"`),
      );
      expect(alone.join('')).not.toMatch(/property|score|oints/);
    }
  });

  test('has nothing in it that XML cannot hold, and no end of a section', () => {
    expect(text).not.toContain(']]>');
    expect(text).not.toContain('<script');
    expect(xmlText('a\u0000\u001b\uffff\ud800<&>"\'\n')).toBe(
      'a\ufffd\ufffd\ufffd\ufffd&lt;&amp;&gt;&quot;&apos;&#10;',
    );
  });

  test('has no date and no time that differs', () => {
    expect(text).not.toMatch(/timestamp/);
    expect(new Set(text.match(/ time="[^"]*"/g))).toEqual(new Set([' time="0"']));
  });
});

describe('Gradescope', () => {
  const visibilities = ['hidden', 'after_due_date', 'after_published', 'visible'];
  const known = [
    'score',
    'execution_time',
    'output',
    'visibility',
    'stdout_visibility',
    'extra_data',
    'tests',
    'leaderboard',
  ];
  const ofTest = [
    'score',
    'max_score',
    'status',
    'name',
    'name_format',
    'number',
    'output',
    'output_format',
    'tags',
    'visibility',
    'extra_data',
  ];

  test('gets no score of what has no mark, and the reason', () => {
    for (const submission of unmarked) {
      const results = gradescopeOf(submission, 'full', sayings);
      expect(Object.keys(results)).toEqual(['output', 'visibility', 'stdout_visibility']);
      expect(JSON.stringify(results)).not.toMatch(/score|0\.125/);
    }
    expect(gradescopeOf(submissions.empty, 'diagnosis', sayings).output).toContain('essay.pdf');
  });

  test.each(marked)('takes the results of %j', (_, submission) => {
    const results = gradescopeOf(submission, 'diagnosis', sayings);
    expect(Object.keys(results).filter((key) => !known.includes(key))).toEqual([]);
    expect(results.score).toBe(submission.score);
    expect(visibilities).toContain(results.visibility);
    expect(results.stdout_visibility).toBe('hidden');
    const { tests = [] } = results;
    expect(tests).toHaveLength(2 * count);
    for (const test of tests) {
      expect(Object.keys(test).filter((key) => !ofTest.includes(key))).toEqual([]);
      expect(['passed', 'failed']).toContain(test.status);
      // One hidden test, and no student sees a total.
      expect(test.visibility).toBe('visible');
      expect(test.output_format).toBe('text');
      expect(test.score).toBeLessThanOrEqual(test.max_score);
      expect(typeof test.number).toBe('string');
    }
    expect(tests.reduce((sum, { score }) => sum + score, 0)).toBe(results.score);
  });
});

describe('Classroom 50', () => {
  const runner = {
    CLASSROOM: 'cs-principles',
    ASSIGNMENT: 'attention',
    ASSIGNMENT_TYPE: 'group',
    OWNER: 'alice',
    SUBMISSION_TAG: 'submit/2026-06-01T14-32-05Z-a1b2c3d',
    COMMIT_URL: 'https://example.org/commit/1',
    RELEASE_URL: 'https://example.org/release/1',
  };
  const required = [
    'schema',
    'classroom',
    'assignment',
    'assignment_type',
    'owner',
    'submission',
    'commit',
    'release',
    'review',
    'datetime',
    'score',
    'max-score',
    'tests',
  ];

  function resultOf(submission: GradedSubmission, environment: Record<string, string>) {
    const result = classroom50Of(submission, 'diagnosis', sayings, environment);
    if (!result) throw new Error(`no result for ${submission.id}`);
    return result;
  }

  test.each([
    ['by its runner', runner],
    ['over a whole folder', {}],
    ['with a tag of another kind', { ...runner, SUBMISSION_TAG: 'v1' }],
  ])('takes a result made %s', (_, environment: Record<string, string>) => {
    for (const submission of unmarked) {
      expect(classroom50Of(submission, 'diagnosis', sayings, environment)).toBeNull();
    }
    for (const [, submission] of marked) {
      const result = resultOf(submission, environment);
      expect(Object.keys(result)).toEqual(required);
      expect(result.schema).toBe('classroom50/result/v1');
      expect(['individual', 'group']).toContain(result.assignment_type);
      expect(result.submission).toMatch(/^submit\//);
      expect(result.datetime).toMatch(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/);
      for (const key of [
        'classroom',
        'assignment',
        'owner',
        'commit',
        'release',
        'review',
      ] as const) {
        expect(result[key]).not.toBe('');
      }
      for (const test of result.tests) {
        expect(test['test-name']).not.toBe('');
        expect(typeof test.passed).toBe('boolean');
        expect(Number.isInteger(test.score) && Number.isInteger(test['max-score'])).toBe(true);
        expect(test.score).toBeLessThanOrEqual(test['max-score']);
      }
      expect(result.score).toBe(submission.score);
      expect(result.tests.reduce((sum, test) => sum + test.score, 0)).toBe(result.score);
    }
  });

  test('is about whom the runner says', () => {
    const result = resultOf(submissions.right, runner);
    expect(result).toMatchObject({
      classroom: 'cs-principles',
      owner: 'alice',
      assignment_type: 'group',
      submission: runner.SUBMISSION_TAG,
      review: runner.COMMIT_URL,
      datetime: '2026-06-01T14:32:05Z',
    });
  });
});

describe('the class', () => {
  test('is counted by test and by misconception, each submission once', () => {
    expect(tally.persons.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(unmarkedOf(tally).map(({ id, why }) => [id, why])).toEqual([
      ['lost', SECRET],
      ['empty', SEEN.slice('not found; '.length)],
      ['twofold', 'a.ts, b.ts'],
    ]);
    expect(tally.scores).toEqual([0, 0, 4 * count]);
    expect(tally.misconceptions).toEqual(new Map([['rows-for-columns', [HOSTILE]]]));
    expect(tally.tests).toHaveLength(2 * count);
    expect(tally.tests[0]).toMatchObject({ pass: 1, fail: 1, error: 1 });
  });

  test('is shown without a single id', () => {
    const page = classViewOf(tally, sayings);
    expect(page).toContain(`| rows-for-columns | 1 | 33 % | ${SAYING} |`);
    expect(page).toContain('3 without a mark (1 ambiguous, 1 infrastructure, 1 nothing-found)');
    for (const [id] of marked) expect(page).not.toContain(id);
  });

  test('is shown on two screens, however many there are and however little they know', () => {
    const many = Array.from({ length: 4000 }, (_, i) => ({
      ...(i % 3 === 0 ? submissions.right : submissions.wrong),
      id: `${i}`,
    }));
    const lines = classViewOf(tallyOf({ ...report, submissions: many }), sayings).split('\n');
    expect(lines.length).toBeLessThanOrEqual(60);
    expect(lines.filter((line) => line.includes('adds −∞')).length).toBeGreaterThan(0);
    expect(lines.at(-2)).toBe('… and 2 more tests that not all passed in `class.html`.');
  });

  test('tells the strong from the weak by a test, as worked by hand', () => {
    // Passing it: 1, 1, 0, 0; points in the rest: 4, 3, 1, 2. The deviations from the means are
    // ½, ½, −½, −½ and 3/2, ½, −3/2, −½, so r = 2 / √(1 · 5).
    const passes = ['pass', 'pass', 'fail', 'fail'] as const;
    const rest = [4, 3, 1, 2];
    const [shape] = submissions.right.exercises[0]?.tests ?? [];
    if (!shape) throw new Error('no test');
    const four = passes.map((verdict, i) => {
      const own = { ...shape, title: 'own', verdict, points: verdict === 'pass' ? 1 : 0 };
      const other = { ...shape, title: 'other', points: rest[i] ?? 0 };
      const tests = [own, other];
      const score = own.points + other.points;
      return totalOf({ id: `${i}`, name: null }, [
        { slug: '01-softmax', score, maxScore: 5, verdict, tests },
      ]);
    });
    const { tests, scores, exercises } = tallyOf({ slugs: ['01-softmax'], submissions: four });
    expect(tests.map(({ title }) => title)).toEqual(['own', 'other']);
    expect(tests[0]?.discrimination).toBeCloseTo(2 / Math.sqrt(5), 12);
    // All passed the other one.
    expect(tests[1]?.discrimination).toBeNull();
    expect(scores).toEqual([1, 2, 4, 5]);
    expect(exercises).toEqual([{ slug: '01-softmax', maxScore: 5, scores }]);
  });

  test.each([
    [[], null],
    [[3], 3],
    [[1, 4], 2.5],
    [[1, 2, 9], 2],
  ])('the median of %j is %j', (scores, median) => expect(medianOf(scores)).toBe(median));
});
