/**
 * What people get wrong about word pieces and about reading maps. Columns in place of rows are not
 * among the mistakes: a mean entropy adds up all entries of a map whichever way, and being of
 * another segment goes both ways, so the numbers are the same.
 */
//! kata-hidden-382fbeca20b8: never handed to students.
import type { Misconception } from '../judging/misconceptions';
import { around, caps, glances, numerals, remembering, sharing } from './around';

const POINTS = 'const points = [...word];';
const KNOWN = 'const known = new Set(vocab);';
const PREFIX = "start === 0 ? '' : '##'";
const SEARCH = `let end = points.length;
    while (end > start && !known.has(prefix + points.slice(start, end).join(''))) end -= 1;`;
const GIVE_UP = 'if (end === start) return [unknown];';
const PUSH = "pieces.push(prefix + points.slice(start, end).join(''))";
const FERTILITY = 'return mean(words.map((word) => wordPiece(word, vocab).length));';
const ENTROPIES = 'return weights.map((map) => mean(map.map(entropyInBits)));';
const TERM = 'p > 0 ? bits - p * Math.log2(p) : bits';
const LARGEST = 'similarity.indexOf(Math.max(...similarity))';
const ALIGNED = `cosineSim(a, b).map((similarity) => ${LARGEST})`;
const CROSSES = 'segments[j] === segments[i] ? sum : sum + weight';
const MASS = 'return mean(crossing);';
const ODD = 'weights.find((row) => row.length !== size)';
const KNOWS = '!known.has(prefix';

/** `cosineSim` of exercise 02, which checks, and an alignment that looks at less. */
const unchecked = (looks: string): string =>
  `(a, b) => {
  const [width, of] = [a[0].length, (rows) => ${looks}];
  if ([...of(a), ...of(b)].some((row) => row.length !== width)) throw new RangeError('widths');
  const even = (rows) => rows.map((row) => Array.from({ length: width }, (_, j) => row[j] ?? 0));
  return right(even(a), even(b));
}`;

