/** `grade --gradebook` as an instructor runs it: the copy that is filled, the export that is not. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../../../reference/root';
import { type Checkout, makeCheckout } from '../../testing/checkout';

const book = [
  'Student,ID,SIS User ID,SIS Login ID,Section,Kata (4711)',
  '    Points Possible,,,,,12',
  '"Lovelace, Ada",101,7,ada,L,',
  '"Roe, Ben",102,8,ben,L,3',
  '"Zed, Z",103,9,zed,L,4',
  '',
].join('\r\n');

let checkout: Checkout;
let work: string;
const at = (name: string): string => join(work, name);
const grade = (out: string, ...more: string[]) =>
  checkout.run(['grade', at('class'), '--out', at(out), '--seed', '7', '--only', '1', ...more]);

beforeAll(() => {
  checkout = makeCheckout();
  work = dirname(checkout.folder);
  for (const [id, from] of Object.entries({
    ada: 'solutions',
    ben: 'exercises',
    eve: 'solutions',
  })) {
    cpSync(join(root, from, '01-softmax'), at(`class/${id}/01-softmax`), { recursive: true });
  }
  mkdirSync(at('class/zed'));
  writeFileSync(at('book.csv'), book);
});
afterAll(() => checkout.remove());

test('the one column is filled in a copy; who has no mark or no partner is named', () => {
  const { code, stdout } = grade('out', '--gradebook', at('book.csv'));
  expect(code).toBe(0);
  expect(readFileSync(join(at('out'), 'book.csv'), 'utf8')).toBe(
    book.replace('ada,L,', 'ada,L,12').replace('ben,L,3', 'ben,L,0'),
  );
  expect(readFileSync(at('book.csv'), 'utf8')).toBe(book);
  expect(stdout).toMatch(/canvas, column "Kata \(4711\)": 2 marks, 1 in another's place/);
  expect(stdout).toMatch(/1 persons without a row, .*\n {2}"eve" is in no row/);
  expect(readFileSync(join(at('out'), 'gradebook.md'), 'utf8')).toContain('eve');
});

test.each([
  [['--gradebook', 'nowhere.csv'], /nowhere\.csv cannot be read \(ENOENT\)/],
  [['--column', 'Kata'], /--column goes with --gradebook FILE/],
  [['--scale'], /--scale goes with --gradebook FILE/],
])('%j is refused before anything is judged', (flags, says) => {
  const { code, stderr } = grade('refused', ...flags);
  expect([code, stderr]).toEqual([2, expect.stringMatching(says)]);
  expect(existsSync(join(at('refused'), 'grade-report.json'))).toBe(false);
});
