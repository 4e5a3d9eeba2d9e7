/**
 * Nothing is split or merged: each head has its own columns of wQ, wK and wV, and the output is the
 * sum of what each head puts through its own rows of wO. Async.
 */
//! kata-hidden-f0931d94f49c: never handed to students.
// Worth noticing: Nothing is split or merged, because concat(heads) · wO is the sum of each head
// times its own rows of wO; a head can be looked at, or left out, by itself.
type Matrix = number[][];

interface Options {
  temperature?: number;
  mask?: boolean[][];
}

type Params = Record<'wQ' | 'wK' | 'wV' | 'wO', Matrix> &
  Partial<Record<'bQ' | 'bK' | 'bV' | 'bO', number[]>>;

const multiply = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) =>
    (b[0] ?? []).map((_, j) =>
      row.reduce((sum, value, i) => sum + value * (b[i]?.[j] as number), 0),
    ),
  );

const columns = (w: Matrix, from: number, to: number): Matrix =>
  w.map((row) => row.slice(from, to));

const addRow = (x: Matrix, b: number[]): Matrix =>
  x.map((row) => row.map((value, j) => value + (b[j] as number)));

const transpose = (x: Matrix): Matrix =>
  (x[0] ?? []).map((_, j) => x.map((row) => row[j] as number));

function check(
  x: Matrix,
  params: Params,
  nHeads: number,
  { temperature = 1, mask }: Options,
): void {
  const d = x[0]?.length;
  const square = (m: unknown[][], n?: number): boolean =>
    m.length === n && m.every((row) => row.length === n);
  const { wQ, wK, wV, wO, bQ, bK, bV, bO } = params;
  const good =
    x.every((row) => row.length === d) &&
    [wQ, wK, wV, wO].every((w) => square(w, d)) &&
    [bQ, bK, bV, bO].every((b) => !b || b.length === d) &&
    Number.isInteger(nHeads) &&
    Number.isInteger((d ?? 0) / nHeads) &&
    nHeads > 0 &&
    temperature > 0 &&
    (!mask || square(mask, x.length));
  if (!good) throw new RangeError('multiHeadAttention: shapes do not fit together');
}

export async function multiHeadAttention(
  x: Matrix,
  params: Params,
  nHeads: number,
  options: Options = {},
) {
  check(x, params, nHeads, options);
  const { temperature = 1, mask } = options;
  const d = params.wQ.length;
  const none = new Array<number>(d).fill(0);
  const heads = Array.from({ length: nHeads }, async (_, h) => {
    const [from, to] = [(h * d) / nHeads, ((h + 1) * d) / nHeads];
    const project = (w: Matrix, b = none): Matrix =>
      addRow(multiply(x, columns(w, from, to)), b.slice(from, to));
    const [q, k, v] = [
      project(params.wQ, params.bQ),
      project(params.wK, params.bK),
      project(params.wV, params.bV),
    ];
    const weights = multiply(q, transpose(k)).map((row, i) => {
      const open = row.map((_, j) => mask?.[i]?.[j] ?? true);
      const peak = Math.max(...row.filter((_, j) => open[j]));
      const powers = row.map((score, j) =>
        open[j] ? Math.exp((score - peak) / Math.sqrt(d / nHeads) / temperature) : 0,
      );
      const total = powers.reduce((sum, power) => sum + power, 0) || 1;
      return powers.map((power) => power / total);
    });
    return { weights, part: multiply(multiply(weights, v), params.wO.slice(from, to)) };
  });
  const done = await Promise.all(heads);
  const start = x.map(() => params.bO ?? none);
  const output = done.reduce(
    (sum, { part }) => sum.map((row, t) => row.map((value, j) => value + (part[t]?.[j] as number))),
    start,
  );
  return { weights: done.map(({ weights }) => weights), output };
}
