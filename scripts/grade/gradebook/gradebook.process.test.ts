/**
 * `grade --gradebook` and `--overrides` as an instructor runs them, over a Gradescope export with a
 * group: the copy that is filled, the export that is not, and each person without a partner.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../../../reference/root';
import { type Checkout, makeCheckout } from '../../testing/checkout';

jest.setTimeout(120_000);

const canvas = [
  'Student,ID,SIS User ID,SIS Login ID,Section,Kata (4711)',
  '    Points Possible,,,,,12',
  '"Lovelace, Ada",101,007,ada,L,',
  '"Roe, Ben",102,8,ben,L,3',
  '"Cy, C",103,9,cy,L,',
  '"Zed, Z",104,11,zed,L,4',
  '"Fay, F",105,12,fay,L,5',
  '',
].join('\r\n');
const brightspace = [
  'OrgDefinedId,Username,Last Name,First Name,Kata Points Grade <Numeric MaxPoints:24>,End-of-Line Indicator',
  '#007,ada,Lovelace,Ada,,#',
  '#8,ben,Roe,Ben,3,#',
  '#9,cy,Cy,C,,#',
  '#11,zed,Zed,Z,4,#',
  '',
].join('\n');
const marks = 'id,exercise,mark,note\nsubmission_2,1,5,"late, agreed"\n11,total,6,by mail\n';
const handedIn = {
  submission_1: [['Ada', '007']],
  submission_2: [
    ['Ben', '8'],
    ['Cy', '9'],
  ],
  submission_3: [['Eve', '10']],
  submission_4: [['Zed', '11']],
};

let checkout: Checkout;
let work: string;
const at = (name: string): string => join(work, name);
const read = (...path: string[]): string => readFileSync(join(work, ...path), 'utf8');
const grade = (out: string, ...more: string[]) =>
  checkout.run(['grade', at('class'), '--out', at(out), '--seed', '7', '--only', '1', ...more]);

beforeAll(() => {
  checkout = makeCheckout();
  work = dirname(checkout.folder);
  const about = Object.entries(handedIn).map(([folder, people]) => {
    const from = folder === 'submission_4' ? null : join(root, 'solutions', '01-softmax');
    mkdirSync(at(`class/${folder}`), { recursive: true });
    if (from) cpSync(from, at(`class/${folder}/01-softmax`), { recursive: true });
    else writeFileSync(at(`class/${folder}/essay.txt`), 'x');
    const who = people.map(
      ([name, sid]) => `  - :name: ${name}\n    :sid: '${sid}'\n    :email: ${sid}@x.edu\n`,
    );
    return `${folder}:\n  :submitters:\n${who.join('')}`;
  });
  writeFileSync(at('class/submission_metadata.yml'), `---\n${about.join('')}`);
  writeFileSync(at('canvas.csv'), canvas);
  writeFileSync(at('brightspace.csv'), brightspace);
  writeFileSync(at('marks.csv'), marks);
});
afterAll(() => checkout.remove());

/** Marks in the copies, for Ada, Ben, Cy and Zed. */
const inCanvas = (ada: string, ben: string, cy: string, zed: string): string =>
  canvas
    .replace('ada,L,', `ada,L,${ada}`)
    .replace('ben,L,3', `ben,L,${ben}`)
    .replace('cy,L,', `cy,L,${cy}`)
    .replace('zed,L,4', `zed,L,${zed}`);

test('each member of a group gets the mark; who has no mark or no partner is named', () => {
  const { code, stdout } = grade('out', '--gradebook', at('canvas.csv'));
  expect(code).toBe(0);
  expect(read('out', 'canvas.csv')).toBe(inCanvas('12', '12', '12', '4'));
  expect(read('canvas.csv')).toBe(canvas);
  expect(stdout).toMatch(
    /canvas, column "Kata \(4711\)": 3 marks, 1 of them where an older one stood/,
  );
  expect(stdout).toMatch(/1 person without a row, 1 row without a submission/);
  expect(stdout).toMatch(/\n {2}"10" "Eve" is in no row\n {2}"Fay, F.*" has no submission\n/);
  expect(read('out', 'gradebook.md')).toMatch(/Eve[\s\S]*Fay/);
});

