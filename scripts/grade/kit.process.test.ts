/**
 * Which changes to a kit make other verdicts thinkable: two runs count as one where nothing that
 * grading read has changed, and only there.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Checkout, makeCheckout } from '../testing/checkout';

jest.setTimeout(240_000);

let checkout: Checkout;
let first: { specs: string; grader: string };
beforeAll(() => {
  checkout = makeCheckout();
  first = grade(checkout);
});
afterAll(() => checkout.remove());

const change = (path: string, edit: (text: string) => string): void =>
  checkout.write(path, edit(readFileSync(join(checkout.folder, path), 'utf8')));
const addLine = (path: string): void => change(path, (text) => `${text}\n// One more line.\n`);

/** Grades a class of one who handed in nothing; what the run says of its kit, and on stderr. */
function grade({ folder, run }: Checkout) {
  mkdirSync(join(folder, 'class/ada'), { recursive: true });
  const out = join(folder, 'out');
  const flags = ['--out', out, '--only', '1', '--resume'];
  const { code, stderr } = run(['grade', join(folder, 'class'), ...flags]);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const { specs, grader } = JSON.parse(readFileSync(join(out, 'grade-shard.json'), 'utf8')).kit;
  return { specs, grader, stderr };
}

test('the same kit is the same elsewhere, with other line endings, and where other parts changed', () => {
  const other = makeCheckout();
  expect(grade(other)).toMatchObject({ specs: first.specs, grader: first.grader });
  other.remove();

  addLine('scripts/terminal/width.test.ts');
  addLine('reference/visible/01-softmax.spec.ts');
  addLine('scripts/drawing/layout.ts');
  change('scripts/terminal/values.ts', (text) => text.replaceAll('\n', '\r\n'));
  change('solutions/01-softmax/softmax.ts', (text) => text.replaceAll('\n', '\r\n'));
  const same = grade(checkout);
  expect(same).toMatchObject({ specs: first.specs, grader: first.grader });
  expect(same.stderr).toMatch(/1 were judged before/);
  expect(same.stderr).not.toMatch(/another kit/);
});

test('a kit is another where a file changed that grading runs, and its ledger does not count', () => {
  let before = first;
  for (const path of ['scripts/terminal/values.ts', 'scripts/setup/compile.mjs']) {
    addLine(path);
    const after = grade(checkout);
    expect(after.specs).toBe(before.specs);
    expect(after.grader).not.toBe(before.grader);
    expect(after.stderr).toContain(
      `grade: the run to resume was of another kit (grader ${before.grader}, now ${after.grader}), so every submission is judged again`,
    );
    expect(after.stderr).not.toMatch(/judged before/);
    before = after;
  }
  for (const path of ['solutions/01-softmax/softmax.ts', 'reference/specs/01-softmax.spec.ts']) {
    addLine(path);
    const after = grade(checkout);
    expect(after.specs).not.toBe(before.specs);
    expect(after.grader).toBe(before.grader);
    expect(after.stderr).toMatch(/another kit \(specs \w+, now \w+\)/);
    before = after;
  }
});
