/**
 * The pieces of a tokenizer.json and their ids, checked before the library reads them: it takes any
 * id as it is, and with one that is negative, a fraction or absurdly large it goes on silently.
 */
import { UserError } from '../../reference/user-error';
import { isCount, isObject, type JsonObject, show } from './json';

/** The largest vocabulary of a published model has some 260,000 pieces. */
const MOST_PIECES = 10_000_000;

const isId = (value: unknown): value is number => isCount(value) && value < MOST_PIECES;

const wantedId = `a whole number from 0 to ${MOST_PIECES - 1}`;

/** Says what is wrong with `{ piece: id }`; null where nothing is. */
function findFaultIn(vocab: JsonObject): string | null {
  const odd = Object.entries(vocab).find(([, id]) => !isId(id));
  return odd
    ? `expected the id of ${show(odd[0])} in model.vocab to be ${wantedId}, got ${show(odd[1])}`
    : null;
}

/** Says what is wrong with `[[piece, score], …]`, where the place is the id. */
function findFaultInList(vocab: readonly unknown[], unknownId: unknown): string | null {
  const isEntry = (entry: unknown): boolean =>
    Array.isArray(entry) && typeof entry[0] === 'string' && Number.isFinite(entry[1]);
  const odd = vocab.findIndex((entry) => !isEntry(entry));
  if (odd !== -1) {
    return `expected entry ${odd} of model.vocab to be a piece and a number, got ${show(vocab[odd])}`;
  }
  if (unknownId === undefined || unknownId === null) return null;
  if (isCount(unknownId) && unknownId < vocab.length) return null;
  return `expected model.unk_id to be below ${vocab.length}, the size of the vocabulary, got ${show(unknownId)}`;
}

function findFaultInAdded(added: unknown): string | null {
  if (!Array.isArray(added)) return `expected added_tokens to be a list, got ${show(added)}`;
  for (const [i, token] of added.entries()) {
    const { id, content } = isObject(token) ? token : {};
    if (!isId(id)) return `expected added_tokens[${i}].id to be ${wantedId}, got ${show(id)}`;
    if (typeof content !== 'string' || content === '') {
      return `expected added_tokens[${i}].content to be a text, got ${show(content)}`;
    }
  }
  return null;
}

function findFault({ model, added_tokens: added = [] }: JsonObject): string | null {
  if (!isObject(model)) return `expected model to be an object, got ${show(model)}`;
  const { vocab, unk_id: unknownId } = model;
  if (!isObject(vocab) && !Array.isArray(vocab)) {
    return `expected model.vocab to be pieces with their ids, got ${show(vocab)}`;
  }
  const inVocab = isObject(vocab) ? findFaultIn(vocab) : findFaultInList(vocab, unknownId);
  return inVocab ?? findFaultInAdded(added);
}

/**
 * @param json of tokenizer.json
 * @param name of the file, for messages
 * @throws UserError for a vocabulary that cannot be right
 */
export function checkVocabulary(json: JsonObject, name: string): void {
  const fault = findFault(json);
  if (fault) throw new UserError(`${name}: ${fault}; fetch it again, or take another model`);
}
