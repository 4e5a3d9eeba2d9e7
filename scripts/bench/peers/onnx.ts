/**
 * Multi-head attention as one ONNX graph: the same operations in the same order as the lesson's
 * formula, for any T. Written as the bytes of the format itself (onnx.proto, IR version 8, operator
 * set 13), of which a graph needs a dozen fields; https://onnx.ai/onnx/repo-docs/IR.html.
 */

/** Field `number` of a message in the wire format of protocol buffers: a varint or bytes. */
type Field = readonly [number: number, value: number | string | Uint8Array];

/** Seven bits a byte, the lowest first. */
function varint(value: number): number[] {
  return value < 0x80 ? [value] : [(value % 0x80) | 0x80, ...varint(Math.floor(value / 0x80))];
}

function fieldBytes([number, value]: Field): Uint8Array {
  if (typeof value === 'number') return Uint8Array.from([...varint(number * 8), ...varint(value)]);
  const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
  return Buffer.concat([
    Uint8Array.from([...varint(number * 8 + 2), ...varint(bytes.length)]),
    bytes,
  ]);
}

const message = (...fields: Field[]): Uint8Array => Buffer.concat(fields.map(fieldBytes));

const FLOAT = 1;
const INT64 = 7;
const kinds = { int: 2, ints: 7 } as const;

/** A whole number or several, as a node's attribute. */
function attribute([name, value]: [string, number | number[]]): Field {
  // −1 has all 64 bits set; no other negative number is asked for.
  const whole = (each: number): Uint8Array =>
    Uint8Array.from(each === -1 ? [...Array(9).fill(0xff), 1] : varint(each));
  const fields = Array.isArray(value)
    ? [...value.map((each): Field => [8, each]), [20, kinds.ints] as const]
    : [[20, kinds.int] as const];
  const single = Array.isArray(value) ? [] : [Uint8Array.from(varint(3 * 8)), whole(value)];
  return [5, Buffer.concat([message([1, name], ...fields), ...single])];
}

function node(
  operator: string,
  inputs: string[],
  output: string,
  attributes: Record<string, number | number[]> = {},
): Field {
  const named = inputs.map((name): Field => [1, name]);
  const set = Object.entries(attributes).map(attribute);
  return [1, message(...named, [2, output], [4, operator], ...set)];
}

/** A vector of whole numbers that belongs to the graph. */
function indices(name: string, values: number[]): Field {
  const raw = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
  return [5, message([1, values.length], [2, INT64], [8, name], [9, raw])];
}

function scalar(name: string, value: number): Field {
  return [5, message([2, FLOAT], [8, name], [9, new Uint8Array(Float32Array.of(value).buffer)])];
}

/** What the graph takes or gives: float32 with these axes, of which those with a name may vary. */
function tensor(field: number, name: string, axes: (number | string)[]): Field {
  const dimensions = axes.map(
    (axis): Field => [1, typeof axis === 'number' ? message([1, axis]) : message([2, axis])],
  );
  const type = message([1, message([1, FLOAT], [2, message(...dimensions)])]);
  return [field, message([1, name], [2, type])];
}

const letters = ['Q', 'K', 'V', 'O'] as const;

/** `x · w + b`, and for what is split into heads `[T, dModel]` → `[nHeads, T, dK]`. */
function projection(letter: 'Q' | 'K' | 'V'): Field[] {
  // Keys are turned as they are split: [nHeads, dK, T].
  const perm = letter === 'K' ? [1, 2, 0] : [1, 0, 2];
  return [
    node('MatMul', ['x', `w${letter}`], `x${letter}`),
    node('Add', [`x${letter}`, `b${letter}`], `projected${letter}`),
    node('Reshape', [`projected${letter}`, 'heads'], `split${letter}`),
    node('Transpose', [`split${letter}`], letter, { perm }),
  ];
}

const nodes: Field[] = [
  ...projection('Q'),
  ...projection('K'),
  ...projection('V'),
  node('MatMul', ['Q', 'K'], 'products'),
  node('Mul', ['products', 'scale'], 'logits'),
  node('Softmax', ['logits'], 'weights', { axis: -1 }),
  node('MatMul', ['weights', 'V'], 'perHead'),
  node('Transpose', ['perHead'], 'byPosition', { perm: [1, 0, 2] }),
  node('Reshape', ['byPosition', 'flat'], 'merged'),
  node('MatMul', ['merged', 'wO'], 'xO'),
  node('Add', ['xO', 'bO'], 'output'),
];

/**
 * The layer's graph.
 * Takes `x` `[T, dModel]`, `wQ` … `wO` `[dModel, dModel]` and `bQ` … `bO` `[dModel]`, gives `weights`
 * `[nHeads, T, T]` and `output` `[T, dModel]`, all float32.
 * @returns the bytes of an `.onnx` file
 */
export function attentionGraph(dModel: number, nHeads: number): Uint8Array {
  const graph = message(
    ...nodes,
    [2, 'attention'],
    // 0 keeps an axis, −1 takes what is left.
    indices('heads', [0, nHeads, dModel / nHeads]),
    indices('flat', [0, dModel]),
    scalar('scale', 1 / Math.sqrt(dModel / nHeads)),
    tensor(11, 'x', ['T', dModel]),
    ...letters.flatMap((letter) => [
      tensor(11, `w${letter}`, [dModel, dModel]),
      tensor(11, `b${letter}`, [dModel]),
    ]),
    tensor(12, 'weights', [nHeads, 'T', 'T']),
    tensor(12, 'output', ['T', dModel]),
  );
  return message([1, 8], [7, graph], [8, message([1, ''], [2, 13])]);
}
