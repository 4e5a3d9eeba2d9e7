/**
 * A model's weights in one file, or in several with an index that says which tensor lies where:
 *
 *     model.safetensors.index.json        { weight_map: { "embeddings.…": "model-00001-of-00002.safetensors" } }
 *     model-00001-of-00002.safetensors    a safetensors file
 *
 * Of several files only those are opened that have a tensor that is asked for.
 *
 * @see https://huggingface.co/docs/safetensors/metadata_parsing
 */
import { UserError } from '../../reference/user-error';
import { type ModelFiles, nearestFirst } from './files';
import { isObject, parseObject, show } from './json';
import { openSafetensors, type Safetensors, type Tensor, type Wanted } from './safetensors';

/** The names of tensors. */
export type Names = Pick<ReadonlySet<string>, 'has' | 'keys'>;

/** Tensors by their names, in whichever files. */
export interface Tensors {
  /** For messages. */
  name: string;
  tensors: Names;
  read(wanted: readonly Wanted[]): Promise<Tensor[]>;
}

/**
 * Refuses the tensors of another kind of model, before their file is kept.
 * @param name of the file, for messages
 * @throws UserError
 */
export type CheckNames = (tensors: Names, name: string) => void;

const WHOLE = 'model.safetensors';
const INDEX = 'model.safetensors.index.json';

/** A file beside the index, never one in another folder. */
const isPlain = (file: unknown): file is string =>
  typeof file === 'string' && /^\w[\w.-]*\.safetensors$/.test(file);

/** The file of each tensor, by its name. */
function readIndex(bytes: Uint8Array, name: string): Map<string, string> {
  const { weight_map: files } = parseObject(bytes, name, { unique: true });
  if (!isObject(files)) {
    throw new UserError(
      `${name}: expected weight_map to be the files of tensors, got ${show(files)}; fetch it again`,
    );
  }
  return new Map(
    Object.entries(files).map(([tensor, file]) => {
      if (isPlain(file)) return [tensor, file];
      throw new UserError(
        `${name}: expected a file such as model-00001-of-00002.safetensors for ${show(tensor)}, got ${show(file)}; fetch it again`,
      );
    }),
  );
}

/** Opens each file when it is needed first, and again after a failure. */
function makeOpener(files: ModelFiles) {
  const opened = new Map<string, Promise<Safetensors>>();
  const open = async (file: string): Promise<Safetensors> => {
    const weights = await files.openWeights(file);
    if (weights) return openSafetensors(weights);
    throw files.missing(file);
  };
  return (file: string): Promise<Safetensors> => {
    const opening = opened.get(file) ?? open(file);
    opened.set(file, opening);
    opening.catch(() => opened.delete(file));
    return opening;
  };
}

function joinShards(name: string, index: ReadonlyMap<string, string>, files: ModelFiles): Tensors {
  const open = makeOpener(files);
  const fileOf = ({ tensor }: Wanted): string => {
    const file = index.get(tensor);
    if (file !== undefined) return file;
    files.doubt(INDEX);
    throw new UserError(`${name}: expected a tensor ${tensor}, there is none`);
  };
  return {
    name,
    tensors: index,
    async read(wanted) {
      const places = wanted.map(fileOf);
      const found = new Map<string, IterableIterator<Tensor>>();
      for (const file of new Set(places)) {
        const { read } = await open(file);
        found.set(file, (await read(wanted.filter((_, i) => places[i] === file))).values());
      }
      return places.map((file) => found.get(file)?.next().value as Tensor);
    },
  };
}

async function openWhole(files: ModelFiles, check: CheckNames): Promise<Tensors | null> {
  const weights = await files.openWeights(WHOLE);
  if (!weights) return null;
  const file = await openSafetensors(weights);
  await file.use(async () => check(file.tensors, file.name));
  return file;
}

function openShards(files: ModelFiles, check: CheckNames): Promise<Tensors | null> {
  return files.read(INDEX, (bytes, name) => {
    const index = readIndex(bytes, name);
    check(index, name);
    return joinShards(name, index, files);
  });
}

const PICKLED = 'pytorch_model.bin';

async function explainMissing(files: ModelFiles): Promise<UserError> {
  if (!(await files.has(PICKLED))) return files.missing(WHOLE);
  return new UserError(
    `${files.name}: expected ${WHOLE}, got only ${PICKLED}, which can run code and is not read; take a model with safetensors, or save this one anew with save_pretrained`,
  );
}

/**
 * Opens a model's weights.
 * @throws UserError for weights that cannot be had, are not as the format says or do not pass `check`
 */
export async function openAllTensors(files: ModelFiles, check: CheckNames): Promise<Tensors> {
  for (const file of await nearestFirst(files, [WHOLE, INDEX])) {
    const open = file === WHOLE ? openWhole : openShards;
    const opened = await open(files, check);
    if (opened) return opened;
  }
  throw await explainMissing(files);
}
