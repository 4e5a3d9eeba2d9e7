/**
 * That specs are stated from recorded answers as they are stated with an engine.
 *
 * @jest-environment ./reference/jest/environment.ts
 */
import * as ops from './ops';
import { playBack, record } from './recording';

const layer = (): unknown[] => [
  ops.softmax([0, Math.log(3)]),
  ops.fromPyTorch({
    inProjWeight: [[1], [2], [3]],
    inProjBias: [4, 5, 6],
    outProjWeight: [[7]],
  }),
];

test('plays back what was computed, in order, without asking the engine', () => {
  const answers = record(layer);
  expect(playBack(answers, layer)).toEqual(layer());
  expect(playBack([{ result: 'as it was' }], () => ops.softmax([1]))).toBe('as it was');
});

test('refuses to go on where more or fewer answers are asked for', () => {
  const answers = record(layer);
  expect(() => playBack(answers.slice(1), layer)).toThrow(/answers/);
  expect(() => playBack([...answers, {}], layer)).toThrow(/answers were asked for/);
  expect(ops.softmax([5, 5])).toEqual([0.5, 0.5]);
});
