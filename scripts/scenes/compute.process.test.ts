/** What a command may ask for is answered, and what would be too much is refused before it is run. */
import { seededInputs } from '../../reference/judging/inputs';
import { chooseTarget } from '../targets/target';
import { compute } from './compute';

/** A layer of so many tokens and heads, narrow, because the answer's size is that of its weights. */
function layerOf(T: number, dModel: number, nHeads: number) {
  const { matrix, projections } = seededInputs(7, 'compute');
  return { x: matrix(T, dModel), params: projections(dModel), nHeads };
}

test.each([
  [320, 12, 24],
  [128, 64, 64],
])(
  '%i tokens and %i heads are computed by the code of the solutions',
  async (T, nHeads, dModel) => {
    const target = await chooseTarget('solutions');
    const computed = await compute(layerOf(T, dModel, nHeads), target, 1);
    if ('trouble' in computed) throw new Error(computed.trouble);
    const [{ weights }] = computed.answers;
    expect([weights.length, weights[0]?.length, weights[0]?.[0]?.length]).toEqual([nHeads, T, T]);
  },
);

test('more than that is refused with its own limit, and nothing is run', async () => {
  const target = await chooseTarget('solutions');
  const never = { ...target, open: () => Promise.reject(new Error('was opened')) as never };
  await expect(compute(layerOf(512, 48, 48), never, 1)).rejects.toThrow(
    /512 words or pieces, and 48 heads make \d+ numbers of them; 9000000 is the most/,
  );
});
