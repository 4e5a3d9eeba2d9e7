/** What people get wrong when they carry attention from one framework to another. */
//! kata-hidden-9e064afd21be: never handed to students.
import type { Misconception } from '../judging/misconceptions';
import { around, caps, clamps, glances, numerals, remembering, sharing, standIns } from './around';

const TRANSPOSE = '(w[0] ?? []).map((_, j) => w.map((row) => row[j] ?? 0))';
const THIRD = 'stacked.slice(n * dModel, (n + 1) * dModel)';
const IN_BIASES = '...(inProjBias && {';
const OUT_BIAS = '...(outProjBias && { bO: [...outProjBias] }),';
const TF = "checkArguments('tfMultiHeadAttention', x, params, nHeads, options);";
const MATH = "checkArguments('mathMultiHeadAttention', x, params, nHeads, options);";
const SPLIT = 'rows.reshape([T, nHeads, dK]).transpose([1, 0, 2])';
const MASKED = 'tf.where(mask, tf.softmax(tf.where(mask, scores, -Infinity)), 0)';
const SCALED = '.div(Math.sqrt(dK) * temperature)';
const COSINE = 'cosine: dot / (norm(a) * norm(e))';
const MEAN = 'errors.reduce((sum, error) => sum + error, 0) / errors.length';
const ERROR = 'Math.abs(value - (e[i] ?? 0))';
const ODD = 'rows.find((row) => row.length !== d)';
const SCORES = `const scores = tf.matMul(q, k, false, true)${SCALED}`;
const LOGITS = 'open?.[j] === false ? -Infinity : score';
const TYPES = "import type { AttentionOptions } from '../04-single-head/single-head';";

/** Both versions, by the word for them in ids. */
const versions = { tf: 'tfMultiHeadAttention', math: 'mathMultiHeadAttention' };

/** The same mistake in either version. */
const inEither = (
  id: string,
  says: string,
  parts: (name: string) => Pick<Misconception, 'changes' | 'behind'>,
) =>
  Object.entries(versions).map(([version, name]) => ({
    id: `frameworks-${version}-${id}`,
    says: `In ${version === 'tf' ? 'tfjs' : 'mathjs'}: ${says}`,
    ...parts(name),
  }));

/** The answer of plain loops, beside a library that does nothing for it. */
const byHand = (name: string, idle: string): Pick<Misconception, 'changes' | 'behind'> => {
  const { changes, behind } = around(
    name,
    `(x, params, n, options = {}) => {
  checkArguments('byHand', x, params, n, options);
  ${idle};
  const { wQ, wK, wV, wO, bQ, bK, bV, bO } = params;
  const project = (rows, w, b = []) =>
    rows.map((row) => w[0].map((_, j) => row.reduce((sum, value, i) => sum + value * w[i][j], b[j] ?? 0)));
  const [q, k, v] = [project(x, wQ, bQ), project(x, wK, bK), project(x, wV, bV)].map((rows) => splitHeads(rows, n));
  const heads = q.map((own, h) => singleHeadAttention(own, k[h], v[h], options));
  return { weights: heads.map(({ weights }) => weights), output: project(mergeHeads(heads.map(({ output }) => output)), wO, bO) };
}`,
  );
  const imports = `import { mergeHeads, splitHeads } from '../03-split-heads/split-heads';
import { type AttentionOptions, singleHeadAttention } from '../04-single-head/single-head';`;
  return { changes: [...changes, [TYPES, imports]], behind };
};

/** Scaled scores of tfjs and of mathjs, changed before they are masked. */
const scored = (inTf: string, inMath: string) => [
  { version: 'tf', changes: [[SCORES, `${SCORES}${inTf}`]] as [string, string][] },
  { version: 'math', changes: [[LOGITS, LOGITS.replace(/score$/, inMath)]] as [string, string][] },
];

/** A right answer after which the weights mix no values any more: only they are looked at. */
const reweighed = (name: string, own: string) =>
  around(
    name,
    `(x, p, n, o) => {
  const { weights, output } = right(x, p, n, o);
  return { weights: weights.map((map, h) => map.map((row, i) => row.map((weight, j) => ${own}))), output };
}`,
  );

