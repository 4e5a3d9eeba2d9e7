/** The pages as HTML: what they count, what they escape, what Moodle takes. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromBufferPromise } from 'yauzl';
import { fileNameOf } from '../../../submissions/ids';
import { levels, type Output } from '../../options';
import { htmlText } from '../escape';
import { feedbackOf } from '../feedback';
import { HOSTILE, report, sayings, submissions } from '../fixture';
import { tellStudent } from '../student';
import { tallyOf } from '../tally';
import { writeReports } from '../write';
import { binsOf } from './bars';
import { classPageOf } from './class-page';
import { feedbackPageOf } from './feedback-page';
import { moodleNameOf } from './moodle-zip';

const all = Object.values(submissions);

/** Name → text of what a zip holds. */
async function unpack(archive: Buffer): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  const zip = await fromBufferPromise(archive);
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk);
    found[entry.fileName] = Buffer.concat(chunks).toString();
  }
  return found;
}

/** The words of a page, without its style, tags and codes. */
const wordsOf = (html: string): string =>
  html
    .replace(/<(style|script)>[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');

describe('bins', () => {
  test('have one round width, and full marks in the last', () => {
    const bins = binsOf([0, 4, 5, 94, 95, 99, 100, 100], 100, 20);
    expect(bins).toHaveLength(20);
    expect(bins.filter(({ count }) => count > 0)).toEqual([
      { from: 0, to: 4, count: 2 },
      { from: 5, to: 9, count: 1 },
      { from: 90, to: 94, count: 1 },
      { from: 95, to: 100, count: 4 },
    ]);
  });

  test.each([
    [0, [[0, 0]]],
    [
      3,
      [
        [0, 0],
        [1, 1],
        [2, 3],
      ],
    ],
    [
      33,
      [
        [0, 4],
        [5, 9],
        [10, 14],
        [15, 19],
        [20, 24],
        [25, 29],
        [30, 33],
      ],
    ],
  ])('reach from 0 to %j', (maxScore, ranges) => {
    const bins = binsOf([maxScore], maxScore, 10);
    expect(bins.map(({ from, to }) => [from, to])).toEqual(ranges);
    expect(bins.at(-1)?.count).toBe(1);
  });
});

describe('HTML', () => {
  test('has nothing of an id or a message that is not text', () => {
    expect(htmlText(`<a href="x" title='y'>&\u202e\n`)).toBe(
      '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;\ufffd\ufffd',
    );
    const pages = [
      classPageOf(tallyOf(report), sayings, report.kit),
      ...all.map((submission) => feedbackPageOf(tellStudent(submission, 'full', sayings, []))),
    ];
    for (const page of pages) {
      expect(page).not.toContain('<b>');
      expect(page).not.toContain('<script>alert');
      expect(page).not.toMatch(/(src|href)="?(https?:|\/\/)|url\(|@import/);
    }
    expect(pages.filter((page) => page.includes(htmlText(HOSTILE)))).toHaveLength(2);
  });

  test.each(levels)('of a student says what the Markdown says, at %s', (level) => {
    for (const submission of all) {
      const words = wordsOf(feedbackPageOf(tellStudent(submission, level, sayings, [])));
      const lines = wordsOf(
        feedbackOf(tellStudent(submission, level, sayings, [])).replace(/&#(\d+);/g, (_, code) =>
          String.fromCharCode(code),
        ),
      )
        .split(/[^\p{L}\p{N}]+/u)
        .filter(Boolean);
      for (const word of lines) expect(words).toContain(word);
    }
  });

  test('of a student tells nothing of the others', () => {
    const page = feedbackPageOf(tellStudent(submissions.right, 'full', sayings, []));
    for (const { id } of all.filter(({ id }) => id !== 'anna')) expect(page).not.toContain(id);
    expect(page).toContain('Anna Á');
  });

  test('of the class names who has no mark, and why', () => {
    const words = wordsOf(classPageOf(tallyOf(report), sayings, report.kit));
    expect(words).toMatch(/empty nothing-found seen instead: essay\.pdf/);
    expect(words).toContain('twofold ambiguous');
  });

  test('of an empty class is a page, too', () => {
    const page = classPageOf(tallyOf({ ...report, submissions: [] }), sayings, report.kit);
    expect(wordsOf(page)).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe('for Moodle', () => {
  test.each([
    ['101', 'Ada Lovelace', 'Ada Lovelace_101_assignfeedback_file_feedback.html'],
    ['7', 'Zoë_田 / <b>', 'Zoë 田 b_7_assignfeedback_file_feedback.html'],
    ['8', '.~ hidden', 'hidden_8_assignfeedback_file_feedback.html'],
    ['9', null, 'Participant_9_assignfeedback_file_feedback.html'],
    ['Ada Lovelace', 'Ada Lovelace', null],
  ])('the page of %j, %j is %j', (id, name, path) => {
    expect(moodleNameOf({ id, name })).toBe(path);
    // What Moodle does with it: the number is the second of five parts.
    const parts = path?.split('_') ?? [];
    if (path) expect([parts[1], parts.slice(2, 4).join('_')]).toEqual([id, 'assignfeedback_file']);
  });

  test('a zip holds each page, and is there for no other layout', async () => {
    const out = mkdtempSync(join(tmpdir(), 'kata-moodle-'));
    const zip = join(out, 'feedback-moodle.zip');
    const output: Output = {
      out,
      formats: ['html'],
      level: 'diagnosis',
      acceptLower: false,
      gradebook: null,
      overrides: null,
    };
    const ada = { ...submissions.right, id: '101', name: 'Ada Lovelace' };
    const ben = { ...submissions.wrong, id: '102', name: 'Ben O_Neil' };
    try {
      await writeReports({ ...report, submissions: [ada, ben] }, output);
      expect(existsSync(zip)).toBe(false);
      await writeReports({ ...report, layout: 'moodle', submissions: [ada, ben] }, output);
      const page = (id: string): string =>
        readFileSync(join(out, 'feedback', `${fileNameOf(id)}.html`), 'utf8');
      const packed = readFileSync(zip);
      expect(await unpack(packed)).toEqual({
        'Ada Lovelace_101_assignfeedback_file_feedback.html': page('101'),
        'Ben O Neil_102_assignfeedback_file_feedback.html': page('102'),
      });
      await writeReports({ ...report, layout: 'moodle', submissions: [ada, ben] }, output);
      expect(readFileSync(zip).equals(packed)).toBe(true);
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  });
});
