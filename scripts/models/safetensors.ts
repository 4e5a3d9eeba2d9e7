/**
 * Reads tensors out of a safetensors file, and only the bytes that are asked for.
 *
 *     8 bytes   length n of the header, little-endian
 *     n bytes   JSON: name → { dtype, shape, data_offsets: [begin, end] }, and __metadata__
 *     the rest  the tensors' numbers, row-major and little-endian; offsets count from here
 *
 * The whole header is checked before any number is read: a file with a gap, an overlap or a missing
 * end is refused, as the format's own library does. Writing is left out.
 *
 * @see https://huggingface.co/docs/safetensors
 */
import { UserError } from '../../reference/user-error';
import { type ByteSource, type Range, readRanges } from './bytes';
import { bytesPerNumber, decodeFloats, floatTypes, isFloatType } from './floats';
import { isCount, isObject, parseObject } from './json';

/** Where a tensor lies; `from` and `to` count from the file's first byte. */
export interface TensorPlace extends Range {
  dtype: string;
  shape: number[];
}

/** Row-major numbers. */
export interface Tensor {
  shape: number[];
  data: Float32Array;
}

/** A whole tensor, or some rows of its first axis. */
export interface Wanted {
  tensor: string;
  rows?: readonly number[];
}

export interface Safetensors {
  /** The file, for messages. */
  name: string;
  tensors: ReadonlyMap<string, TensorPlace>;
  /** Reads everything wanted at once; neighbours cost one read. */
  read(wanted: readonly Wanted[]): Promise<Tensor[]>;
}

/** A header of 200 tensors takes 25 KB; the length of a broken file may be anything. */
const LARGEST_HEADER = 10_000_000;

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
  if (bytes === undefined) return `expected a known dtype, got ${JSON.stringify(dtype)}`;
  if (!Array.isArray(shape) || !shape.every(isCount)) return 'expected shape to be whole numbers';
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
        `${name}: expected ${tensor} to begin at byte ${covered}, got ${from}: it ${what}; ${again}`,
      );
    }
    covered = to;
  }
  if (covered === size) return;
  throw new UserError(
    `${name}: expected the file to end at byte ${covered}, got ${size}; ${again}`,
  );
}

async function readPlaces(source: ByteSource): Promise<Map<string, TensorPlace>> {
  const { bytes, end } = await readHeader(source);
  const header = parseObject(bytes, `${source.name} (header)`, { unique: true });
  const places = new Map<string, TensorPlace>();
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const place = placeOf(entry, end, source.size);
    if (typeof place === 'string')
      throw new UserError(`${source.name}: ${name}: ${place}; ${again}`);
    places.set(name, place);
  }
  checkCover(places, source, end);
  return places;
}

function rangesOf(place: TensorPlace, rows: readonly number[] | undefined): Range[] {
  if (!rows) return [place];
  const [height = 0] = place.shape;
  const odd = rows.find((row) => !isCount(row) || row >= height);
  if (odd !== undefined) throw new RangeError(`expected rows below ${height}, got ${odd}`);
  const length = (place.to - place.from) / height;
  return rows.map((row) => ({
    from: place.from + row * length,
    to: place.from + (row + 1) * length,
  }));
}

function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/**
 * Opens a safetensors file by its header.
 * @throws UserError for a file that is not as the format says
 * @example
 * const weights = await openSafetensors(await openFile('model.safetensors'));
 * const [cat] = await weights.read([{ tensor: 'embeddings.word_embeddings.weight', rows: [335] }]);
 */
export async function openSafetensors(source: ByteSource): Promise<Safetensors> {
  const tensors = await readPlaces(source);
  const find = (name: string) => {
    const place = tensors.get(name);
    if (!place) throw new UserError(`${source.name}: expected a tensor ${name}, there is none`);
    const { dtype } = place;
    if (isFloatType(dtype)) return { ...place, dtype };
    throw new UserError(
      `${source.name}: ${name}: expected ${floatTypes.join(', ')}, got ${dtype}; take a model in one of these formats`,
    );
  };
  return {
    name: source.name,
    tensors,
    async read(wanted) {
      const ranges = wanted.map(({ tensor, rows }) => rangesOf(find(tensor), rows));
      const parts = (await readRanges(source, ranges.flat())).values();
      return wanted.map(({ tensor, rows }, i) => {
        const { dtype, shape } = find(tensor);
        const own = (ranges[i] ?? []).map(() => parts.next().value as Uint8Array);
        const size = rows ? [rows.length, ...shape.slice(1)] : shape;
        return { shape: size, data: decodeFloats(joinBytes(own), dtype) };
      });
    },
  };
}
