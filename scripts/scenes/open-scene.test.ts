/** Sources against the model solution: what they are for is what it computes of them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { POINTWISE } from '../../reference/judging/close';
import { root } from '../../reference/root';
import { multiHeadAttention } from '../../solutions/05-multi-head/multi-head';
import { openScene } from './open-scene';
import type { Scene, SceneOptions } from './scene';
import { averageOf } from './stats';

const open = (model: string, options: Partial<SceneOptions> = {}): Scene =>
  openScene(model, { layer: 0, seed: 42, ...options });

const attend = ({ x, params, nHeads }: Scene) => multiHeadAttention(x, params, nHeads);

test('an unknown model names the nearest', () => {
  expect(() => open('notbook')).toThrow(/--model notebook/);
});

test.each(['notebook', 'pytorch', 'relations'])('%s has one layer and reads one text', (model) => {
  expect(() => open(model, { layer: 1 })).toThrow(/--layer can only be 0/);
  expect(() => open(model, { pair: 'two' })).toThrow(/--pair/);
  expect(() => open(model, { text: '  ' })).toThrow(/no words/);
  expect(() => open(model, { text: 'w '.repeat(129) })).toThrow(/129 words/);
});

describe('notebook', () => {
  test('gives a word the same vector wherever it stands', () => {
    const { x } = open('notebook', { text: 'a b a' });
    const other = open('notebook', { text: 'c a' });
    expect(x[0]).toEqual(x[2]);
    expect(x[0]).not.toEqual(x[1]);
    expect(other.x[1]).toEqual(x[0]);
  });

  test('follows from the seed alone', () => {
    expect(open('notebook')).toEqual(open('notebook'));
    expect(open('notebook', { seed: 7 }).params.wQ).not.toEqual(open('notebook').params.wQ);
  });

  test('draws with the spreads of the notebook', () => {
    const spread = (matrix: number[][]): number =>
      Math.sqrt(matrix.flat().reduce((sum, v) => sum + v * v, 0) / matrix.flat().length);
    const text = Array.from({ length: 100 }, (_, i) => `w${i}`).join(' ');
    const { x, params } = open('notebook', { text, dModel: 64 });
    expect(spread(x)).toBeCloseTo(0.2, 2);
    expect(spread(params.wV)).toBeCloseTo(0.1, 2);
  });

  test('has the sizes that are asked for', () => {
    const { x, nHeads } = open('notebook', { text: 'one two', heads: 6, dModel: 24 });
    expect([x.length, x[0]?.length, nHeads]).toEqual([2, 24, 6]);
    expect(() => open('notebook', { heads: 5 })).toThrow(/does not divide 32; try --d-model 35/);
    expect(() => open('notebook', { dModel: 1_000 })).toThrow(/at most 256/);
  });

  test('divides what is written without spaces, and nothing else', () => {
    expect(open('notebook', { text: '注意力机制' }).tokens.length).toBeGreaterThan(1);
    expect(open('notebook', { text: 'e-mail, don’t!' }).tokens).toEqual(['e-mail,', 'don’t!']);
  });
});

describe('pytorch', () => {
  const file = join(root, 'reference/recordings/pytorch-multihead-attention.json');
  const golden = JSON.parse(readFileSync(file, 'utf8'));

  test('gives the maps and the average that PyTorch recorded', () => {
    const { weights, output } = attend(open('pytorch'));
    const [T, dModel] = golden.x.shape;
    expect(weights.flat(2)).toBeClose(golden.attentionWeights.data, POINTWISE);
    expect(averageOf(weights).flat()).toBeClose(golden.averagedWeights.data, POINTWISE);
    expect(output.flat()).toBeClose(golden.output.data);
    expect([output.length, output[0]?.length]).toEqual([T, dModel]);
  });

  test('takes one’s own words and keeps its own sizes', () => {
    expect(attend(open('pytorch', { text: 'one two three' })).weights[3]?.length).toBe(3);
    expect(() => open('pytorch', { heads: 2 })).toThrow(/4 heads/);
  });
});

describe('relations', () => {
  const texts = ['dog bites man', 'a b', '狗 咬 人', 'one two three four five six seven eight'];

  test.each(texts)('with two heads each row of "%s" follows one relation', (text) => {
    const { weights } = attend(open('relations', { text }));
    const T = weights[0]?.length ?? 0;
    const [before = [], after = []] = weights;
    for (let i = 0; i < T; i += 1) {
      expect(before[i]?.[Math.max(0, i - 1)]).toBeGreaterThan(0.95);
      expect(after[i]?.[Math.min(T - 1, i + 1)]).toBeGreaterThan(0.95);
    }
  });

  test.each(texts)('with one head each row of "%s" is split in half', (text) => {
    const [map = []] = attend(open('relations', { text, heads: 1 })).weights;
    for (const [i, row] of map.entries()) {
      expect(row[Math.max(0, i - 1)]).toBeCloseTo(0.5, 1);
      expect(row[Math.min(map.length - 1, i + 1)]).toBeCloseTo(0.5, 1);
    }
  });

  const readingWith = (heads: number): string => {
    const scene = open('relations', { heads });
    const outputs = [scene.x, ...(scene.reading?.inputs ?? [])].map(
      (x) => multiHeadAttention(x, scene.params, heads).output,
    );
    return scene.reading?.tell(outputs).join('\n') ?? '';
  };

  test('two heads tell before from after, and the two sentences apart', () => {
    expect(readingWith(2)).toMatch(/bites: before = dog, after = man/);
    expect(readingWith(2)).toMatch(/"dog" ⇄ "man".*changes by up to 0\.997/);
  });

  test('one head does not: the output is the same for both sentences', () => {
    expect(readingWith(1)).toMatch(/bites: dog \+ man; which is before .* cannot be told/);
    expect(readingWith(1)).toMatch(/"dog" ⇄ "man".*stays the same/);
  });

  test('has room for two heads at most', () => {
    expect(() => open('relations', { heads: 3 })).toThrow(/1 or 2 heads/);
    expect(() => open('relations', { dModel: 8 })).toThrow(/--d-model/);
  });
});
