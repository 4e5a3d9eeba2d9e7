/** Weights by ranges: what is read, in every format, and what is refused. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../reference/root';
import { UserError } from '../../reference/user-error';
import { type ByteSource, mergeRanges, openFile, unkept } from './bytes';
import { decodeFloats, encodeHalves } from './floats';
import { openSafetensors } from './safetensors';
import { narrowed } from './testing/weights';
import { joinFile, writeSafetensors } from './write';

test('rounds to binary16 and reads every value of it back', () => {
  const bits = Uint16Array.from({ length: 0x7c01 }, (_, i) => i);
  const every = decodeFloats(new Uint8Array(bits.buffer), 'F16');
  expect(new Uint16Array(encodeHalves(every).buffer)).toEqual(bits);
  const halfway = [1 + 2 ** -11, 1 + 3 * 2 ** -11, 2 ** -25, 1.5 * 2 ** -24, 65_519, 65_520, -0.1];
  const rounded = [1, 1 + 2 ** -9, 0, 2 ** -23, 65_504, Number.POSITIVE_INFINITY, -0.0999755859375];
  expect([...decodeFloats(encodeHalves(halfway), 'F16')]).toEqual(rounded);
});

const golden = join(root, 'reference/oracle/goldens/hf-bert-tiny/model.safetensors');

/** A file in memory that counts. */
function sourceOf(bytes: Buffer): ByteSource & { reads: string[] } {
  const reads: string[] = [];
  const read = async (from: number, to: number): Promise<Uint8Array> => {
    reads.push(`${from}-${to}`);
    return bytes.subarray(from, to);
  };
  return { name: 'model.safetensors', size: bytes.length, reads, read };
}

const fileOf = (bytes: Buffer) => unkept(sourceOf(bytes));

const floats = (...values: number[]): Uint8Array =>
  new Uint8Array(Float32Array.from(values).buffer);

const small = (): Buffer =>
  writeSafetensors({
    a: { dtype: 'F32', shape: [3, 2], bytes: floats(1, 2, 3, 4, 5, 6) },
    b: { dtype: 'F32', shape: [2], bytes: floats(7, 8) },
    ids: { dtype: 'I64', shape: [1], bytes: new Uint8Array(8) },
    none: { dtype: 'F32', shape: [0, 4], bytes: new Uint8Array(0) },
  });

describe('reading', () => {
  test('gives whole tensors and rows, in the order asked', async () => {
    const { read } = await openSafetensors(fileOf(small()));
    const tensors = await read([
      { tensor: 'b' },
      { tensor: 'a', rows: [2, 0, 2] },
      { tensor: 'none' },
    ]);
    expect(tensors.map(({ shape, data }) => [shape, [...data]])).toEqual([
      [[2], [7, 8]],
      [
        [3, 2],
        [5, 6, 1, 2, 5, 6],
      ],
      [[0, 4], []],
    ]);
  });

  test('keeps each digit of F64', async () => {
    const values = [0.1, 1 / 3, Number.MIN_VALUE, 1 + Number.EPSILON];
    const bytes = new Uint8Array(Float64Array.from(values).buffer);
    const file = writeSafetensors({ a: { dtype: 'F64', shape: [2, 2], bytes } });
    const { read } = await openSafetensors(fileOf(file));
    const [whole, row] = await read([{ tensor: 'a' }, { tensor: 'a', rows: [1] }]);
    expect([...(whole?.data ?? [])]).toEqual(values);
    expect([...(row?.data ?? [])]).toEqual(values.slice(2));
  });

  test('costs one read for neighbours and none for the rest', async () => {
    const file = small();
    const source = sourceOf(file);
    const { read } = await openSafetensors(unkept(source));
    source.reads.length = 0;
    await read([{ tensor: 'b' }, { tensor: 'a', rows: [2, 0] }]);
    const begin = file.length - 8 - 8 - 24;
    expect(source.reads).toEqual([`${begin}-${begin + 8}`, `${begin + 16}-${begin + 32}`]);
  });

  test('joins ranges that touch, but not without end', () => {
    const range = (from: number, to: number) => ({ from, to });
    expect(mergeRanges([range(4, 6), range(0, 2), range(1, 4), range(9, 9)])).toEqual([
      range(0, 6),
    ]);
    const half = 5 << 20;
    expect(mergeRanges([range(0, half), range(half, 2 * half)])).toHaveLength(2);
    expect(mergeRanges([range(0, 4 * half), range(half, 2 * half)])).toEqual([range(0, 4 * half)]);
  });

  test('knows float16 and bfloat16 to the bit', () => {
    const half = [0x3c00, 0xc000, 0x0001, 0x03ff, 0x7bff, 0x3555, 0x8000, 0x7c00, 0xfc00, 0x7e00];
    const upper = [0x3f80, 0xc000, 0x4049, 0xff80];
    const bytes = (bits: number[]): Uint8Array => new Uint8Array(Uint16Array.from(bits).buffer);
    expect([...decodeFloats(bytes(half), 'F16')]).toEqual([
      1,
      -2,
      2 ** -24,
      (1023 / 1024) * 2 ** -14,
      65504,
      0.333251953125,
      -0,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NaN,
    ]);
    expect([...decodeFloats(bytes(upper), 'BF16')]).toEqual([1, -2, 3.140625, -Infinity]);
    expect([...decodeFloats(narrowed(Float32Array.of(1.5, -0.25), 'F16'), 'F16')]).toEqual([
      1.5, -0.25,
    ]);
  });
});

