/** Rows of numbers across a pipe: what goes in comes out to the bit, whatever else is sent. */
import fc from 'fast-check';
import { type Data, decode, encode, NotData } from '../judging/data';
import { packRow, unpackRows } from './rows';

const across = (value: unknown): unknown =>
  decode(unpackRows(JSON.parse(JSON.stringify(encode(value, undefined, packRow)))));

const numbers = (most: number) => fc.array(fc.double(), { maxLength: most, size: 'max' });

test('numbers of any kind, long rows and short ones, come out as they went in', () => {
  const data = fc.record({
    rows: fc.array(numbers(80), { maxLength: 4 }),
    mixed: fc.array(fc.oneof(fc.double(), fc.boolean(), numbers(80)), { maxLength: 6 }),
    $row: fc.string(),
  });
  fc.assert(
    fc.property(data, (value) => {
      expect(across(value)).toEqual(value);
    }),
    { seed: 19 },
  );
});

test('long rows are sent as bytes, also typed ones', () => {
  const row = Float32Array.from({ length: 100 }, (_, i) => i / 7);
  const sent = JSON.stringify(encode([row], undefined, packRow));
  expect(sent).toMatch(/^\[\{"\$row":"[\w+/]+=*"\}\]$/);
  expect(across([row])).toEqual([Array.from(row)]);
});

test.each<[string, unknown]>([
  ['bytes of no whole number', { $row: 'AAAA' }],
  ['a row that is no text', { $row: [1] }],
])('%s is refused when it is decoded', (_, sent) => {
  expect(() => decode(unpackRows({ value: [sent] }))).toThrow(NotData);
});

test('a message that is nested beyond all bounds ends nothing', () => {
  const deep = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`);
  expect(() => decode(unpackRows(deep)) satisfies Data).toThrow(/nested more than/);
});
