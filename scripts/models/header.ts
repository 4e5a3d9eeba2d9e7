/**
 * The header of a safetensors file, checked whole: every entry, and that every byte after it belongs
 * to exactly one tensor, as the format's own library demands.
 */
import { UserError } from '../../reference/user-error';
import type { ByteSource, Range } from './bytes';
import { bytesPerNumber } from './floats';
import { brief, isCount, isObject, parseObject, show } from './json';

/** Where a tensor lies; `from` and `to` count from the file's first byte. */
export interface TensorPlace extends Range {
  dtype: string;
  shape: number[];
}

/** A header of 200 tensors takes 25 KB; the length of a broken file may be anything. */
const LARGEST_HEADER = 10_000_000;

/** NumPy and PyTorch know no more. */
const MOST_AXES = 64;

const product = (shape: readonly number[]): number => shape.reduce((size, n) => size * n, 1);

const again = 'the file is damaged or not safetensors; fetch it again';

async function readHeader(source: ByteSource): Promise<{ bytes: Uint8Array; end: number }> {
  const { name, size } = source;
  if (size < 8) throw new UserError(`${name}: expected at least 8 bytes, got ${size}; ${again}`);
  const first = await source.read(0, 8);
  const length = new DataView(first.buffer, first.byteOffset, 8).getBigUint64(0, true);
  const most = Math.min(size - 8, LARGEST_HEADER);
  if (length < 2n || length > BigInt(most)) {
    throw new UserError(
      `${name}: expected a header of 2 to ${most} bytes, got ${length}; ${again}`,
    );
  }
  const end = 8 + Number(length);
  return { bytes: await source.read(8, end), end };
}

/** One entry of the header, checked; says what is wrong with it instead where something is. */
function placeOf(entry: unknown, begin: number, size: number): TensorPlace | string {
  if (!isObject(entry)) return 'expected an object';
  const { dtype, shape, data_offsets: offsets } = entry;
  if (typeof dtype !== 'string') return 'expected dtype to be a text';
  const bytes = bytesPerNumber.get(dtype);
  if (bytes === undefined) return `expected a known dtype, got ${show(dtype)}`;
  if (!Array.isArray(shape) || !shape.every(isCount)) return 'expected shape to be whole numbers';
  if (shape.length > MOST_AXES) {
    return `expected a shape of at most ${MOST_AXES} axes, got ${shape.length}`;
  }
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isCount)) {
    return 'expected data_offsets to be two whole numbers';
  }
  const [from = 0, to = 0] = offsets.map((offset: number) => begin + offset);
  if (from > to || to > size) {
    return `expected data_offsets within the file's ${size - begin} bytes, got [${offsets}]`;
  }
  const needed = product(shape) * bytes;
  if (needed === to - from) return { dtype, shape, from, to };
  return `expected ${needed} bytes for ${dtype} [${shape}], got ${to - from}`;
}

/** Every byte after the header belongs to exactly one tensor. */
function checkCover(
  places: ReadonlyMap<string, TensorPlace>,
  { name, size }: ByteSource,
  begin: number,
) {
  let covered = begin;
  const inOrder = [...places].sort(([, a], [, b]) => a.from - b.from || a.to - b.to);
  for (const [tensor, { from, to }] of inOrder) {
    if (from !== covered) {
      const what = from < covered ? 'overlaps the tensor before it' : 'leaves a gap before it';
      throw new UserError(
        `${name}: expected ${brief(tensor)} to begin at byte ${covered}, got ${from}: it ${what}; ${again}`,
      );
    }
    covered = to;
  }
  if (covered === size) return;
  throw new UserError(
    `${name}: expected the file to end at byte ${covered}, got ${size}; ${again}`,
  );
}

/** @throws UserError for a file that is not as the format says */
export async function readPlaces(source: ByteSource): Promise<Map<string, TensorPlace>> {
  const { bytes, end } = await readHeader(source);
  const header = parseObject(bytes, `${source.name} (header)`, { unique: true });
  const places = new Map<string, TensorPlace>();
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const place = placeOf(entry, end, source.size);
    if (typeof place === 'string')
      throw new UserError(`${source.name}: ${brief(name)}: ${place}; ${again}`);
    places.set(name, place);
  }
  checkCover(places, source, end);
  return places;
}
