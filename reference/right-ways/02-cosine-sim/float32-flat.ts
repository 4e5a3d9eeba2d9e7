/** Plain loops in float32, rows of the result as Float32Array. */
//! kata-hidden-10aec4a50dd7: never handed to students.
// Worth noticing: Each row is made a unit vector once, so that every pair costs a dot product and
// nothing else; n + m norms in place of n · m.
const f32 = Math.fround;

function unit(row: number[], eps: number): Float32Array {
  let squares = 0;
  for (const value of row) squares = f32(squares + f32(value * value));
  const length = f32(f32(Math.sqrt(squares)) + f32(eps));
  return Float32Array.from(row, (value) => value / length);
}

export function cosineSim(a: number[][], b: number[][], eps = 1e-9): Float32Array[] {
  const d = a[0]?.length;
  for (const row of [...a, ...b]) {
    if (row.length !== d) throw new RangeError(`cosineSim: rows of ${d} and ${row.length}`);
  }
  const others = b.map((row) => unit(row, eps));
  const result: Float32Array[] = [];
  for (const row of a) {
    const u = unit(row, eps);
    const line = new Float32Array(b.length);
    for (let j = 0; j < b.length; j += 1) {
      for (let i = 0; i < u.length; i += 1) {
        line[j] = f32((line[j] as number) + f32((u[i] as number) * (others[j]?.[i] as number)));
      }
    }
    result.push(line);
  }
  return result;
}
