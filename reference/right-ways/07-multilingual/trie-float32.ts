/** A trie walked once for each piece, sums in float32, indices as Float32Array, no import. */
//! kata-hidden-ad8010eed68a: never handed to students.
// Worth noticing: A trie finds the longest piece by reading the word once from where it stands,
// however large the vocabulary is; and 1 − (mass that stays) is the mass that crosses.
const f32 = Math.fround;

interface Node {
  next: Map<number, Node>;
  ends: boolean;
}

function trieOf(pieces: string[]): Node {
  const root: Node = { next: new Map(), ends: false };
  for (const piece of pieces) {
    let node = root;
    for (const character of piece) {
      const point = character.codePointAt(0) as number;
      const child = node.next.get(point) ?? { next: new Map(), ends: false };
      node.next.set(point, child);
      node = child;
    }
    node.ends = true;
  }
  return root;
}

/** Where the longest piece ends that begins at `start`, in UTF-16 units; −1 when there is none. */
function longestEnd(trie: Node, word: string, start: number): number {
  let [node, end]: [Node | undefined, number] = [trie, -1];
  for (let at = start; at < word.length; ) {
    const point = word.codePointAt(at) as number;
    node = node.next.get(point);
    if (!node) break;
    at += point > 0xffff ? 2 : 1;
    if (node.ends) end = at;
  }
  return end;
}

export function wordPiece(word: string, vocab: string[], unknown = '[UNK]'): string[] {
  const first = trieOf(vocab);
  const later = trieOf(vocab.filter((p) => p.startsWith('##')).map((p) => p.slice(2)));
  const pieces: string[] = [];
  for (let start = 0; start < word.length; ) {
    const end = longestEnd(start === 0 ? first : later, word, start);
    if (end < 0) return [unknown];
    pieces.push((start > 0 ? '##' : '') + word.slice(start, end));
    start = end;
  }
  return pieces;
}

export function fertility(words: string[], vocab: string[]): number {
  let pieces = 0;
  for (const word of words) pieces += wordPiece(word, vocab).length;
  return f32(pieces / words.length);
}

export function headEntropy(weights: number[][][]): Float32Array {
  return Float32Array.from(weights, (map) => {
    let sum = 0;
    for (const row of map) {
      // A trifle inside of the logarithm in place of a case of its own.
      for (const p of row) sum = f32(sum - f32(f32(p) * f32(Math.log2(f32(p) + 1e-30))));
    }
    return sum / map.length;
  });
}

export function alignTokens(a: number[][], b: number[][]): Float32Array {
  const width = a[0]?.length;
  for (const row of [...a, ...b]) if (row.length !== width) throw new RangeError('alignTokens');
  const cosine = (u: number[], v: number[]): number => {
    let [dot, uu, vv] = [0, 0, 0];
    for (let i = 0; i < u.length; i += 1) {
      const [x, y] = [u[i] as number, v[i] as number];
      dot = f32(dot + f32(x * y));
      uu = f32(uu + f32(x * x));
      vv = f32(vv + f32(y * y));
    }
    return f32(dot / f32(f32(Math.sqrt(uu)) * f32(Math.sqrt(vv))));
  };
  return Float32Array.from(a, (u) => {
    let [best, most] = [0, -2];
    for (const [j, v] of b.entries()) {
      const similarity = cosine(u, v);
      if (similarity > most) [best, most] = [j, similarity];
    }
    return best;
  });
}

export function crossLingualMass(weights: number[][], segments: number[]): number {
  let sum = 0;
  for (const [i, row] of weights.entries()) {
    if (row.length !== segments.length) throw new RangeError(`row ${i}: ${row.length}`);
    let own = 0;
    for (const [j, weight] of row.entries())
      if (segments[j] === segments[i]) own = f32(own + weight);
    sum = f32(sum + f32(1 - own));
  }
  if (weights.length !== segments.length) throw new RangeError(`${weights.length} rows`);
  return f32(sum / segments.length);
}
