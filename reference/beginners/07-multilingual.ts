/** Wrong answers to exercise 07 as beginners write them. */
//! kata-hidden-17f5b8d3c2e0: never handed to students.
import type { Beginners } from '../judging/misconceptions';

/** A beginner's right version in pieces, each of which can go wrong. */
const pieces = {
  words: `
export function wordPiece(word, vocab, unknown = '[UNK]') {
  let rest = Array.from(word);
  const found = [];
  while (rest.length > 0) {
    let piece = null;
    for (let n = rest.length; n >= 1; n--) {
      const text = (found.length > 0 ? '##' : '') + rest.slice(0, n).join('');
      if (vocab.includes(text)) { piece = text; rest = rest.slice(n); break; }
    }
    if (piece === null) return [unknown];
    found.push(piece);
  }
  return found;
}`,
  fertility: `
export function fertility(words, vocab) {
  let total = 0;
  for (const w of words) total += wordPiece(w, vocab).length;
  return total / words.length;
}`,
  entropy: `
export function headEntropy(weights) {
  const out = [];
  for (const map of weights) {
    let sum = 0;
    for (const row of map) {
      for (const p of row) if (p !== 0) sum -= p * Math.log2(p);
    }
    out.push(sum / map.length);
  }
  return out;
}`,
  align: `
export function alignTokens(a, b) {
  const s = cosineSim(a, b);
  const out = [];
  for (let i = 0; i < s.length; i++) {
    let best = 0;
    for (let j = 1; j < s[i].length; j++) if (s[i][j] > s[i][best]) best = j;
    out.push(best);
  }
  return out;
}`,
  mass: `
export function crossLingualMass(weights, segments) {
  const T = segments.length;
  if (weights.length !== T) throw new RangeError('rows');
  for (const r of weights) if (r.length !== T) throw new RangeError('columns');
  let sum = 0;
  for (let i = 0; i < T; i++) for (let j = 0; j < T; j++) if (segments[i] !== segments[j]) sum += weights[i][j];
  return sum / T;
}`,
};
type Piece = keyof typeof pieces;
const file = (name: Piece, ...changes: [from: string | RegExp, to: string][]): string => {
  const own = changes.reduce((piece, [from, to]) => piece.replace(from, to), pieces[name]);
  const all = Object.values({ ...pieces, [name]: own });
  return `import { cosineSim } from '../02-cosine-sim/cosine-sim';\n${all.join('\n')}`;
};