describe('a file that is not as it should be', () => {
  const entry = (change: object = {}): object => ({
    dtype: 'F32',
    shape: [2],
    data_offsets: [0, 8],
    ...change,
  });
  const file = (header: object, size = 8): Buffer =>
    joinFile(JSON.stringify(header), Buffer.alloc(size));
  const one = (change: object): Buffer => file({ a: entry(change) });

  test.each<[string, Buffer, RegExp]>([
    ['empty', Buffer.alloc(0), /at least 8 bytes, got 0/],
    ['of seven bytes', Buffer.alloc(7), /at least 8 bytes, got 7/],
    ['without header', joinFile('', Buffer.alloc(8)), /header of 2 to 8 bytes, got 0/],
    ['with a header beyond its end', joinFile('{}', Buffer.alloc(0), 3), /got 3/],
    [
      'with a header of 2⁶⁴ − 1 bytes',
      joinFile('{}', Buffer.alloc(0), 2n ** 64n - 1n),
      /got 1844674407/,
    ],
    ['of text', Buffer.from('<!doctype html><html></html>'), /header/],
    ['without JSON', joinFile('{"a":', Buffer.alloc(8)), /expected JSON/],
    [
      'with bytes that are no UTF-8',
      joinFile('', Buffer.from([0x7b, 0xff, 0x7d]), 3),
      /expected JSON/,
    ],
    ['with a list', joinFile('[]', Buffer.alloc(0)), /JSON object/],
    ['with a tensor that is no object', file({ a: 1 }), /a: expected an object/],
    ['without dtype', one({ dtype: undefined }), /dtype/],
    ['with an unknown dtype', one({ dtype: 'F33' }), /known dtype, got "F33"/],
    ['without shape', one({ shape: undefined }), /shape/],
    ['with half a row', one({ shape: [0.5, 4] }), /shape/],
    ['with less than no rows', one({ shape: [-1, -2] }), /shape/],
    [
      'with 400,000 axes',
      one({ shape: Array.from({ length: 400_000 }, () => 1) }),
      /at most 64 axes, got 400000/,
    ],
    [
      'with a name of a megabyte',
      file({ ['a'.repeat(1e6)]: 1 }),
      /^.{0,250}: expected an object.{0,100}$/,
    ],
    [
      'with a name and a dtype of megabytes, all escapes',
      joinFile(`{"${'\\n'.repeat(2e6)}":{"dtype":"${'\\"'.repeat(2e6)}"}}`, Buffer.alloc(8)),
      /^.{0,300}known dtype, got .{0,300}$/s,
    ],
    ['with a dtype of a megabyte', one({ dtype: 'a'.repeat(1e6) }), /^.{0,300}$/],
    ['with offsets beyond counting', one({ data_offsets: [0, 1e300] }), /two whole numbers/],
    [
      'with a shape of too much of nothing',
      one({ shape: [...Array(64).fill(2 ** 52), 0] }),
      /axes/,
    ],
    ['with more numbers than bytes', one({ shape: [3] }), /12 bytes for F32 \[3\], got 8/],
    ['with a shape beyond counting', one({ shape: [2 ** 40, 2 ** 40] }), /got 8/],
    ['without offsets', one({ data_offsets: [0] }), /two whole numbers/],
    ['with offsets the wrong way round', one({ data_offsets: [8, 0] }), /within/],
    ['with offsets before its begin', one({ data_offsets: [-8, 0] }), /two whole numbers/],
    [
      'with offsets beyond its end',
      one({ data_offsets: [0, 16], shape: [4] }),
      /within the file's 8/,
    ],
    ['that was cut', small().subarray(0, -1), /within/],
    ['with bytes to spare', file({ a: entry() }, 9), /to end at byte/],
    ['with an overlap', file({ a: entry(), b: entry() }), /b to begin .* overlaps/],
    ['with a gap', file({ a: entry({ data_offsets: [8, 16] }) }, 16), /a to begin .* gap/],
    ['with a tensor twice', joinFile('{"a":{},"a":{}}', Buffer.alloc(0)), /"a" twice/],
    [
      'with a shape twice, and braces in names',
      joinFile(
        '{"}{":{"dtype":"F32","sh\\u0061pe":[2],"shape":[2],"data_offsets":[0,8]}}',
        Buffer.alloc(8),
      ),
      /"shape" twice/,
    ],
  ])('%s is refused', async (_, bytes, says) => {
    const opening = openSafetensors(fileOf(bytes));
    await expect(opening).rejects.toThrow(UserError);
    await expect(opening).rejects.toThrow(says);
  });

  test('asks for no more than 10 MB of header', async () => {
    const source = sourceOf(joinFile('{}', Buffer.alloc(0), 10_000_001));
    await expect(openSafetensors(unkept({ ...source, size: 2e9 }))).rejects.toThrow(
      /2 to 10000000 bytes/,
    );
    expect(source.reads).toEqual(['0-8']);
  });

  test('says which tensor is missing or no float', async () => {
    const { read } = await openSafetensors(fileOf(small()));
    await expect(read([{ tensor: 'c' }])).rejects.toThrow('expected a tensor c, there is none');
    await expect(read([{ tensor: 'ids' }])).rejects.toThrow(
      'ids: expected F64, F32, F16, BF16, got I64',
    );
  });
});

test('a file on disk that became shorter is noticed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kata-weights-'));
  const path = join(folder, 'model.safetensors');
  writeFileSync(path, readFileSync(golden));
  const source = await openFile(path);
  writeFileSync(path, 'short');
  await expect(source.read(0, 8)).rejects.toThrow(/the file ended after 5/);
  rmSync(folder, { recursive: true });
});
