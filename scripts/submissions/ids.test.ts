/** Names of submissions: which are refused, and that each gets a file name of its own. */
import { compareIds, fileNameOf, nearestId, quoteId, refusalOf, textOf } from './ids';

test.each(['anna', 'Zoë 田', "O'Neil, Jr. (2)", '=1+1', '-rf', '...', 'محمد', 'a:b*c?', '👩‍💻'])(
  'takes %j as it is',
  (id) => expect(refusalOf(id)).toBeNull(),
);

test.each([
  ['a\u0000b', /control/],
  ['a\nb', /control/],
  ['a\u0085b', /control/],
  ['a\u2028b', /control/],
  ['\u202eabc', /\\u202e/],
  ['a\u2066b', /bidirectional/],
  ['a\u200fb', /bidirectional/],
  ['a\\b', /separator/],
  [textOf(Buffer.from([0x61, 0xeb])), /UTF-8/],
])('refuses %j', (id, says) => expect(refusalOf(id)).toMatch(says));

test('writes a byte that is no UTF-8 in a way that no real name has', () => {
  expect(textOf(Buffer.from('Zoë'))).toBe('Zoë');
  expect(textOf(Buffer.from([0x5a, 0xeb]))).toBe('Z/xEB');
});

test('orders by bytes, not by locale or UTF-16 unit', () => {
  expect(['ä', '\u{1f600}', 'b', 'B', '\uff21'].sort(compareIds)).toEqual([
    'B',
    'b',
    'ä',
    '\uff21',
    '\u{1f600}',
  ]);
});

test('a terminal or a log shows an id quoted, without commands or invisible signs', () => {
  expect(quoteId('::error::x')).toBe('"::error::x"');
  expect(quoteId('##[error]x')).not.toContain('##[');
  expect(quoteId('a\u001b[31m\u202eb')).toBe('"a\\u001b[31m\\u202eb"');
});

test('file names are portable and differ on every file system', () => {
  const ids = [
    'anna',
    'Anna',
    'ANNA',
    'con',
    'a/b',
    'a:b',
    'a b',
    'a-b',
    'é',
    'e\u0301',
    '..',
    '',
    'x'.repeat(255),
    `${'x'.repeat(254)}y`,
    '<script>',
    'a.',
    'a',
  ];
  const names = ids.map(fileNameOf);
  expect(new Set(names.map((name) => name.normalize('NFC').toLowerCase())).size).toBe(ids.length);
  for (const name of names) {
    expect(name).toMatch(/^[\p{L}\p{M}\p{N}_-]*(~[0-9a-f]{16})?$/u);
    expect(Buffer.byteLength(name)).toBeLessThan(200);
    expect(name).not.toMatch(/^(con|prn|aux|nul)$/);
  }
  expect(fileNameOf('anna-b_2')).toBe('anna-b_2');
});

test.each([
  ['bne', ['anna', 'ben'], 'ben'],
  ['7', ['101', '007'], '007'],
  ['105', ['101', '104'], null],
  ['stubdan', ['101', 'anna'], null],
  ['x', [], null],
])('of %j and %j the nearest is %j', (unknown, ids, nearest) => {
  expect(nearestId(unknown, ids)).toBe(nearest);
});
