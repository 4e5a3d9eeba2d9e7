/**
 * Values that are not numbers, arrays or plain objects, in plain words: what each is called, and what
 * a learner who got one by accident can look for. Sentences only; nothing is judged here.
 */
import { kindOf } from './data';

/** The name of a kind, and a question or an advice that helps to get rid of it. */
const known: Record<string, readonly [name: string, help: string]> = {
  undefined: ['undefined', 'is a return missing, or a part of the answer?'],
  Promise: ['a Promise', 'await it first'],
  AsyncFunction: ['an async function', 'call it with ( ), and await what it gives'],
  function: ['a function', 'was it to be called, with ( )?'],
  string: ['text', 'toFixed, join and quotes make text, and numbers are expected'],
  boolean: ['true or false', 'a comparison gives that, and a number is expected'],
  bigint: ['a BigInt', 'write numbers without n'],
  Number: ['a Number object', 'leave out new: a plain number is expected'],
  Map: ['a Map', 'give nested arrays or a plain object'],
  Set: ['a Set', 'give an array: [...set]'],
  Tensor: ['a Tensor', 'its arraySync() gives arrays'],
  DenseMatrix: ['a matrix of mathjs', 'its toArray() gives arrays'],
  Generator: ['a generator', 'spread it into an array: [...it]'],
};

const ordinary = ['null', 'number', 'array'];

/** `Map` → `a Map: give nested arrays or a plain object` */
export function kindInWords(kind: string): string {
  const [name, help] = known[kind] ?? [];
  if (name) return `${name}: ${help}`;
  if (kind === 'Object') return 'an object';
  if (ordinary.includes(kind))
    return kind === 'null' ? kind : `a${kind === 'array' ? 'n' : ''} ${kind}`;
  return `an object of class ${kind}: give a plain one, { … }`;
}

/** What a value is, in plain words; a plain object by its keys, a text in full where it is short. */
export function inWords(value: unknown): string {
  const kind = kindOf(value);
  if (typeof value === 'string' && value.length <= 20) {
    return `the text ${JSON.stringify(value)}: ${known.string?.[1]}`;
  }
  if (kind !== 'Object') return kindInWords(kind);
  const keys = Object.keys(value as object);
  if (keys.length === 0) return 'an object without keys';
  return `an object with ${keys.slice(0, 4).join(', ')}${keys.length > 4 ? ', …' : ''}`;
}

/**
 * What a child says of an answer that is no plain data, with what helps behind it.
 * @example explainOddAnswer('returned Map at the top') // 'returned a Map: give nested arrays …'
 */
export function explainOddAnswer(message: string): string {
  const [, kind, place] = message.match(/^returned ([\p{ID_Continue}$]+) at (\S+|the top)$/u) ?? [];
  if (kind === undefined)
    return message.replace(
      /^returned a hole at (.*)$/,
      'left a hole at $1: was it never filled in?',
    );
  return `returned ${place === 'the top' ? '' : `at ${place} `}${kindInWords(kind)}`;
}