export default [
  {
    id: 'frameworks-state-not-transposed',
    says: 'The weights are taken as PyTorch stores them, [out, in]. Exercise 05 multiplies from the other side.',
    asks: 'Which axis of a weight of PyTorch is the input?',
    changes: [[TRANSPOSE, 'w']],
  },
  {
    id: 'frameworks-output-not-transposed',
    says: 'q, k and v are turned round, but the weight of the output is not: it is stored [out, in] like the others.',
    asks: 'Is the weight of the output stored another way than the others?',
    changes: [['wO: transpose(outProjWeight)', 'wO: outProjWeight']],
  },
  {
    id: 'frameworks-state-interleaved',
    says: 'Every third row goes to q. The stacked weight holds all rows of q first, then those of k, then those of v.',
    changes: [[THIRD, 'stacked.filter((_, i) => i % 3 === n)']],
  },
  {
    id: 'frameworks-keys-and-values-swapped',
    says: 'The second block of the stacked weight is read as v and the third as k. The order is q, k, v.',
    asks: 'In which order are the three blocks stacked?',
    changes: [
      ['wK: transpose(third(inProjWeight, 1))', 'wK: transpose(third(inProjWeight, 2))'],
      ['wV: transpose(third(inProjWeight, 2))', 'wV: transpose(third(inProjWeight, 1))'],
    ],
  },
  {
    id: 'frameworks-input-biases-lost',
    says: 'The biases of q, k and v are in the state and not in the answer.',
    asks: 'What becomes of a bias that is in the state?',
    changes: [
      [IN_BIASES, '...(!inProjBias && {'],
      ['bQ: third(inProjBias, 0),', ''],
      ['bK: third(inProjBias, 1),', ''],
      ['bV: third(inProjBias, 2),', ''],
    ],
  },
  {
    id: 'frameworks-output-bias-lost',
    says: 'The bias of the output is in the state and not in the answer.',
    changes: [[OUT_BIAS, '']],
  },
  {
    id: 'frameworks-biases-all-or-none',
    says: 'Biases are taken over only where both are there. Each may be missing for itself.',
    changes: [
      [IN_BIASES, '...(inProjBias && outProjBias && {'],
      [OUT_BIAS, '...(inProjBias && outProjBias && { bO: outProjBias }),'],
    ],
  },
  {
    id: 'frameworks-biases-made-up',
    says: 'A layer without biases gets biases of zeros. What is not in the state stays absent.',
    changes: [
      [OUT_BIAS, 'bO: outProjBias ?? wOZeros(dModel),'],
      [
        'const transpose =',
        'const wOZeros = (n: number): number[] => new Array(n).fill(0);\nconst transpose =',
      ],
    ],
  },
  {
    id: 'frameworks-consumes-state',
    says: 'The answer is right, but the rows are spliced out of the state that was passed in.',
    changes: [[THIRD, 'stacked.splice(0, dModel)']],
  },
  {
    id: 'frameworks-accepts-state-shapes',
    says: 'A stacked weight that is not three times as high as it is wide is accepted.',
    changes: [
      ["expectShape('fromPyTorch', 'inProjWeight', inProjWeight, [3 * dModel, dModel]);", ''],
    ],
  },
  {
    id: 'frameworks-accepts-state-biases',
    says: 'A stacked bias that is too short or too long is accepted.',
    changes: [
      [
        "if (inProjBias) expectShape('fromPyTorch', 'inProjBias', [inProjBias], [1, 3 * dModel]);",
        '',
      ],
    ],
  },
  {
    id: 'frameworks-tf-without-tf',
    says: 'The version for tfjs does not compute with tfjs.',
    changes: [[TF, 'return mathMultiHeadAttention(x, params, nHeads, options);']],
  },
  {
    id: 'frameworks-tensors-for-show',
    says: 'The answer is worked out elsewhere and only put into tensors. Making and reshaping them computes nothing.',
    changes: [
      [
        TF,
        'const done = mathMultiHeadAttention(x, params, nHeads, options);\n  return { weights: tf.tensor3d(done.weights).arraySync(), output: tf.tensor(done.output.flat()).reshape([x.length, -1]).arraySync() as Matrix };',
      ],
    ],
  },
  {
    id: 'frameworks-math-without-mathjs',
    says: 'The version for mathjs does not compute with mathjs.',
    changes: [[MATH, 'return tfMultiHeadAttention(x, params, nHeads, options);']],
  },
  {
    id: 'frameworks-matrices-for-show',
    says: 'The answer is worked out elsewhere and only put into matrices of mathjs. Making them computes nothing.',
    changes: [
      [
        MATH,
        'const done = tfMultiHeadAttention(x, params, nHeads, options);\n  return { ...done, output: math.chain(math.matrix(done.output)).clone().done().toArray() as Matrix };',
      ],
    ],
  },
  {
    id: 'frameworks-tf-reshape-only',
    says: 'In tfjs the heads come from a reshape alone, so they mix positions. Reshape to [T, nHeads, dK], then exchange the first two axes.',
    asks: 'After a reshape alone, does a head hold every position?',
    changes: [[SPLIT, 'rows.reshape([nHeads, T, dK])']],
  },
  {
    id: 'frameworks-tf-merge-reshape-only',
    says: 'In tfjs the heads are merged by a reshape alone. Exchange the axes back first.',
    asks: 'Before the heads are put side by side, which axis has to come first?',
    changes: [
      ['tf.matMul(weights, v).transpose([1, 0, 2]).reshape', 'tf.matMul(weights, v).reshape'],
    ],
  },
  {
    id: 'frameworks-tf-maps-averaged',
    says: 'In tfjs the map is the mean over the heads, which is what PyTorch returns unless it is told otherwise. Each head gives its own.',
    changes: [
      [
        'weights: weights.arraySync() as number[][][]',
        'weights: weights.mean(0).arraySync() as never',
      ],
    ],
  },
  {
    id: 'frameworks-tf-scale-of-model',
    says: 'In tfjs the scores are divided by √dModel. A head scales by its own width, √dK.',
    asks: 'How wide is one head?',
    changes: [[SCALED, '.div(Math.sqrt(dModel) * temperature)']],
  },
  {
    id: 'frameworks-tf-closed-row-nan',
    says: 'In tfjs a row that may attend to nothing becomes NaN: the softmax of only −Infinity.',
    asks: 'What does softmax make of only −Infinity?',
    changes: [[MASKED, 'tf.softmax(tf.where(mask, scores, -Infinity))']],
  },
  {
    id: 'frameworks-tf-closed-row-even',
    says: 'In tfjs a row that may attend to nothing is shared evenly, because the mask is a large negative number.',
    asks: 'What does softmax make of a row of equal numbers, however low?',
    changes: [[MASKED, 'tf.softmax(tf.where(mask, scores, -1e9))']],
  },
  {
    id: 'frameworks-tf-mask-inverted',
    says: 'In tfjs true hides a position, as in PyTorch. Here true means: may attend.',
    asks: 'Does true hide here, as in PyTorch, or show?',
    changes: [[MASKED, MASKED.replaceAll('mask,', 'tf.logicalNot(mask),')]],
  },
  {
    id: 'frameworks-tf-temperature-forgotten',
    says: 'In tfjs the temperature makes no difference.',
    changes: [[SCALED, '.div(Math.sqrt(dK))']],
  },
  {
    id: 'frameworks-tf-biases-forgotten',
    says: 'In tfjs the biases make no difference.',
    changes: [['return b ? projected.add(b) : projected;', 'return projected;']],
  },
  {
    id: 'frameworks-math-biases-forgotten',
    says: 'In mathjs the biases make no difference.',
    changes: [
      ['return b ? projected.map((row) => math.add(row, b)) : projected;', 'return projected;'],
    ],
  },
  {
    id: 'frameworks-math-softmax-of-columns',
    says: 'In mathjs the softmax runs down the columns. A row is how one query shares itself out.',
    asks: 'Which numbers of a map have to sum to 1?',
    changes: [
      [
        'return scaled.map((row, i) => softmaxOfRow(row, mask?.[i]));',
        'return math.transpose(math.transpose(scaled).map((row, i) => softmaxOfRow(row, mask?.map((line) => line[i] ?? true))));',
      ],
    ],
  },
  {
    id: 'frameworks-math-overflows',
    says: 'In mathjs large scores give NaN: the largest is not subtracted before the exponential.',
    changes: [['math.subtract(logits, peak)', 'logits']],
  },
  {
    id: 'frameworks-math-mask-forgotten',
    says: 'In mathjs the mask makes no difference.',
    asks: 'Where in the version for mathjs does the mask change a number?',
    changes: [['softmaxOfRow(row, mask?.[i])', 'softmaxOfRow(row)']],
  },
  {
    id: 'frameworks-math-temperature-forgotten',
    says: 'In mathjs the temperature makes no difference.',
    changes: [
      ['math.divide(scores, Math.sqrt(dK) * temperature)', 'math.divide(scores, Math.sqrt(dK))'],
    ],
  },
  {
    id: 'frameworks-signed-errors',
    says: 'Differences keep their sign, so errors to both sides cancel out.',
    asks: 'If one entry is too large and one too small, do the errors cancel out?',
    changes: [[ERROR, 'value - (e[i] ?? 0)']],
  },
  {
    id: 'frameworks-squared-errors',
    says: 'The mean is that of the squared differences. Absolute ones are asked for.',
    asks: 'Which mean is asked for: of squares, or of distances?',
    changes: [[MEAN, 'errors.reduce((sum, error) => sum + error * error, 0) / errors.length']],
  },
  {
    id: 'frameworks-mean-per-row',
    says: 'The sum of errors is divided by the number of rows. The mean is over all entries.',
    asks: 'How many entries does the mean go over?',
    changes: [[MEAN, 'errors.reduce((sum, error) => sum + error, 0) / actual.length']],
  },
  {
    id: 'frameworks-relative-errors',
    says: 'Differences are divided by what was expected. Absolute ones are asked for.',
    changes: [[ERROR, 'Math.abs(value - (e[i] ?? 0)) / (Math.abs(e[i] ?? 0) || 1)']],
  },
  {
    id: 'frameworks-cosine-per-row',
    says: 'The cosine is the mean of the cosines of the rows. It is one angle, over all entries.',
    asks: 'How many angles are there, if each matrix is read as one long vector?',
    changes: [
      [
        COSINE,
        'cosine: actual.reduce((sum, row, i) => {\n      const other = expected[i] ?? [];\n      return sum + row.reduce((s, value, j) => s + value * (other[j] ?? 0), 0) / (norm(row) * norm(other)) / actual.length;\n    }, 0)',
      ],
    ],
  },
  {
    id: 'frameworks-cosine-not-normalised',
    says: 'The cosine is the dot product. It has to be divided by both lengths.',
    asks: 'What should the cosine of a matrix with itself be?',
    changes: [[COSINE, 'cosine: dot']],
  },
  {
    id: 'frameworks-trusts-expected',
    says: 'The shape of `expected` is taken to be right and never checked.',
    changes: [["expectShape('compareOutputs', 'expected', expected, [expected.length, d]);", '']],
  },
  {
    id: 'frameworks-compares-any-shapes',
    says: 'Matrices of different shapes are compared as far as they go.',
    changes: [["expectShape('compareOutputs', 'actual', actual, [expected.length, d]);", '']],
  },
  {
    id: 'frameworks-accepts-bias-length',
    says: 'A bias of another length is accepted; tfjs even stretches one of length 1 over all columns.',
    changes: [['if (b) expectShape(who, name, [b], [1, dModel]);', '']],
  },
  {
    id: 'frameworks-accepts-mask-shape',
    says: 'A mask of another shape is accepted; tfjs even stretches one row over all positions.',
    changes: [["if (mask) expectShape(who, 'mask', mask, [T, T]);", '']],
  },
  {
    id: 'frameworks-leaves-weights-to-library',
    says: 'Shapes of the projections are left to the library. It throws an error of its own, which is no RangeError.',
    changes: [['expectShape(who, name, w, [dModel, dModel]);', '']],
  },
  {
    id: 'frameworks-leaves-input-to-library',
    says: 'The shape of the input is left to the library. It throws an error of its own, which is no RangeError.',
    changes: [["expectShape(who, 'x', x, [T, dModel]);", '']],
  },
  {
    id: 'frameworks-accepts-temperature',
    says: 'A temperature of 0 or below is accepted.',
    changes: [['if (!(temperature > 0)) {', 'if (Number.isNaN(temperature)) {']],
  },
  ...inEither(
    'idle-operation',
    'the library computes something, but the answer does not depend on it.',
    (name) => byHand(name, name === versions.tf ? 'tf.scalar(1).square()' : 'math.sqrt(4)'),
  ),
  ...inEither(
    'checked-only',
    'the library checks an answer that was worked out without it.',
    (name) =>
      byHand(
        name,
        name === versions.tf ? 'tf.matMul(x, params.wQ)' : 'math.multiply(x, params.wQ)',
      ),
  ),
  ...inEither(
    'shares-its-answer',
    'weights and output are written into the same arrays each time, so that an earlier answer changes with the next call.',
    sharing,
  ),
  ...inEither(
    'remembers-input-only',
    'where the input comes again, the answer that it got before is given, whatever the projections and options are now.',
    (name) => remembering(name, 'given[0]'),
  ),
  {
    id: 'frameworks-state-shares-its-answer',
    says: 'The projections are written into the same arrays each time, so that an earlier answer changes with the next call.',
    ...sharing('fromPyTorch'),
  },
  ...[
    ['bQ', 'bK'],
    ['bQ', 'bV'],
    ['bV', 'bQ'],
    ['bV', 'bK'],
    ['bO', 'bQ'],
    ['bO', 'bV'],
  ].flatMap(([one = '', other = '']) =>
    inEither(
      `bias-of-${one.slice(1).toLowerCase()}-only-with-${other.slice(1).toLowerCase()}`,
      `${one} is added only where ${other} is there. Each may be there by itself.`,
      (name) =>
        around(
          name,
          `(x, params, n, options) => right(x, { ...params, ${one}: params.${other} && params.${one} }, n, options)`,
        ),
    ),
  ),
  ...inEither(
    'lone-bias-ignored',
    'a bias that is there alone is not added. Each may be there by itself.',
    (name) =>
      around(
        name,
        `(x, params, n, options) => {
  const { bQ, bK, bV, bO, ...w } = params;
  right(x, params, n, options);
  return right(x, [bQ, bK, bV, bO].filter(Boolean).length === 1 ? w : params, n, options);
}`,
      ),
  ),
  {
    id: 'frameworks-checks-totals',
    says: 'Only the number of all entries is compared with the shape: rows that differ but add up pass.',
    changes: [[ODD, 'rows.flat().length === n * d ? undefined : rows[0]']],
  },
  ...glances
    .filter(({ glance }) => glance !== 'all-but-last')
    .map(({ glance, looks, says }) => ({
      id: `frameworks-checks-${glance}`,
      says,
      changes: [[ODD, `(${looks}).find((row) => row?.length !== d)`]] as [string, string][],
    })),
  {
    id: 'frameworks-accepts-fractions',
    verdict: 'error',
    says: 'A number of heads that is a fraction gets through where dModel can be divided by it.',
    changes: [[' && Number.isInteger(nHeads))', ')']],
  },
  {
    id: 'frameworks-temperature-not-a-number',
    says: 'NaN is accepted as a temperature: it is neither 0 nor below.',
    changes: [['!(temperature > 0)', 'temperature <= 0']],
  },
  ...inEither('temperature-clamped', 'a temperature far from 1 is not taken as it is.', (name) =>
    around(
      name,
      '(x, p, n, { temperature = 1, ...o } = {}) => right(x, p, n, { ...o, temperature: temperature > 0 ? Math.min(3, Math.max(0.25, temperature)) : temperature })',
    ),
  ),
  ...inEither(
    'temperature-ignored-with-mask',
    'where there is a mask the temperature makes no difference.',
    (name) =>
      around(
        name,
        '(x, p, n, o = {}) => right(x, p, n, o.mask && o.temperature > 0 ? { mask: o.mask } : o)',
      ),
  ),
  ...inEither(
    'causal',
    'positions attend only to those that come before them, though no mask says so.',
    (name) =>
      around(
        name,
        '(x, p, n, o = {}) => { right(x, p, n, o); return right(x, p, n, { ...o, mask: x.map((_, i) => x.map((_, j) => j <= i && (o.mask?.[i][j] ?? true))) }); }',
      ),
  ),
  ...inEither(
    'small-weights-dropped',
    'small weights are set to 0. Each counts, however small it is.',
    (name) => reweighed(name, '(weight < 1e-3 ? 0 : weight)'),
  ),
  ...scored('.mul(1000).round().div(1000)', 'Math.round(score * 1e3) / 1e3').map(
    ({ version, changes }) => ({
      id: `frameworks-${version}-scores-rounded`,
      says: 'The scores are rounded before the softmax.',
      changes,
    }),
  ),
  {
    id: 'frameworks-largest-starts-at-zero',
    says: 'In mathjs the largest score is searched for from 0 on, so that a position whose scores are all far below 0 gets no weights.',
    changes: [
      ['const peak = math.max(logits);', 'const peak = math.max(...logits, 0);'],
      ['if (peak === -Infinity)', 'if (logits.every((logit) => logit < -700))'],
    ],
  },
  {
    id: 'frameworks-small-errors-dropped',
    says: 'Differences below a thousandth are taken for none.',
    changes: [[ERROR, `(${ERROR} < 1e-3 ? 0 : ${ERROR})`]],
  },
  {
    id: 'frameworks-keys-and-values-swapped-with-biases',
    says: 'The second block of the stacked weight and of the stacked bias is read as v and the third as k. The order is q, k, v.',
    asks: 'In which order are the three blocks stacked?',
    changes: [
      ['wK: transpose(third(inProjWeight, 1))', 'wK: transpose(third(inProjWeight, 2))'],
      ['wV: transpose(third(inProjWeight, 2))', 'wV: transpose(third(inProjWeight, 1))'],
      ['bK: third(inProjBias, 1)', 'bK: third(inProjBias, 2)'],
      ['bV: third(inProjBias, 2)', 'bV: third(inProjBias, 1)'],
    ],
  },
  {
    id: 'frameworks-stack-cut-after-turning',
    says: 'The stacked weight is turned round first and cut along its rows then. The three lie side by side there: cut first, or cut columns.',
    asks: 'After the whole weight is turned round, along which axis do q, k and v lie?',
    changes: [
      ['transpose(third(inProjWeight, 0))', 'third(transpose(inProjWeight), 0)'],
      ['transpose(third(inProjWeight, 1))', 'third(transpose(inProjWeight), 1)'],
      ['transpose(third(inProjWeight, 2))', 'third(transpose(inProjWeight), 2)'],
    ],
  },
  {
    id: 'frameworks-tf-without-scale',
    says: 'In tfjs the scores are not divided by √dK.',
    asks: 'What happens to the scores before the softmax?',
    changes: [[SCALED, '.div(temperature)']],
  },
  {
    id: 'frameworks-math-without-scale',
    says: 'In mathjs the scores are not divided by √dK.',
    asks: 'What happens to the scores before the softmax?',
    changes: [
      ['math.divide(scores, Math.sqrt(dK) * temperature)', 'math.divide(scores, temperature)'],
    ],
  },
  {
    id: 'frameworks-math-scale-of-model',
    says: 'In mathjs the scores are divided by √dModel. A head scales by its own width, √dK.',
    changes: [
      [
        'math.divide(scores, Math.sqrt(dK) * temperature)',
        'math.divide(scores, Math.sqrt(wQ.length) * temperature)',
      ],
    ],
  },
  {
    id: 'frameworks-tf-output-not-projected',
    says: 'In tfjs the last projection is missing: wO and bO are not used.',
    changes: [
      [
        'output: project(merged, wO, bO).arraySync() as Matrix',
        'output: merged.arraySync() as Matrix',
      ],
    ],
  },
  {
    id: 'frameworks-math-output-not-projected',
    says: 'In mathjs the last projection is missing: wO and bO are not used.',
    changes: [['output: project(merged, wO, bO) };', 'output: merged };']],
  },
  {
    id: 'frameworks-math-mask-inverted',
    says: 'In mathjs true hides a position, as in PyTorch. Here true means: may attend.',
    changes: [['open?.[j] === false', 'open?.[j] === true']],
  },
  {
    id: 'frameworks-math-closed-row-nan',
    says: 'In mathjs a row that may attend to nothing becomes NaN: −Infinity minus −Infinity is not a number.',
    changes: [['if (peak === -Infinity) return logits.map(() => 0);', '']],
  },
  {
    id: 'frameworks-tf-mask-forgotten',
    says: 'In tfjs the mask makes no difference.',
    changes: [['const weights = mask\n      ? ', 'const weights = false\n      ? ']],
  },
  {
    id: 'frameworks-all-biases-made-up',
    says: 'A layer without biases gets biases of zeros, for q, k and v as well. What is not in the state stays absent.',
    asks: 'What should the answer have for a bias that the layer never had?',
    changes: [
      [
        IN_BIASES,
        '...({ bQ: zeros(dModel), bK: zeros(dModel), bV: zeros(dModel), bO: zeros(dModel) }),\n    ' +
          IN_BIASES,
      ],
      [
        'const transpose =',
        'const zeros = (n: number): number[] => new Array(n).fill(0);\nconst transpose =',
      ],
    ],
  },
] satisfies Misconception[];

