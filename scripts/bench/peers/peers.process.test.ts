/** The layer in other libraries, where they are installed, beside the reference. */
import { mismatch } from '../../../reference/judging/close';
import type { Data } from '../../../reference/judging/data';
import { findEngines } from '../engines.kit';
import { openSession } from '../session';
import { attentionGraph } from './onnx';
import { findRuntime, runtimes } from './onnxruntime';
import { findLibrary, libraries } from './python';

const sizes = [
  { T: 5, dModel: 16 },
  { T: 12, dModel: 48 },
];
const PATIENCE = 60;
const [reference] = findEngines('tfjs-cpu').present;

async function answersOf(contender: NonNullable<typeof reference>) {
  const session = await openSession(contender);
  try {
    const heard = [];
    for (const size of sizes) heard.push(await session.answer(size, PATIENCE));
    return heard;
  } finally {
    await session.close();
  }
}

const found = [
  ...runtimes.map((name) => [name, findRuntime(name)] as const),
  ...libraries.map((name) => [name, findLibrary(name)] as const),
];

describe.each(found)('%s', (name, one) => {
  const why = 'reason' in one ? ` (skipped: ${one.reason})` : '';
  (why ? test.skip : test)(`computes what the reference computes${why}`, async () => {
    if (!reference || 'reason' in one) return;
    const [expected, got] = [
      await answersOf(reference),
      await answersOf({ kind: 'engine', name, ...one }),
    ];
    for (const [i, heard] of got.entries()) {
      const right = expected[i];
      if (!right || !('answer' in right) || !('answer' in heard))
        throw new Error(JSON.stringify(heard));
      expect(mismatch(heard.answer, right.answer as Data)).toBeNull();
      expect(heard.milliseconds).toBeGreaterThan(0);
    }
  });
});

test('a library that is not there is left out with what brings it', () => {
  expect(findRuntime('onnxruntime-abacus')).toEqual({
    reason: expect.stringContaining('npm install --no-save'),
  });
  const { PYTHON } = process.env;
  process.env.PYTHON = '/nowhere/python';
  const missing = findLibrary('numpy');
  if (PYTHON === undefined) delete process.env.PYTHON;
  else process.env.PYTHON = PYTHON;
  expect(missing).toEqual({ reason: expect.stringMatching(/^\/nowhere\/python has none \(pip/) });
});

test('the graph names what goes in and comes out, for any T', () => {
  const text = Buffer.from(attentionGraph(16, 4)).toString('latin1');
  for (const name of ['x', 'wQ', 'bO', 'weights', 'output', 'Softmax'])
    expect(text).toContain(name);
});