export default [
  {
    mistake: 'cuts from the right',
    named: ['pieces-from-the-right'],
    code: file('words', [
      /let rest[\s\S]*return found;/,
      `
  let rest = Array.from(word);
  const found = [];
  while (rest.length > 0) {
    let start = 0;
    while (start < rest.length && !vocab.includes((start > 0 ? '##' : '') + rest.slice(start).join(''))) start++;
    if (start === rest.length) return [unknown];
    found.unshift((start > 0 ? '##' : '') + rest.slice(start).join(''));
    rest = rest.slice(0, start);
  }
  return found;`,
    ]),
  },
  {
    mistake: 'looks pieces up without ##',
    named: ['pieces-unmarked'],
    code: file('words', ["(found.length > 0 ? '##' : '') + ", '']),
  },
  {
    mistake: 'gives pieces back without ##',
    named: ['pieces-marks-lost'],
    code: file('words', ['found.push(piece)', "found.push(piece.replace('##', ''))"]),
  },
  {
    mistake: 'takes the shortest piece',
    named: ['pieces-shortest-match'],
    code: file('words', ['let n = rest.length; n >= 1; n--', 'let n = 1; n <= rest.length; n++']),
  },
  {
    mistake: 'cuts between units',
    named: ['pieces-utf-sixteen-units'],
    code: file('words', ['Array.from(word)', "word.split('')"]),
  },
  {
    mistake: 'keeps what it found before the unknown part',
    named: ['pieces-partial-kept'],
    code: file('words', ['return [unknown];', '{ found.push(unknown); return found; }']),
  },
  {
    mistake: 'ignores the name for unknown words',
    named: ['pieces-unknown-ignored'],
    code: file('words', ['return [unknown];', "return ['[UNK]'];"]),
  },
  {
    mistake: 'returns nothing for an unknown word',
    named: ['pieces-nothing-for-unknown'],
    code: file('words', ['return [unknown];', 'return [];']),
  },
  {
    mistake: 'lowers the case first',
    named: ['pieces-lower-case'],
    code: file('words', ['Array.from(word)', 'Array.from(word.toLowerCase())']),
  },
  {
    mistake: 'tries the vocabulary in its order',
    named: ['pieces-order-of-vocabulary'],
    code: file('words', [
      /for \(let n[\s\S]*?break; }\n {4}}/,
      `for (const text of vocab) {
      const bare = found.length > 0 ? (text.startsWith('##') ? text.slice(2) : '') : text;
      if (bare !== '' && rest.join('').startsWith(bare)) { piece = text; rest = rest.slice(Array.from(bare).length); break; }
    }`,
    ]),
  },
  {
    mistake: 'counts characters below the fraction',
    named: ['fertility-per-character'],
    code: file('fertility', ['total / words.length', "total / words.join('').length"]),
  },
  {
    mistake: 'turns the fraction over',
    named: ['fertility-upside-down'],
    code: file('fertility', ['total / words.length', 'words.length / total']),
  },
  {
    mistake: 'does not count unknown words',
    named: ['fertility-without-unknown', 'fertility-unknown-is-nothing'],
    code: file('fertility', [
      'total += wordPiece(w, vocab).length;',
      "{ const c = wordPiece(w, vocab); if (c[0] !== '[UNK]') total += c.length; }",
    ]),
  },
  {
    mistake: 'measures in nats',
    named: ['entropy-in-nats'],
    code: file('entropy', ['Math.log2', 'Math.log']),
  },
  {
    mistake: 'multiplies 0 by the logarithm of 0',
    named: ['entropy-zero-times-log'],
    code: file('entropy', ['if (p !== 0) ', '']),
  },
  {
    mistake: 'forgets the minus',
    named: ['entropy-sign-lost'],
    code: file('entropy', ['sum -=', 'sum +=']),
  },
  {
    mistake: 'forgets to divide by the rows',
    named: ['entropy-summed'],
    code: file('entropy', ['sum / map.length', 'sum']),
  },
  {
    mistake: 'adds a small number inside of the logarithm',
    named: ['entropy-something-in-the-logarithm'],
    code: file('entropy', [
      'if (p !== 0) sum -= p * Math.log2(p)',
      'sum -= p * Math.log2(p + 1e-6)',
    ]),
  },
  {
    mistake: 'gives one number for all heads',
    named: ['entropy-mean-over-heads', 'entropy-one-number'],
    code: file('entropy', ['return out;', 'return out.reduce((a, b) => a + b, 0) / out.length;']),
  },
  {
    mistake: 'divides by all entries',
    named: ['entropy-mean-of-entries'],
    code: file('entropy', ['sum / map.length', 'sum / map.length / map[0].length']),
  },
  {
    mistake: 'aligns by dot product',
    named: ['align-by-dot-product'],
    code: file('align', [
      'const s = cosineSim(a, b);',
      'cosineSim(a, b);\n  const s = a.map((u) => b.map((v) => { let d = 0; for (let c = 0; c < u.length; c++) d += u[c] * v[c]; return d; }));',
    ]),
  },
  {
    mistake: 'takes the last of equals',
    named: ['align-last-on-tie'],
    code: file('align', ['s[i][j] > s[i][best]', 's[i][j] >= s[i][best]']),
  },
  {
    mistake: 'takes the largest of each column',
    named: ['align-columns'],
    code: file('align', ['cosineSim(a, b)', 'cosineSim(b, a)']),
  },
  {
    mistake: 'gives the similarity back',
    named: ['align-gives-similarity'],
    code: file('align', ['out.push(best)', 'out.push(s[i][best])']),
  },
  {
    mistake: 'counts what stays',
    named: ['mass-own-segment'],
    code: file('mass', ['segments[i] !== segments[j]', 'segments[i] === segments[j]']),
  },
  {
    mistake: 'forgets the mean of the mass',
    named: ['mass-summed'],
    code: file('mass', ['return sum / T', 'return sum']),
  },
  {
    mistake: 'counts from segment 0 to segment 1 alone',
    named: ['mass-from-first-to-second'],
    code: file('mass', ['segments[i] !== segments[j]', 'segments[i] === 0 && segments[j] === 1']),
  },
  {
    mistake: 'divides the mass by all entries',
    named: ['mass-mean-of-entries'],
    code: file('mass', ['return sum / T', 'return sum / (T * T)']),
  },
  {
    mistake: 'counts only rows in which anything crosses',
    named: ['mass-mean-of-crossing-rows'],
    code: file('mass', [
      /let sum = 0;[\s\S]*sum \/ T;/,
      `
  let sum = 0;
  let rows = 0;
  weights.forEach((r, i) => {
    const c = r.filter((_, j) => segments[j] !== segments[i]).reduce((a, b) => a + b, 0);
    if (c > 0) rows++;
    sum += c;
  });
  return sum / rows;`,
    ]),
  },
  {
    mistake: 'never checks the map',
    named: ['mass-accepts-shapes', 'mass-accepts-ragged', 'mass-checks-nothing'],
    code: file('mass', [/if \(weights[\s\S]*'columns'\);/, '']),
  },
  {
    mistake: 'stops at the unknown part and keeps the rest',
    named: ['pieces-rest-dropped'],
    code: file('words', ['return [unknown];', 'return found.length > 0 ? found : [unknown];']),
  },
  {
    mistake: 'counts pieces and forgets to divide',
    named: ['fertility-total'],
    code: file('fertility', ['total / words.length', 'total']),
  },
  {
    mistake: 'gives the entropy of every row',
    named: ['entropy-of-each-row'],
    code: file('entropy', [
      /let sum[\s\S]*map\.length\);/,
      `
    const rows = [];
    for (const row of map) {
      let bits = 0;
      for (const p of row) if (p > 0) bits += p * Math.log2(1 / p);
      rows.push(bits);
    }
    out.push(rows);`,
    ]),
  },
  {
    mistake: 'takes the least similar',
    named: ['align-least-similar'],
    code: file('align', ['s[i][j] > s[i][best]', 's[i][j] < s[i][best]']),
  },
  {
    mistake: 'counts all that goes to other tokens',
    named: ['mass-other-tokens'],
    code: file('mass', ['segments[i] !== segments[j]', 'i !== j']),
  },
] satisfies Beginners;
