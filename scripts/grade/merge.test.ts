/** Shards and regrades: every id once, nothing of another run, and whose marks change. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MANIFEST, type Manifest } from './manifest';
import { readShards } from './merge';
import { compareReports, isFall, readReport, showChange } from './regrade';
import { type GradedSubmission, type Kit, REPORT, SCHEMA } from './report';
import { isIn } from './shard';

const kit = { version: '1', specs: 's', engine: 'e', seed: 7 };
const ids = Array.from({ length: 12 }, (_, i) => `student-${i}`);
const gradedOf = (id: string, score = 1): GradedSubmission => ({
  id,
  name: null,
  status: 'graded',
  score,
  maxScore: 2,
  exercises: [],
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'merge-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const reportOf = (submissions: GradedSubmission[], of: Kit = kit) =>
  JSON.stringify({ schema: SCHEMA, kit: of, submissions });

interface Shard {
  index: number;
  count?: number;
  report?: string | null;
  manifest?: Partial<Manifest>;
}

/** Writes a shard's folder as `grade` would. */
function writeShard({ index, count = 2, report, manifest = {} }: Shard): string {
  const place = join(folder, `shard-${index}-${Math.random()}`);
  mkdirSync(place);
  const shard = { index, count };
  const stated = {
    schema: 'attention-kata/grade-shard/v1',
    shard,
    kit: { ...kit, grader: 'g' },
    ids,
    slugs: ['01-softmax'],
    layout: 'plain',
    received: [],
  };
  writeFileSync(join(place, MANIFEST), JSON.stringify({ ...stated, ...manifest }));
  const mine = ids.filter((id) => isIn(shard, id)).map((id) => gradedOf(id));
  if (report !== null) writeFileSync(join(place, REPORT), report ?? reportOf(mine));
  return place;
}

test('finds every id once, in any order of the folders', () => {
  const shards = [writeShard({ index: 2 }), writeShard({ index: 1 })];
  const { found, gaps } = readShards(shards);
  expect([...found.keys()].sort()).toEqual([...ids].sort());
  expect(gaps).toEqual([]);
});

test('names a shard that is missing or not finished', () => {
  const first = writeShard({ index: 1 });
  expect(readShards([first]).gaps).toEqual([expect.stringMatching(/shard 2\/2 is missing/)]);
  const killed = writeShard({ index: 2, report: null });
  const { found, gaps } = readShards([first, killed]);
  expect(gaps).toEqual([expect.stringMatching(/shard 2\/2 is not finished/)]);
  expect(found.size).toBe(ids.filter((id) => isIn({ index: 1, count: 2 }, id)).length);
});

test('takes no report of an earlier run for that of a killed one', () => {
  const old = reportOf(
    ids.map((id) => gradedOf(id)),
    { ...kit, seed: 1 },
  );
  const { found } = readShards([writeShard({ index: 1, report: old })]);
  expect(found.size).toBe(0);
});

test.each([
  [
    'a shard named twice',
    () => [writeShard({ index: 1 }), writeShard({ index: 1 })],
    /name each once/,
  ],
  [
    'another seed',
    () => [
      writeShard({ index: 1 }),
      writeShard({ index: 2, manifest: { kit: { ...kit, seed: 8, grader: 'g' } } }),
    ],
    /seed 7 and 8/,
  ],
  [
    'other specs',
    () => [
      writeShard({ index: 1 }),
      writeShard({ index: 2, manifest: { kit: { ...kit, specs: 't', grader: 'g' } } }),
    ],
    /specs s and t/,
  ],
  [
    'other submissions',
    () => [writeShard({ index: 1 }), writeShard({ index: 2, manifest: { ids: ['a'] } })],
    /other submissions/,
  ],
  [
    'other exercises',
    () => [
      writeShard({ index: 1 }),
      writeShard({ index: 2, manifest: { slugs: ['02-cosine-sim'] } }),
    ],
    /other exercises/,
  ],
  [
    'another number of shards',
    () => [writeShard({ index: 1 }), writeShard({ index: 2, count: 3 })],
    /number of shards/,
  ],
  [
    'an id of another shard',
    () => [writeShard({ index: 1, report: reportOf(ids.map((id) => gradedOf(id))) })],
    /does not belong/,
  ],
  ['a report that is none', () => [writeShard({ index: 1, report: '{' })], /is no attention-kata/],
  ['a folder without a shard', () => [folder], /no shard lies in/],
  ['a folder that is not there', () => [join(folder, 'none')], /no such folder/],
])('refuses %s', (_, shards, says) => {
  expect(() => readShards(shards())).toThrow(says);
});

describe('a regrade', () => {
  const graded = (score: number, verdict: 'pass' | 'fail'): GradedSubmission => ({
    ...gradedOf('anna', score),
    exercises: [
      {
        slug: '01-softmax',
        score,
        maxScore: 2,
        verdict,
        tests: [
          {
            title: 'sums to 1',
            verdict,
            reason: null,
            points: score,
            maxPoints: 2,
            misconception: null,
            message: null,
          },
        ],
      },
    ],
  });
  const compare = (before: GradedSubmission[], after: GradedSubmission[], other: boolean | null) =>
    compareReports({
      before: { schema: SCHEMA, kit: { ...kit, seed: 1 }, submissions: before },
      after: { kit, slugs: ['01-softmax'], layout: 'plain', submissions: after },
      isOther: () => other,
    });

  test('says whose marks change, what is different and which test', () => {
    const [change, ...more] = compare([graded(2, 'pass')], [graded(0, 'fail')], true);
    expect(more).toEqual([]);
    expect(change && isFall(change)).toBe(true);
    expect(change && showChange(change, 6)).toBe(
      '"anna": 2 → 0; the submission changed; the seed is 7, was 1; 01-softmax, sums to 1: pass → fail',
    );
  });

  test('says nothing of marks that stay, and does not call a rise a fall', () => {
    expect(compare([graded(2, 'pass')], [graded(2, 'pass')], null)).toEqual([]);
    expect(compare([graded(0, 'fail')], [graded(2, 'pass')], null).filter(isFall)).toEqual([]);
    expect(compare([], [graded(2, 'pass')], null)).toEqual([]);
  });

  test('takes a mark that disappears for one that falls', () => {
    const changes = compare([graded(2, 'pass'), { ...graded(0, 'fail'), id: 'zero' }], [], null);
    expect(changes.map((change) => [change.id, change.after, isFall(change)])).toEqual([
      ['anna', 'gone', true],
      ['zero', 'gone', false],
    ]);
  });

  test('says why a mark that was there is no longer given, and takes that for a fall', () => {
    const without = { ...graded(0, 'fail'), status: 'ambiguous' as const, score: null };
    const [lost] = compare([graded(2, 'pass')], [without], null);
    expect(lost && [isFall(lost), showChange(lost, 6)]).toEqual([
      true,
      expect.stringMatching(/^"anna": 2 → ambiguous;/),
    ]);
    const [found] = compare([without], [graded(2, 'pass')], null);
    expect(found && [isFall(found), showChange(found, 6)]).toEqual([
      false,
      expect.stringMatching(/^"anna": ambiguous → 2;/),
    ]);
    expect(compare([without], [without], null)).toEqual([]);
  });

  test('reads no file that is no report', () => {
    const path = join(folder, 'x.json');
    expect(readReport(path)).toBeNull();
    for (const text of [
      '',
      '{}',
      '[]',
      '{"schema":"other","submissions":[]}',
      reportOf([{} as never]),
    ]) {
      writeFileSync(path, text);
      expect(() => readReport(path)).toThrow(/move it away/);
    }
  });
});