test('marks given by hand are written, scaled and said, and no fall keeps them out', () => {
  const more = ['--gradebook', at('brightspace.csv'), '--scale', '--overrides', at('marks.csv')];
  const { code, stdout } = grade('out', ...more);
  expect([code, stdout]).toEqual([0, expect.stringMatching(/12 → 5; 01-softmax: 5 given by hand/)]);
  expect(stdout).toMatch(/4 submissions, .*, 2 with marks given by hand\./);
  expect(read('out', 'brightspace.csv')).toBe(
    brightspace
      .replace('Ada,,', 'Ada,24,')
      .replace('Ben,3,', 'Ben,10,')
      .replace('C,,', 'C,10,')
      .replace('Z,4,', 'Z,12,'),
  );
  expect(read('out', 'grades.csv')).toContain('given by hand, in place of 12: late, agreed');
  expect(read('out', 'gradebook.md')).toMatch(
    /given by hand \(2\)\n\n- <code>11<\/code>\n- .*2<\/code>/,
  );
  expect(read('out', 'feedback', '11.md')).toContain(
    'In all 6 of 12 points given by hand: `by mail`',
  );
});

test('a run that is not told of marks given by hand before is refused', () => {
  const before = read('out', 'grade-report.json');
  const { code, stderr } = grade('out');
  expect([code, stderr]).toEqual([
    2,
    expect.stringMatching(/marks given by hand \(2 submissions\)/),
  ]);
  expect(read('out', 'grade-report.json')).toBe(before);
});

test('shards put together fill the same gradebook', () => {
  const shards = ['1/2', '2/2'].map((shard, i) => grade(`part-${i}`, '--shard', shard).code);
  const merged = checkout.run([
    ...['grade', 'merge', at('part-0'), at('part-1'), '--out', at('merged')],
    ...['--gradebook', at('canvas.csv'), '--overrides', at('marks.csv')],
  ]);
  expect([...shards, merged.code]).toEqual([0, 0, 0]);
  expect(read('merged', 'canvas.csv')).toBe(inCanvas('12', '5', '5', '6'));
});

test.each([
  [['--gradebook', 'nowhere.csv'], /nowhere\.csv cannot be read \(ENOENT\)/],
  [['--column', 'Kata'], /--column goes with --gradebook FILE/],
  [['--scale'], /--scale goes with --gradebook FILE/],
  [['--overrides', 'nowhere.csv'], /nowhere\.csv cannot be read \(ENOENT\)/],
  [['--overrides', 'x.csv', '--shard', '1/2'], /--overrides goes with grade -- merge/],
])('%j is refused before anything is judged', (flags, says) => {
  const { code, stderr } = grade('refused', ...flags);
  expect([code, stderr]).toEqual([2, expect.stringMatching(says)]);
  expect(existsSync(join(at('refused'), 'grade-report.json'))).toBe(false);
});

test('an export is never written over, also by another way to its folder, nor a report', () => {
  mkdirSync(at('books'));
  for (const name of ['grades.csv', 'book.csv']) writeFileSync(at(`books/${name}`), canvas);
  symlinkSync(at('books'), at('link'), 'junction');
  const over = grade('link', '--gradebook', at('books/book.csv'));
  const named = grade('refused', '--gradebook', at('books/grades.csv'));
  expect([over.code, over.stderr]).toEqual([2, expect.stringMatching(/lies in --out/)]);
  expect([named.code, named.stderr]).toEqual([2, expect.stringMatching(/rename it/)]);
  expect(read('books', 'book.csv')).toBe(canvas);
});
