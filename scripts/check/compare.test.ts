/** One's own answer stands beside the model's, and other right ways with what is worth noticing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalog, sourceOf } from '../../exercises/catalog';
import { root } from '../../reference/root';
import { answersTo } from '../answers/answers';
import { widthOf } from '../terminal/width';
import { compareAnswers } from './compare';

const own = { file: 'exercises/01-softmax/softmax.ts', text: '/** Mine. */\nconst mine = 1;\n' };
const answers = {
  model: '/**\n * What it does.\n */\nexport const model = 2;\n',
  others: [
    { name: 'online', says: 'One pass is enough.', text: 'const one = 3;\n' },
    { name: 'log', says: 'Nothing is divided.', text: 'const two = 4;\n' },
  ],
};

test('on a wide terminal they stand side by side, without docstrings', () => {
  const lines = compareAnswers(own, answers, 123).split('\n');
  expect(lines[0]).toMatch(/^Yours: exercises\/01-softmax\/softmax\.ts +│ The model's$/);
  expect(lines[2]).toMatch(/^const mine = 1; +│ export const model = 2;$/);
  expect(lines.find((line) => line.startsWith('Another'))).toMatch(/online +│ .*: log$/);
  expect(lines.find((line) => line.startsWith('One pass'))).toMatch(/│ Nothing is divided\.$/);
});

test('on a narrow terminal they stand one above the other', () => {
  const text = compareAnswers(own, answers, 60);
  const order = ['const mine', "The model's", 'const model', 'One pass', 'const one', 'const two'];
  const places = order.map((part) => text.indexOf(part));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places[0]).toBeGreaterThan(0);
});

describe.each(catalog)('$slug', (exercise) => {
  const found = answersTo(exercise);

  test('has a model and two other right ways with a sentence each, and no mark', () => {
    expect(found?.model).toContain(`export`);
    expect(found?.others.length).toBeGreaterThanOrEqual(2);
    for (const { says } of found?.others ?? []) expect(says).toMatch(/^[A-Z].{40,}\.$/);
    expect(JSON.stringify(found)).not.toContain('kata-hidden');
  });

  test.each([60, 80, 160])('fits %i columns', (width) => {
    const text = readFileSync(join(root, 'solutions', sourceOf(exercise)), 'utf8');
    if (!found) throw new Error('nothing to compare with');
    const lines = compareAnswers({ file: 'mine.ts', text }, found, width).split('\n');
    expect(lines.filter((line) => widthOf(line) > width)).toEqual([]);
  });
});