export default [
  {
    id: 'pieces-utf-sixteen-units',
    says: 'Words are cut between UTF-16 units, so a character beyond 16 bits can be cut in half. A code point is never cut.',
    asks: 'How many code points has an emoji, and how many does its length count?',
    changes: [[POINTS, "const points = word.split('');"]],
  },
  {
    id: 'pieces-length-in-units',
    says: 'The end of the word is taken from its length, which counts UTF-16 units. Characters beyond 16 bits count twice there.',
    changes: [['while (start < points.length) {', 'while (start < word.length) {']],
  },
  {
    id: 'pieces-by-grapheme',
    says: 'Words are cut between what a reader takes for letters. A combining sign is a code point of its own.',
    changes: [
      [POINTS, 'const points = Array.from(new Intl.Segmenter().segment(word), (s) => s.segment);'],
    ],
  },
  {
    id: 'pieces-normalised',
    says: 'The word is brought to another Unicode form first. Here it is cut as it comes.',
    changes: [[POINTS, "const points = [...word.normalize('NFC')];"]],
  },
  {
    id: 'pieces-decomposed',
    says: 'The word is taken apart into letters and accents first. Here it is cut as it comes.',
    changes: [[POINTS, "const points = [...word.normalize('NFD')];"]],
  },
  {
    id: 'pieces-lower-case',
    says: 'The word is put into lower case first. Here it is cut as it comes.',
    changes: [[POINTS, 'const points = [...word.toLowerCase()];']],
  },
  {
    id: 'pieces-unmarked',
    says: 'Pieces inside of a word are looked up without the ## before them.',
    asks: 'How does the vocabulary write a piece that goes on inside of a word?',
    changes: [[PREFIX, "''"]],
  },
  {
    id: 'pieces-marks-lost',
    says: 'The pieces are the right ones, but those inside of a word are given back without their ##.',
    asks: 'How does the vocabulary write a piece that goes on inside of a word?',
    changes: [[PUSH, "pieces.push(points.slice(start, end).join(''))"]],
  },
  {
    id: 'pieces-marks-everywhere',
    says: 'The first piece of a word is looked up with ## before it, too.',
    changes: [[PREFIX, "'##'"]],
  },
  {
    id: 'pieces-marks-optional',
    says: 'Inside of a word, a piece that may only begin a word is taken as well, and marked as if it were another.',
    changes: [
      [KNOWN, "const known = new Set([...vocab, ...vocab.map((piece) => '##'.concat(piece))]);"],
    ],
  },
  {
    id: 'pieces-shortest-match',
    says: 'The shortest piece that fits is taken, not the longest.',
    asks: 'Of two pieces that fit, which is tried first?',
    changes: [
      [
        SEARCH,
        `let end = start + 1;
    while (end <= points.length && !known.has(prefix + points.slice(start, end).join(''))) end += 1;
    if (end > points.length) end = start;`,
      ],
    ],
  },
  {
    id: 'pieces-order-of-vocabulary',
    says: 'The first piece of the vocabulary that fits is taken, not the longest.',
    asks: 'Of two pieces that fit, does their order decide or their length?',
    changes: [
      [
        SEARCH,
        `const left = prefix + points.slice(start).join('');
    const fits = vocab.find((piece) => piece.length > prefix.length && left.startsWith(piece));
    const end = start + [...(fits ?? prefix)].length - prefix.length;`,
      ],
    ],
  },
  {
    id: 'pieces-taken-back',
    says: 'Where the rest has no match, a shorter piece is tried instead. Greedy matching never takes a piece back.',
    changes: [
      [
        'let start = 0;',
        `let start = 0;
  const cut = (from: number): string[] | null => {
    if (from === points.length) return [];
    for (let to = points.length; to > from; to -= 1) {
      const piece = (from === 0 ? '' : '##') + points.slice(from, to).join('');
      const rest = known.has(piece) ? cut(to) : null;
      if (rest) return [piece, ...rest];
    }
    return null;
  };
  if (start === 0) return cut(0) ?? [unknown];`,
      ],
    ],
  },
  {
    id: 'pieces-partial-kept',
    says: 'Where the rest has no match, the pieces found so far are kept. The whole word is unknown then.',
    asks: 'If one part of a word is unknown, what is left of the rest?',
    changes: [[GIVE_UP, 'if (end === start) return [...pieces, unknown];']],
  },
  {
    id: 'pieces-unknown-letter',
    says: 'Only the letter without a match becomes unknown. The whole word is unknown then.',
    changes: [
      [
        GIVE_UP,
        'if (end === start) {\n      pieces.push(unknown);\n      start += 1;\n      continue;\n    }',
      ],
    ],
  },
  {
    id: 'pieces-rest-dropped',
    says: 'Where the rest has no match, it is left out without a trace.',
    changes: [[GIVE_UP, 'if (end === start) return pieces.length > 0 ? pieces : [unknown];']],
  },
  {
    id: 'pieces-unknown-ignored',
    says: 'The name for unknown words that is passed in makes no difference.',
    changes: [[GIVE_UP, "if (end === start) return ['[UNK]'];"]],
  },
  {
    id: 'pieces-limit-of-length',
    says: 'Long words are taken for unknown. There is no limit here.',
    changes: [[POINTS, `${POINTS}\n  if (points.length > 100) return [unknown];`]],
  },
  {
    id: 'fertility-per-character',
    says: 'Pieces are divided by the characters of the words, not by the words.',
    asks: 'Pieces per what?',
    changes: [
      [
        FERTILITY,
        "return words.flatMap((word) => wordPiece(word, vocab)).length / words.join('').length;",
      ],
    ],
  },
  {
    id: 'fertility-median',
    says: 'This is the median of the pieces per word. A mean is asked for.',
    changes: [
      [
        FERTILITY,
        'const counts = words.map((word) => wordPiece(word, vocab).length).sort((n, m) => n - m);\n  return counts[Math.floor(counts.length / 2)] ?? 0;',
      ],
    ],
  },
  {
    id: 'fertility-upside-down',
    says: 'This is words per piece. Pieces per word are asked for.',
    asks: 'Does a word that is cut more raise the number or lower it?',
    changes: [[FERTILITY, FERTILITY.replace('return', 'return 1 /')]],
  },
  {
    id: 'fertility-total',
    says: 'The pieces are counted, but not divided by the words.',
    changes: [[FERTILITY, FERTILITY.replace('return', 'return words.length *')]],
  },
  {
    id: 'fertility-cuts',
    says: 'The cuts are counted, or only the pieces with ##. The first piece of a word counts, too.',
    changes: [[FERTILITY, FERTILITY.replace('.length))', '.length - 1))')]],
  },
  {
    id: 'fertility-distinct-words',
    says: 'A word that occurs again is not counted again.',
    changes: [[FERTILITY, FERTILITY.replace('words.map', '[...new Set(words)].map')]],
  },
  {
    id: 'fertility-without-unknown',
    says: 'Unknown words are left out. Each is one piece.',
    changes: [
      [
        FERTILITY,
        "const cut = words.map((word) => wordPiece(word, vocab));\n  return mean(cut.filter(([first]) => first !== '[UNK]').map((pieces) => pieces.length));",
      ],
    ],
  },
  {
    id: 'entropy-in-nats',
    says: 'The entropy is in nats: the natural logarithm is used. Bits take the logarithm to base 2.',
    asks: 'How many bits does a fair coin have?',
    changes: [['Math.log2(p)', 'Math.log(p)']],
  },
  {
    id: 'entropy-zero-times-log',
    says: 'A weight of 0 gives NaN: 0 times the logarithm of 0 has to be left out.',
    asks: 'What is 0 times −Infinity, and what should a weight of 0 add?',
    changes: [[TERM, 'bits - p * Math.log2(p)']],
  },
  {
    id: 'entropy-sign-lost',
    says: 'The sign is the wrong way round: logarithms of weights are not above 0.',
    asks: 'Can there be fewer than 0 bits?',
    changes: [[TERM, 'p > 0 ? bits + p * Math.log2(p) : bits']],
  },
  {
    id: 'entropy-share-of-largest',
    says: 'The entropy is divided by the largest there can be, log₂ T. Bits are asked for.',
    changes: [[TERM, 'p > 0 ? bits - (p * Math.log2(p)) / Math.log2(row.length) : bits']],
  },
  {
    id: 'entropy-mean-over-heads',
    says: 'All heads share one number. Each head has its own.',
    asks: 'Can two heads have different entropies?',
    changes: [
      [
        ENTROPIES,
        'const all = mean(weights.flat().map(entropyInBits));\n  return weights.map(() => all);',
      ],
    ],
  },
  {
    id: 'entropy-of-mean-map',
    says: 'The entropy is taken of the mean row. A head that looks at another token in each row seems spread out then.',
    changes: [
      [
        ENTROPIES,
        'return weights.map((map) =>\n    entropyInBits((map[0] ?? []).map((_, j) => mean(map.map((row) => row[j] ?? 0)))),\n  );',
      ],
    ],
  },
  {
    id: 'entropy-of-whole-map',
    says: 'The whole map is taken as one distribution. Each row is one, and their mean is asked for.',
    changes: [
      [
        ENTROPIES,
        'return weights.map((map) => entropyInBits(map.flat().map((p) => p / map.length)));',
      ],
    ],
  },
  {
    id: 'entropy-summed',
    says: 'The entropies of the rows are added up. Their mean is asked for.',
    asks: 'Does the number grow if the same row comes twice?',
    changes: [[ENTROPIES, ENTROPIES.replace('mean(', 'map.length * mean(')]],
  },
  {
    id: 'align-by-dot-product',
    says: 'Tokens are compared by dot product, so long vectors win. The cosine looks at the direction alone.',
    asks: 'Should a token be found for its direction, or for its length?',
    changes: [
      [
        ALIGNED,
        `cosineSim(a, b) && a\n    .map((u) => b.map((v) => u.reduce((sum, value, i) => sum + value * (v[i] ?? 0), 0)))\n    .map((similarity) => ${LARGEST})`,
      ],
    ],
  },
  {
    id: 'align-last-on-tie',
    says: 'Of several that are equally near, the last is taken. It has to be the first.',
    asks: 'Of two that are equally near, which does your comparison keep?',
    changes: [[LARGEST, LARGEST.replace('indexOf', 'lastIndexOf')]],
  },
  {
    id: 'align-least-similar',
    says: 'The least similar token is taken. A cosine is larger the nearer two tokens are.',
    changes: [[LARGEST, LARGEST.replace('max', 'min')]],
  },
  {
    id: 'align-without-sign',
    says: 'Opposite directions pass for near ones: the sign of the cosine is lost.',
    changes: [['cosineSim(a, b).map(', 'cosineSim(a, b).map((row) => row.map(Math.abs)).map(']],
  },
  {
    id: 'align-columns',
    says: 'There is an index for each row of b. One for each row of a is asked for.',
    asks: 'How many indices should there be: one for each token of a, or of b?',
    changes: [['cosineSim(a, b).map(', 'cosineSim(b, a).map(']],
  },
  {
    id: 'align-gives-similarity',
    says: 'The largest similarity is given back. Its index is asked for.',
    asks: 'Is the largest value asked for, or the place where it stands?',
    changes: [[LARGEST, 'Math.max(...similarity)']],
  },
  {
    id: 'align-one-to-one',
    says: 'A token that has been chosen is not chosen again. Several tokens may share one.',
    changes: [
      [
        ALIGNED,
        'cosineSim(a, b).map(function choose(this: Set<number>, similarity) {\n    const free = similarity.map((s, j) => (this.has(j) ? -2 : s));\n    const best = free.indexOf(Math.max(...free));\n    this.add(best);\n    return best;\n  }, new Set<number>())',
      ],
    ],
  },
  {
    id: 'mass-own-segment',
    says: "The attention that stays in a token's own segment is counted.",
    asks: 'Is what stays counted, or what leaves?',
    changes: [['segments[j] === segments[i]', 'segments[j] !== segments[i]']],
  },
  {
    id: 'mass-other-tokens',
    says: "All that goes to other tokens is counted, those of a token's own segment included.",
    changes: [['segments[j] === segments[i]', 'j === i']],
  },
  {
    id: 'mass-later-segments',
    says: 'Only what goes one way is counted, from a smaller segment to a larger one. Both ways count.',
    changes: [[CROSSES, '(segments[j] ?? 0) > (segments[i] ?? 0) ? sum + weight : sum']],
  },
  {
    id: 'mass-two-segments',
    says: 'The segments are taken to be 0 and 1. There can be more of them, with other numbers.',
    changes: [['segments[j] === segments[i]', '!segments[j] === !segments[i]']],
  },
  {
    id: 'mass-summed',
    says: 'The shares of the rows are added up. Their mean is asked for.',
    asks: 'Between which two numbers does a share lie?',
    changes: [[MASS, 'return weights.length * mean(crossing);']],
  },
  {
    id: 'mass-mean-of-entries',
    says: 'The mean is taken over all entries of the map. It goes over the rows.',
    asks: 'How many rows share out 1 each?',
    changes: [[MASS, 'return mean(crossing) / weights.length;']],
  },
  {
    id: 'mass-mean-of-crossing-rows',
    says: 'Rows from which nothing crosses are left out of the mean. They count as 0.',
    changes: [[MASS, 'return mean(crossing.filter((share) => share > 0));']],
  },
  {
    id: 'mass-accepts-shapes',
    says: 'A map that does not fit the segments gets an answer. It has to be refused.',
    changes: [['checkMap(weights, segments.length);', 'checkMap(weights, weights.length);']],
  },
  {
    id: 'mass-accepts-ragged',
    says: 'Rows of a map that are too short or too long get an answer. They have to be refused.',
    changes: [['weights.length === size && !odd', 'weights.length === size']],
  },
  {
    id: 'pieces-remembered-by-word',
    says: 'A word that comes again is cut as before, whatever the vocabulary is now.',
    ...remembering('wordPiece', 'given[0]'),
  },
  {
    id: 'fertility-remembered-by-words',
    says: 'Words that come again get the answer that they got before, whatever the vocabulary is now.',
    ...remembering('fertility', 'given[0]'),
  },
  {
    id: 'pieces-share-their-answer',
    says: 'Pieces are written into the same array each time, so that an earlier answer changes with the next call.',
    ...sharing('wordPiece'),
  },
  {
    id: 'entropy-shares-its-answer',
    says: 'Entropies are written into the same array each time, so that an earlier answer changes with the next call.',
    ...sharing('headEntropy'),
  },
  {
    id: 'align-shares-its-answer',
    says: 'Indices are written into the same array each time, so that an earlier answer changes with the next call.',
    ...sharing('alignTokens'),
  },
  {
    id: 'pieces-trimmed',
    says: 'Blanks around a word are taken away. Here it is cut as it comes.',
    changes: [[POINTS, 'const points = [...word.trim()];']],
  },
  {
    id: 'pieces-trimmed-at-the-end',
    says: 'Blanks behind a word are taken away. Here it is cut as it comes.',
    changes: [[POINTS, 'const points = [...word.trimEnd()];']],
  },
  {
    id: 'pieces-lower-case-as-a-last-resort',
    says: 'A word without a match is tried again in lower case. Here it is cut as it comes.',
    ...around(
      'wordPiece',
      "(word, vocab, unknown = '[UNK]') => { const all = right(word, vocab, unknown); return all[0] === unknown ? right(word.toLowerCase(), vocab, unknown) : all; }",
    ),
  },
  {
    id: 'pieces-of-ten-letters',
    says: 'No piece is longer than ten letters. There is no limit here.',
    changes: [['let end = points.length;', 'let end = Math.min(points.length, start + 10);']],
  },
  {
    id: 'pieces-never-the-whole',
    says: 'A word that the vocabulary has whole is cut all the same.',
    changes: [
      [
        'let end = points.length;',
        'let end = start === 0 && points.length > 1 ? points.length - 1 : points.length;',
      ],
    ],
  },
  {
    id: 'pieces-in-an-object',
    says: 'The vocabulary is looked up in an object, which has names of its own, such as constructor.',
    changes: [
      [KNOWN, 'const known = Object.fromEntries(vocab.map((piece) => [piece, true]));'],
      [KNOWS, '!(prefix'],
      ["points.slice(start, end).join('')))", "points.slice(start, end).join('') in known))"],
    ],
  },
  {
    id: 'pieces-as-patterns',
    says: 'Pieces are looked up as patterns, in which a dot stands for any letter.',
    changes: [
      [KNOWS, "!vocab.some((piece) => new RegExp('^' + piece + '$').test(prefix"],
      ["points.slice(start, end).join('')))", "points.slice(start, end).join(''))))"],
    ],
  },
  {
    id: 'entropy-small-weights-dropped',
    says: 'Small weights are left out. Each counts, however small it is.',
    changes: [[TERM, TERM.replace('p > 0', 'p > 1e-3')]],
  },
  {
    id: 'entropy-something-in-the-logarithm',
    says: 'Something is added inside of the logarithm.',
    changes: [[TERM, 'bits - p * Math.log2(p + 1e-4)']],
  },
  {
    id: 'align-starts-at-zero',
    says: 'The search for the most similar token starts at 0, so that nothing is found where all point away.',
    changes: [
      [LARGEST, 'Math.max(0, similarity.findIndex((s) => s === Math.max(0, ...similarity)))'],
    ],
  },
  {
    id: 'align-mirrored',
    says: 'Half of the similarities are a mirror image of the other half. That is right only where both texts are the same.',
    changes: [
      [
        'cosineSim(a, b).map(',
        'cosineSim(a, b).map((row, i, all) => row.map((s, j) => (a.length === b.length && j < i ? (all[j]?.[i] ?? 0) : s))).map(',
      ],
    ],
  },
  {
    id: 'align-largest-by-text',
    says: 'The largest similarity is found by sorting as text, where −0.9 comes after −0.1.',
    changes: [[LARGEST, 'similarity.indexOf([...similarity].sort().at(-1) ?? 0)']],
  },
  {
    id: 'align-checks-totals',
    says: 'Only the number of all entries is compared with the width: rows that differ but add up pass.',
    ...around('alignTokens', unchecked('(rows.flat().length === rows.length * width ? [] : [[]])')),
  },
  ...glances
    .filter(({ glance }) => glance !== 'all-but-last')
    .flatMap(({ glance, looks, says }) => [
      { id: `align-checks-${glance}`, says, ...around('alignTokens', unchecked(looks)) },
      {
        id: `mass-checks-${glance}`,
        says,
        changes: [[ODD, `((rows) => ${looks})(weights).find((row) => row?.length !== size)`]] as [
          string,
          string,
        ][],
      },
    ]),
  {
    id: 'mass-checks-totals',
    says: 'Only the number of all entries is compared with the shape: rows that differ but add up pass.',
    changes: [[ODD, 'weights.flat().length === size * size ? undefined : weights[0]']],
  },
  {
    id: 'mass-segments-by-sign',
    says: 'Segments are compared by their sign. Two are the same where their numbers are.',
    changes: [
      [
        'segments[j] === segments[i]',
        'Math.sign(segments[j] ?? 0) === Math.sign(segments[i] ?? 0)',
      ],
    ],
  },
  {
    id: 'mass-segments-whole',
    says: 'Segments are compared as whole numbers without a sign. Any numbers name them.',
    changes: [
      ['segments[j] === segments[i]', 'Math.abs(segments[j] ?? 0) === Math.abs(segments[i] ?? 0)'],
    ],
  },
  {
    id: 'mass-small-weights-dropped',
    says: 'Small weights are left out. Each counts, however small it is.',
    changes: [[CROSSES, CROSSES.replace('sum + weight', '(weight < 1e-3 ? sum : sum + weight)')]],
  },
  {
    id: 'pieces-from-the-right',
    says: 'The word is cut from its end. The longest piece is taken from its beginning.',
    asks: 'Which piece is looked for first: one at the beginning of the word, or at its end?',
    changes: [
      [
        'let start = 0;',
        `let start = 0;
  let rest = points.length;
  while (rest > 0) {
    let from = 0;
    while (from < rest && !known.has((from > 0 ? '##' : '') + points.slice(from, rest).join(''))) from += 1;
    if (from === rest) return [unknown];
    pieces.unshift((from > 0 ? '##' : '') + points.slice(from, rest).join(''));
    rest = from;
  }
  start = points.length;`,
      ],
    ],
  },
  {
    id: 'pieces-nothing-for-unknown',
    says: 'A word of which a part has no match gives no pieces at all. It gives one, which stands for what is unknown.',
    asks: 'How many pieces stand for a word that is unknown?',
    changes: [[GIVE_UP, 'if (end === start) return [];']],
  },
  {
    id: 'fertility-unknown-is-nothing',
    says: 'An unknown word counts below the fraction, but its piece is not counted. It is one piece.',
    asks: 'How many pieces is an unknown word?',
    changes: [
      [
        FERTILITY,
        "return mean(words.map((word) => wordPiece(word, vocab).filter((piece) => piece !== '[UNK]').length));",
      ],
    ],
  },
  {
    id: 'entropy-one-number',
    says: 'There is one number for all heads. Each head has its own.',
    asks: 'How many numbers should come back for several heads?',
    changes: [
      [ENTROPIES, `${ENTROPIES.replace('return ', 'return mean(').slice(0, -1)}) as never;`],
    ],
  },
  {
    id: 'entropy-mean-of-entries',
    says: 'The bits are divided by the number of all entries of a map. The mean is over its rows.',
    changes: [[ENTROPIES, ENTROPIES.replace('mean(', '(1 / map.length) * mean(')]],
  },
  {
    id: 'entropy-of-each-row',
    says: 'There is a number for each row. One for each head is asked for, the mean of its rows.',
    changes: [[ENTROPIES, 'return weights.map((map) => map.map(entropyInBits)) as never;']],
  },
  {
    id: 'mass-from-first-to-second',
    says: 'Only what goes from segment 0 to segment 1 is counted. Both ways count, between any two segments.',
    asks: 'Does attention from the second language to the first cross as well?',
    changes: [[CROSSES, 'segments[i] === 0 && segments[j] === 1 ? sum + weight : sum']],
  },
  {
    id: 'mass-of-each-row',
    says: 'There is a share for each row. Their mean is asked for, one number.',
    changes: [[MASS, 'return crossing as never;']],
  },
  {
    id: 'mass-checks-nothing',
    says: 'Maps of any shape get an answer: nothing is refused.',
    changes: [['if (weights.length === size && !odd) return;', 'if (true) return;']],
  },
] satisfies Misconception[];

