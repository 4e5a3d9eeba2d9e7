/**
 * Reads tensors out of a safetensors file, and only the bytes that are asked for.
 *
 *     8 bytes   length n of the header, little-endian
 *     n bytes   JSON: name → { dtype, shape, data_offsets: [begin, end] }, and __metadata__
 *     the rest  the tensors' numbers, row-major and little-endian; offsets count from here
 *
 * The whole header is checked before any number is read: a file with a gap, an overlap or a missing
 * end is refused, as the format's own library does. Writing is in `write.ts`.
 *
 * @see https://huggingface.co/docs/safetensors
 */
import { UserError } from '../../reference/user-error';
import { type ByteSource, type Range, readRanges, type WeightsFile } from './bytes';
import { decodeFloats, type Floats, floatTypes, isFloatType } from './floats';
import { readPlaces, type TensorPlace } from './header';
import { isCount } from './json';

/** Row-major numbers. */
export interface Tensor {
  shape: number[];
  data: Floats;
}

/** A whole tensor, or some rows of its first axis. */
export interface Wanted {
  tensor: string;
  rows?: readonly number[];
  /** Says what is wrong with the whole tensor's shape, where something is. */
  fits?(shape: readonly number[]): string | null;
  /** Says what is wrong with the numbers, where something is. */
  check?(data: Floats): string | null;
}

export interface Safetensors extends WeightsFile {
  tensors: ReadonlyMap<string, TensorPlace>;
  /** Reads everything wanted at once; neighbours cost one read. */
  read(wanted: readonly Wanted[]): Promise<Tensor[]>;
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
 * const weights = await openSafetensors(unkept(await openFile('model.safetensors')));
 * const [cat] = await weights.read([{ tensor: 'embeddings.word_embeddings.weight', rows: [335] }]);
 */
export async function openSafetensors(file: WeightsFile): Promise<Safetensors> {
  const tensors = await file.use(readPlaces);
  const find = (name: string) => {
    const place = tensors.get(name);
    if (!place) throw new UserError(`${file.name}: expected a tensor ${name}, there is none`);
    const { dtype } = place;
    if (isFloatType(dtype)) return { ...place, dtype };
    throw new UserError(
      `${file.name}: ${name}: expected ${floatTypes.join(', ')}, got ${dtype}; take a model in one of these formats`,
    );
  };
  async function readFrom(source: ByteSource, wanted: readonly Wanted[]): Promise<Tensor[]> {
    for (const { tensor, fits } of wanted) {
      const misfit = fits?.(find(tensor).shape);
      if (misfit) throw new UserError(`${file.name}: ${misfit}`);
    }
    const ranges = wanted.map(({ tensor, rows }) => rangesOf(find(tensor), rows));
    const parts = (await readRanges(source, ranges.flat())).values();
    return wanted.map(({ tensor, rows, check }, i) => {
      const { dtype, shape } = find(tensor);
      const own = (ranges[i] ?? []).map(() => parts.next().value as Uint8Array);
      const data = decodeFloats(joinBytes(own), dtype);
      const fault = check?.(data);
      if (fault) throw new UserError(`${file.name}: ${tensor}: ${fault}`);
      return { shape: rows ? [rows.length, ...shape.slice(1)] : shape, data };
    });
  }
  return {
    ...file,
    tensors,
    read: (wanted) => file.use((source) => readFrom(source, wanted)),
  };
}
