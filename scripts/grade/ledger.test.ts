/** The log of a run: what is found again, what a torn line does, and what counts as the same. */
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Key, openLedger } from './ledger';
import type { GradedSubmission } from './report';

const run = { version: '1', specs: 's', engine: 'e', seed: 7, grader: 'g' };
const keyOf = (id: string, more: Partial<Key> = {}): Key => ({
  ...{ id, content: 'c', slugs: ['01-softmax'], ...run, ...more },
});
const graded = (id: string): GradedSubmission => ({
  id,
  name: null,
  status: 'graded',
  score: 1,
  maxScore: 2,
  exercises: [],
});

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  path = join(folder, 'ledger.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function open<T>(act: (ledger: ReturnType<typeof openLedger>) => T): T {
  const ledger = openLedger(path);
  try {
    return act(ledger);
  } finally {
    ledger.close();
  }
}

const readId = (id: string, key = keyOf(id)) =>
  open((ledger) => {
    const place = ledger.find(key);
    return place && ledger.read(id, place);
  });

test('gives back what was added, also after it was opened again', () => {
  open((ledger) => {
    ledger.begin(run);
    const place = ledger.add(keyOf('zoë\n田'), graded('zoë\n田'), {});
    expect(ledger.read('zoë\n田', place)).toEqual(graded('zoë\n田'));
    ledger.add(keyOf('b'), graded('b'), {});
  });
  expect(readId('zoë\n田')).toEqual(graded('zoë\n田'));
  expect(readId('b')).toEqual(graded('b'));
  expect(open(({ lastRun }) => lastRun)).toEqual(run);
});

test.each(['content', 'specs', 'grader', 'version', 'engine'] as const)(
  'does not count an entry of another %s',
  (key) => {
    open((ledger) => ledger.add(keyOf('a'), graded('a'), {}));
    expect(readId('a', keyOf('a', { [key]: 'other' }))).toBeNull();
    expect(readId('a', keyOf('a', { seed: 8 }))).toBeNull();
    expect(readId('a')).toEqual(graded('a'));
  },
);

test('ignores a torn last line and does not append to it', () => {
  open((ledger) => ledger.add(keyOf('a'), graded('a'), {}));
  const whole = readFileSync(path, 'utf8');
  appendFileSync(path, whole.slice(0, whole.length / 2));
  open((ledger) => ledger.add(keyOf('b'), graded('b'), {}));
  expect(readId('a')).toEqual(graded('a'));
  expect(readId('b')).toEqual(graded('b'));
});

test('knows what an id handed in last', () => {
  open((ledger) => {
    ledger.add(keyOf('a', { content: 'old' }), graded('a'), {});
    ledger.add(keyOf('a', { content: 'new', seed: 9 }), graded('a'), {});
  });
  expect(open((ledger) => [ledger.lastContentOf('a'), ledger.lastContentOf('b')])).toEqual([
    'new',
    null,
  ]);
});

test('keeps only what a finished run stands on, which is found again', () => {
  for (const score of [1, 2, 3]) {
    open((ledger) => {
      ledger.begin({ ...run, seed: score });
      const key = keyOf('a', { seed: score });
      ledger.add(keyOf('gone', { seed: score }), graded('gone'), {});
      const place = ledger.add(key, { ...graded('a'), score }, {});
      ledger.keepOnly(new Map([['a', { place }]]));
    });
    expect(readFileSync(path, 'utf8').trim().split('\n')).toHaveLength(2);
  }
  expect(readId('a', keyOf('a', { seed: 3 }))?.score).toBe(3);
  expect(readId('a', keyOf('a', { seed: 2 }))).toBeNull();
  expect(open(({ lastRun }) => lastRun)).toEqual({ ...run, seed: 3 });
});

const full = existsSync('/dev/full') ? test : test.skip;

full('where there is no room to leave anything out, all of it stays', () => {
  symlinkSync('/dev/full', `${path}.tmp`);
  open((ledger) => {
    const place = ledger.add(keyOf('a'), graded('a'), {});
    ledger.add(keyOf('b'), graded('b'), {});
    ledger.keepOnly(new Map([['a', { place }]]));
  });
  expect(readId('b')).toEqual(graded('b'));
  expect(existsSync(`${path}.tmp`)).toBe(false);
});

test('reads lines that are longer than the pieces it is read in', () => {
  const long = { ...graded('long'), name: 'ü'.repeat(1 << 20) };
  open((ledger) => {
    ledger.add(keyOf('long'), long, {});
    ledger.add(keyOf('short'), graded('short'), {});
  });
  expect(readId('long')).toEqual(long);
  expect(readId('short')).toEqual(graded('short'));
});

test('an equal text has the verdict that an earlier run by the same kit gave it', () => {
  const verdict = {
    slug: '01-softmax',
    score: 1,
    maxScore: 2,
    verdict: 'pass',
    tests: [],
  } as const;
  const exercises = [{ ...verdict, tests: [] }];
  open((ledger) => {
    ledger.begin(run);
    ledger.add(keyOf('a'), { ...graded('a'), exercises }, { '01-softmax': 'hash' });
  });
  open((ledger) => {
    expect(ledger.verdictOf('01-softmax', 'hash', run)).toEqual(verdict);
    expect(ledger.verdictOf('01-softmax', 'other', run)).toBeNull();
    expect(ledger.verdictOf('02-cosine-sim', 'hash', run)).toBeNull();
    expect(ledger.verdictOf('01-softmax', 'hash', { ...run, seed: 8 })).toBeNull();
    for (const key of ['version', 'specs', 'engine', 'grader'] as const) {
      expect(ledger.verdictOf('01-softmax', 'hash', { ...run, [key]: 'other' })).toBeNull();
    }
  });
});