export const probes = [
  ...caps.flatMap((cap) => [
    ...inEither(
      `first-positions-${numerals[cap]}`,
      'only the first positions are attended to.',
      (name) =>
        around(
          name,
          `(x, p, n, o = {}) => { right(x, p, n, o); return right(x, p, n, { ...o, mask: x.map((_, i) => x.map((_, j) => j < ${cap} && (o.mask?.[i][j] ?? true))) }); }`,
        ),
    ),
    ...inEither(`first-queries-${numerals[cap]}`, 'only the first positions attend.', (name) =>
      reweighed(name, `(i < ${cap} ? weight : 0)`),
    ),
    ...inEither(`first-heads-${numerals[cap]}`, 'only the first heads have weights.', (name) =>
      reweighed(name, `(h < ${cap} ? weight : 0)`),
    ),
    ...inEither(`first-outputs-${numerals[cap]}`, 'only the first columns are put out.', (name) =>
      around(
        name,
        `(...given) => { const { weights, output } = right(...given); return { weights, output: output.map((row) => row.map((value, j) => (j < ${cap} ? value : 0))) }; }`,
      ),
    ),
    ...inEither(
      `causal-beyond-${numerals[cap]}`,
      'in a long text positions attend only to those before them.',
      (name) =>
        around(
          name,
          `(x, p, n, o = {}) => { right(x, p, n, o); return right(x, p, n, x.length > ${cap} && !o.mask ? { ...o, mask: x.map((_, i) => x.map((_, j) => j <= i)) } : o); }`,
        ),
    ),
    {
      id: `frameworks-state-first-rows-${numerals[cap]}`,
      says: 'Only the first rows of a weight are read.',
      changes: [
        [TRANSPOSE, `(w[0] ?? []).map((_, j) => w.map((row, i) => (i < ${cap} ? row[j] : 0)))`],
      ] as [string, string][],
    },
    {
      id: `frameworks-output-bias-first-${numerals[cap]}`,
      says: 'Only the first entries of the bias of the output are taken over.',
      changes: [[OUT_BIAS, OUT_BIAS.replace('] }', `].slice(0, ${cap}) }`)]] as [string, string][],
    },
    {
      id: `frameworks-tf-head-columns-${numerals[cap]}`,
      says: 'In tfjs only the first columns of a head have a part in its scores.',
      changes: [
        [
          'tf.matMul(q, k, false, true)',
          `tf.matMul(q.slice([0, 0, 0], [-1, -1, Math.min(${cap}, dK)]), k.slice([0, 0, 0], [-1, -1, Math.min(${cap}, dK)]), false, true)`,
        ],
      ] as [string, string][],
    },
    {
      id: `frameworks-math-head-columns-${numerals[cap]}`,
      says: 'In mathjs only the first columns of a head have a part in its scores.',
      changes: [
        [
          'math.multiply(qh, math.transpose(k[h] ?? []))',
          `math.multiply(qh.map((row) => row.slice(0, ${cap})), math.transpose((k[h] ?? []).map((row) => row.slice(0, ${cap}))))`,
        ],
      ] as [string, string][],
    },
    {
      id: `frameworks-wide-heads-unchecked-${numerals[cap]}`,
      says: 'Whether heads divide a width is asked of narrow heads alone.',
      changes: [
        [
          'Number.isInteger(dModel / nHeads)',
          `(dModel / nHeads > ${cap} || Number.isInteger(dModel / nHeads))`,
        ],
      ] as [string, string][],
    },
    {
      id: `frameworks-largest-of-first-${numerals[cap]}`,
      says: 'The largest error is looked for among the first ones.',
      changes: [['errors.reduce((most', `errors.slice(0, ${cap}).reduce((most`]] as [
        string,
        string,
      ][],
    },
    {
      id: `frameworks-compares-first-${numerals[cap]}`,
      says: 'Only the first rows are compared.',
      ...around(
        'compareOutputs',
        `(a, e) => { right(a, e); return right(a.slice(0, ${cap}), e.slice(0, ${cap})); }`,
      ),
    },
  ]),
  ...clamps.flatMap((clamp) =>
    scored(
      `.clipByValue(-${clamp}, ${clamp})`,
      `Math.max(-${clamp}, Math.min(${clamp}, score))`,
    ).map(({ version, changes }) => ({
      id: `frameworks-${version}-clamped-at-${numerals[clamp]}`,
      says: 'Scores far from 0 are clamped.',
      changes,
    })),
  ),
  ...standIns.flatMap((number) => [
    {
      id: `frameworks-tf-for-infinity-${numerals[number]}`,
      says: 'In tfjs a finite number stands for −Infinity.',
      changes: [[MASKED, MASKED.replace('-Infinity', `-${number}`)]] as [string, string][],
    },
    {
      id: `frameworks-math-for-infinity-${numerals[number]}`,
      says: 'In mathjs a finite number stands for −Infinity.',
      changes: [
        [LOGITS, LOGITS.replace('-Infinity', `-${number}`)],
        [
          'if (peak === -Infinity) return logits.map(() => 0);',
          'if (open && !open.some(Boolean)) return logits.map(() => 0);',
        ],
        [
          'return math.divide(powers, math.sum(powers)) as number[];',
          'return (math.divide(powers, math.sum(powers)) as number[]).map((weight, j) => (open?.[j] === false ? 0 : weight));',
        ],
      ] as [string, string][],
    },
  ]),
  {
    id: 'frameworks-math-order-of-text',
    says: 'In mathjs heads come in the order of their indices as text.',
    changes: [
      [
        'Array.from({ length: nHeads }, (_, h) => rows',
        '[...Array(nHeads).keys()].sort().map((h) => rows',
      ],
    ],
  },
  {
    id: 'frameworks-tf-order-of-text',
    says: 'In tfjs heads come in the order of their indices as text.',
    changes: [[SPLIT, `${SPLIT}.gather([...Array(nHeads).keys()].sort())`]],
  },
] satisfies Misconception[];

/** Answers without a thought behind them; `map` keeps the shape of what it is given. */
export const guesses = [
  '(x) => x',
  '(x, p, n) => ({ wQ: x, maxAbsError: 0, meanAbsError: 0, cosine: 1 })',
  '(x, p, n) => ({ weights: p.wQ.slice(0, n).map(() => x.map(() => x.map(() => 1 / x.length))), output: x.map(() => mean(x)) })',
];
