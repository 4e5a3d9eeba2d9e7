/**
 * A hub that does anything with the first requests, and then is right: each visit ends in the right
 * answer or in a sentence, and no visit after that is wrong.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { UserError } from '../../reference/user-error';
import { fuzz } from '../testing/fuzz';
import { act, type Behaviour, behaviours } from './testing/behaviours';
import { type FakeHub, folderOf, startHub } from './testing/hub';
import { sharded } from './testing/shards';
import { golden, ID, patience, readFromDisk, visit } from './testing/visits';

/** For what the hub does wrong; a right answer that is too slow for it is a sentence as well. */
const impatient = { pause: 0, silence: 100, pace: { bytes: 1000, within: 100 } };

type Right = Awaited<ReturnType<typeof readFromDisk>>;

let hub: FakeHub;
let right: Right[];
beforeAll(async () => {
  right = [await readFromDisk(0), await readFromDisk(1)];
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterAll(() => jest.restoreAllMocks());
afterEach(() => hub.close());

/** Visits until the hub has done all that it was to do. */
async function live(script: readonly Behaviour[], layers: readonly number[], home: string) {
  const todo = [...script];
  hub.tricks = [(request, response) => act(todo.shift() ?? { does: 'right' }, request, response)];
  for (const layer of layers) {
    const found = await visit(hub, home, { layer, patient: impatient }).catch((error) => {
      if (error instanceof UserError) return null;
      throw error;
    });
    if (found) expect(found).toEqual(right[layer]);
  }
  hub.tricks = [];
  for (const layer of [0, 1]) {
    expect(await visit(hub, home, { layer, patient: patience })).toEqual(right[layer]);
    const offline = { layer, env: { HF_HUB_OFFLINE: '1' } };
    expect(await visit(hub, home, offline)).toEqual(right[layer]);
  }
}

test.each([
  ['one file', folderOf],
  ['several files', sharded],
])(
  'a hub that is right in the end gives the right answer from %s, after anything it did before',
  async (_, filesOf) => {
    hub = await startHub(ID, filesOf(golden));
    const property = fc.asyncProperty(
      fc.array(behaviours, { maxLength: 50, size: 'max' }),
      fc.array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 3 }),
      async (script, layers) => {
        const home = mkdtempSync(join(tmpdir(), 'kata-hub-'));
        try {
          await live(script, layers, home);
        } finally {
          rmSync(home, { recursive: true });
        }
      },
    );
    await fc.assert(property, { seed: fuzz.seed, numRuns: fuzz.runs(8) });
  },
  fuzz.limit(120_000),
);