export const probes = [
  ...caps.flatMap((cap) => [
    {
      id: `pieces-of-letters-${numerals[cap]}`,
      says: 'No piece is longer than so many letters.',
      changes: [
        ['let end = points.length;', `let end = Math.min(points.length, start + ${cap});`],
      ] as [string, string][],
    },
    {
      id: `pieces-first-${numerals[cap]}`,
      says: 'Only the first pieces are given back.',
      ...around('wordPiece', `(...given) => right(...given).slice(0, ${cap})`),
    },
    {
      id: `pieces-of-vocabulary-${numerals[cap]}`,
      says: 'Only the first pieces of the vocabulary are known.',
      ...around(
        'wordPiece',
        `(word, vocab, unknown) => right(word, vocab.slice(0, ${cap}), unknown)`,
      ),
    },
    {
      id: `fertility-first-words-${numerals[cap]}`,
      says: 'Only the first words count.',
      ...around('fertility', `(words, vocab) => right(words.slice(0, ${cap}), vocab)`),
    },
    {
      id: `entropy-first-heads-${numerals[cap]}`,
      says: 'Only the first heads are measured.',
      ...around('headEntropy', `(w) => right(w).map((bits, h) => (h < ${cap} ? bits : 0))`),
    },
    {
      id: `entropy-first-rows-${numerals[cap]}`,
      says: 'Only the first rows are measured.',
      changes: [
        [
          ENTROPIES,
          ENTROPIES.replace(
            'map.map(entropyInBits)',
            `map.map((row, i) => (i < ${cap} ? entropyInBits(row) : 0))`,
          ),
        ],
      ] as [string, string][],
    },
    {
      id: `entropy-first-weights-${numerals[cap]}`,
      says: 'Only the first weights of a row are measured.',
      changes: [
        [
          ENTROPIES,
          ENTROPIES.replace(
            'map.map(entropyInBits)',
            `map.map((row) => entropyInBits(row.slice(0, ${cap})))`,
          ),
        ],
      ] as [string, string][],
    },
    {
      id: `align-first-of-b-${numerals[cap]}`,
      says: 'Only the first tokens can be found.',
      changes: [[LARGEST, `similarity.indexOf(Math.max(...similarity.slice(0, ${cap})))`]] as [
        string,
        string,
      ][],
    },
    {
      id: `align-first-of-a-${numerals[cap]}`,
      says: 'Only the first tokens find one.',
      ...around('alignTokens', `(a, b) => right(a, b).map((j, i) => (i < ${cap} ? j : 0))`),
    },
    {
      id: `align-first-columns-${numerals[cap]}`,
      says: 'Only the first columns are compared.',
      ...around(
        'alignTokens',
        `(a, b) => { right(a, b); return right(a.map((row) => row.slice(0, ${cap})), b.map((row) => row.slice(0, ${cap}))); }`,
      ),
    },
    {
      id: `mass-first-rows-${numerals[cap]}`,
      says: 'Only the first rows count.',
      changes: [[MASS, `return mean(crossing.map((share, i) => (i < ${cap} ? share : 0)));`]] as [
        string,
        string,
      ][],
    },
    {
      id: `mass-first-columns-${numerals[cap]}`,
      says: 'Only the first columns count.',
      changes: [
        [CROSSES, CROSSES.replace('===', `=== segments[i] || j >= ${cap} || segments[j] ===`)],
      ] as [string, string][],
    },
  ]),
  {
    id: 'entropy-tiny-weights-dropped',
    says: 'Weights below a ten-thousandth are left out.',
    changes: [[TERM, TERM.replace('p > 0', 'p > 1e-4')]],
  },
  {
    id: 'align-order-of-text',
    says: 'Indices are chosen in their order as text.',
    changes: [[LARGEST, `Number([...similarity.keys()].sort()[${LARGEST}])`]],
  },
  {
    id: 'entropy-order-of-text',
    says: 'Heads come in the order of their indices as text.',
    ...around('headEntropy', '(w) => right([...w.keys()].sort().map((h) => w[h]))'),
  },
] satisfies Misconception[];

/** Answers without a thought behind them; `map` keeps the shape of what it is given. */
export const guesses = [
  '(x) => x',
  '(x) => [x]',
  '(x) => [...x]',
  "() => ['[UNK]']",
  '() => 1',
  '() => 0.5',
  '(x) => x.map(() => 0)',
  '(x) => x.map((_, i) => i)',
  '(x) => x.map(({ length }) => Math.log2(length))',
];
