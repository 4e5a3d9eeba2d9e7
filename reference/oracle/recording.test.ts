/**
 * That specs are stated from recorded answers as they are stated with an engine.
 *
 * @jest-environment ./reference/jest/environment.ts
 */
import * as ops from './ops';
import { NotRecorded, playBack, type Recorded, record } from './recording';

const layer = (): unknown[] => [
  ops.softmax([0, Math.log(3)]),
  ops.fromPyTorch({
    inProjWeight: [[1], [2], [3]],
    inProjBias: [4, 5, 6],
    outProjWeight: [[7]],
  }),
];

test('plays back what was computed, in order, without asking the engine', () => {
  const recorded = record(layer);
  expect(playBack(recorded, layer)).toEqual(layer());
  const [first, ...rest] = recorded;
  const changed = [{ ...first, answer: 'as it was' } as Recorded, ...rest];
  expect(playBack(changed, layer)).toEqual(['as it was', layer()[1]]);
});

test('refuses to go on where anything else is asked for', () => {
  const recorded = record(layer);
  const refused = (act: () => unknown, by = recorded): void =>
    expect(() => playBack(by, act)).toThrow(NotRecorded);
  refused(layer, recorded.slice(1));
  refused(layer, [...recorded, { asked: '', answer: {} }]);
  refused(() => ops.softmax([0, 1]));
  refused(() => ops.softmax([-0, Math.log(3)]));
  refused(() => ops.headEntropy([[[1]]]));
  expect(ops.softmax([5, 5])).toEqual([0.5, 0.5]);
});
