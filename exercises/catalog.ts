/**
 * The only list of exercises. Order, files, exports, points, prerequisites and hints are stated
 * here and nowhere else; commands, specs, reports and the release all derive from it.
 *
 * Points sum to 100 over the seven exercises of the whole course.
 */
/** Three tiers for a function: the question to ask oneself, the formula, the place to look. */
export type Hints = readonly [question: string, formula: string, place: string];

export interface Exercise {
  /** Folder of the exercise, its number first: `01-softmax`. */
  slug: string;
  title: string;
  exports: readonly string[];
  points: number;
  /** Earlier exercises whose functions this one is meant to import. */
  prerequisites: readonly string[];
  /** Earlier exercises that it may not import, because it is to write them in another way. */
  writesAnew?: readonly string[];
  /** Packages its code may import; none where this is absent. */
  libraries?: readonly string[];
  /** By function: each of `exports` has its own. */
  hints: Readonly<Record<string, Hints>>;
}

const exercises = [
  {
    slug: '01-softmax',
    title: 'Softmax',
    exports: ['softmax'],
    points: 12,
    prerequisites: [],
    hints: {
      softmax: [
        'If every logit of a line grows by the same amount, should its weights change? Which amount could you subtract so that no exponential can overflow?',
        'softmax(x)ᵢ = exp(xᵢ − max x) / Σⱼ exp(xⱼ − max x). In a line of only −Infinity the maximum is −Infinity too, and −Infinity − (−Infinity) is NaN.',
        'Write the one-line version for a number[] first. Then let the shape decide: axis −1 maps it over the rows, any other axis picks one entry of each block at a time.',
      ],
    },
  },
  {
    slug: '02-cosine-sim',
    title: 'Cosine similarity',
    exports: ['cosineSim'],
    points: 10,
    prerequisites: [],
    hints: {
      cosineSim: [
        'Two vectors that point the same way, one ten times as long: what should their similarity be, and what has to be divided out for that?',
        'cosineSim(a, b)ᵢⱼ = (aᵢ / (‖aᵢ‖ + eps)) · (bⱼ / (‖bⱼ‖ + eps)). One eps for each norm, added before the division.',
        'Norms are taken along a row, never along a column. The result has a row for each row of a and a column for each row of b, so [n, d] and [m, d] give [n, m].',
      ],
    },
  },
  {
    slug: '03-split-heads',
    title: 'Split and merge heads',
    exports: ['splitHeads', 'mergeHeads'],
    points: 10,
    prerequisites: [],
    hints: {
      splitHeads: [
        'Each head sees every position. What does it not see, and so which of the two axes is cut?',
        'dK = dModel / nHeads, and splitHeads(x)[h][t][j] = x[t][h·dK + j]: head h begins at column h·dK of every row.',
        'Take one head first, and of one row: a piece of it, from where to where? Then all rows, then all heads. Reading the flat numbers on in steps of T·dK (a reshape without the transpose) mixes positions.',
      ],
      mergeHeads: [
        'Row t of the answer holds numbers of every head. Which row of each head do they come from, and in which order do the heads stand?',
        'mergeHeads(heads)[t] = concat(heads[0][t], heads[1][t], …): T rows of nHeads · dK numbers.',
        'Let the positions run outside and the heads inside. Heads one below the other would be [nHeads · T, dK].',
      ],
    },
  },
  {
    slug: '04-single-head',
    title: 'Single-head attention',
    exports: ['singleHeadAttention'],
    points: 20,
    prerequisites: ['01-softmax'],
    hints: {
      singleHeadAttention: [
        'Row i of the weights says how query i shares itself out. Over which axis must it then sum to 1, and what does a position that may not be attended to have to be before the softmax?',
        'weights = softmax(q·kᵀ / (√dK · temperature)), output = weights·v. dK is the width of a query, not of a value.',
        'Put −Infinity where mask[i][j] is false, before the softmax: your softmax from exercise 01 then gives an exact 0 there, and zeros for a row that may attend to nothing.',
      ],
    },
  },
  {
    slug: '05-multi-head',
    title: 'Multi-head attention',
    exports: ['multiHeadAttention'],
    points: 20,
    prerequisites: ['03-split-heads', '04-single-head'],
    hints: {
      multiHeadAttention: [
        'What has to happen to x before there is anything to split, and what to the heads after they have been put side by side again?',
        'q = x·wQ + bQ, likewise k and v; each head attends on its own; output = concat(heads)·wO + bO. A bias is added to each row.',
        'splitHeads three times, singleHeadAttention once a head with the same options, mergeHeads of the outputs, one last projection. The scale is √dK with dK = dModel / nHeads.',
      ],
    },
  },
  {
    slug: '06-framework-comparison',
    title: 'Framework comparison',
    exports: ['fromPyTorch', 'tfMultiHeadAttention', 'mathMultiHeadAttention', 'compareOutputs'],
    points: 14,
    prerequisites: [],
    writesAnew: ['05-multi-head'],
    libraries: ['@tensorflow/tfjs', 'mathjs'],
    hints: {
      fromPyTorch: [
        'PyTorch computes x · Wᵀ with the weight it stores, exercise 05 computes x · W. What has to happen to W so that both give the same numbers? And which rows of the stacked weight belong to the queries?',
        'wQ, wK, wV = the three blocks of dModel rows of inProjWeight, each transposed; wO = outProjWeight, transposed; bQ, bK, bV = the three parts of inProjBias; bO = outProjBias.',
        'Check the shapes before you cut. A bias that is not there is to have no key in the answer, not a key with undefined; each of the two may be missing by itself.',
      ],
      tfMultiHeadAttention: [
        'With one axis more, one operation can serve all heads at once. Which axis has to come first for that, and is a reshape enough to bring it there?',
        '[T, dModel] → [T, nHeads, dK] → [nHeads, T, dK], attention over the last two axes, and the way back in reverse order. The scores are divided by √dK · temperature before the softmax.',
        'matMul takes flags that transpose; softmax takes the last axis; where puts −Infinity into the scores, and once more an exact 0 into the weights of a row that may attend to nothing. Check all shapes yourself first: tfjs broadcasts where you would not. tidy frees what lies in between.',
      ],
      mathMultiHeadAttention: [
        'mathjs has no axis for heads in a product of matrices. So what is done once a head, and what once for all of them?',
        'The same formula: project, cut the columns, softmax(qₕ·kₕᵀ / (√dK · temperature))·vₕ, side by side, project.',
        'multiply, transpose, add, subtract and divide take whole matrices, exp wants map. The softmax of a row is four of these; a row of only −Infinity is one that you have to look for. Check all shapes yourself first: mathjs broadcasts too.',
      ],
      compareOutputs: [
        'Three numbers for two matrices: which of them can see that everything is twice too large, and which cannot?',
        'maxAbsError = max |aᵢⱼ − eᵢⱼ|; meanAbsError is the mean of the same; cosine = Σ aᵢⱼ·eᵢⱼ / (√Σ aᵢⱼ² · √Σ eᵢⱼ²), over all entries at once.',
        'Make each matrix one long list, once the shapes are compared. No eps, and no mean over rows: there is one angle.',
      ],
    },
  },
  {
    slug: '07-multilingual',
    title: 'Multilingual attention',
    exports: ['wordPiece', 'fertility', 'headEntropy', 'alignTokens', 'crossLingualMass'],
    points: 14,
    prerequisites: ['02-cosine-sim'],
    hints: {
      wordPiece: [
        'A word is cut from the left: which piece may be taken, what marks the ones that follow, and what becomes of the whole word when the rest has no match?',
        'pieceₖ = the longest beginning of what is left that is in vocab, with ## before it if k > 0.',
        'Array.from(word) gives code points, word[i] halves of them. Try the whole rest first, then one code point less. Where nothing fits, return [unknown] from inside the loop, so that no earlier piece is kept.',
      ],
      fertility: [
        'A word that occurs twice, a word that is unknown: how often does each count, above the fraction and below it?',
        'fertility = pieces of all words / words. An unknown word is one piece.',
        'Your wordPiece tells how many pieces a word has. Nothing is left out of the mean.',
      ],
      headEntropy: [
        'A head has a row for each query. Which comes first, the entropy or the mean over the rows, and what would the other order say of a head that looks at another token in each row?',
        'headEntropyₕ = meanᵢ(−Σⱼ wₕᵢⱼ · log₂ wₕᵢⱼ), with 0 · log₂ 0 = 0.',
        'Math.log2, not Math.log. In JavaScript 0 · −Infinity is NaN, so look at a weight before you take its logarithm.',
      ],
      alignTokens: [
        'Two vectors that point the same way, one short and one long: which comparison does not care? You have written it.',
        'alignTokensᵢ = argmaxⱼ cosineSim(a, b)ᵢⱼ, the first j of several that are equally near.',
        'Each row of the cosines gives one index. indexOf finds the first of several largest; the shapes are refused by cosineSim already.',
      ],
      crossLingualMass: [
        'Which cells of a map lead from one sentence to the other? Mark them in the margin: which rows do they stand in, which columns?',
        'crossLingualMass = meanᵢ Σⱼ wᵢⱼ over those j with segmentⱼ ≠ segmentᵢ.',
        'Add up a row first, the mean over the rows comes last. Segments may be any numbers, and more than two: compare them with each other, not with 0 and 1. Check the shape of the map before that.',
      ],
    },
  },
] as const satisfies readonly Exercise[];

type Entry = (typeof exercises)[number];

/** Folders of the exercises: `'01-softmax' | …`. */
export type Slug = Entry['slug'];

/** Names of the functions an exercise exports. */
export type ExportOf<S extends Slug> = Extract<Entry, { slug: S }>['exports'][number];

/** An exercise of the catalogue, by one of its names. */
export type CatalogEntry = Exercise & { slug: Slug };

export const catalog: readonly CatalogEntry[] = exercises;

/** `01-softmax` → `1`. */
export const numberOf = (exercise: Exercise): number => Number.parseInt(exercise.slug, 10);

/** `01-softmax` → `softmax`, the name of its files. */
export const nameOf = (exercise: Exercise): string => exercise.slug.replace(/^\d+-/, '');

/** `01-softmax` → `01-softmax/softmax.ts`, in exercises, in solutions and in a submission alike. */
export const sourceOf = (exercise: Exercise): string => `${exercise.slug}/${nameOf(exercise)}.ts`;

/** The visible examples beside the stub. */
export const exampleOf = (exercise: Exercise): string =>
  `${exercise.slug}/${nameOf(exercise)}.example.spec.ts`;

/** The example that a learner works out by hand, beside the visible ones; no grader reads it. */
export const ownExampleOf = (exercise: Exercise): string =>
  `${exercise.slug}/${nameOf(exercise)}.mine.example.spec.ts`;

/** What a person calls an exercise: `3`, `03`, `split-heads`, `03-split-heads`. */
export const spellingsOf = (exercise: Exercise): string[] => [
  String(numberOf(exercise)),
  exercise.slug.slice(0, 2),
  nameOf(exercise),
  exercise.slug,
];

/**
 * The exercise that one of its spellings names, or a path to its folder or a file in it, as a
 * shell completes it on any system; in any letter case.
 * @example findExercise('./exercises/03-split-heads/') // 03-split-heads
 */
export function findExercise(spelling: string): CatalogEntry | undefined {
  const parts = spelling
    .toLowerCase()
    .split(/[\\/]+/)
    .filter(Boolean);
  const folder = parts.findLast((part) => catalog.some(({ slug }) => slug === part));
  const name = folder ?? parts.at(-1)?.replace(/(?:(?:\.mine)?\.example\.spec)?\.ts$/, '') ?? '';
  return catalog.find((exercise) => spellingsOf(exercise).includes(name));
}

/** Whether one exercise may import another: the earlier ones, but none that it writes anew. */
export const mayImport = (importer: Exercise, imported: Exercise): boolean =>
  numberOf(imported) < numberOf(importer) && !importer.writesAnew?.includes(imported.slug);

/** The exercise that exports a function of this name. */
export const exerciseExporting = (name: string): CatalogEntry | undefined =>
  catalog.find(({ exports }) => exports.includes(name));

/** What an exercise stands on, directly or not, in catalogue order and without itself. */
export function prerequisitesOf({ prerequisites }: Exercise): CatalogEntry[] {
  const direct = catalog.filter(({ slug }) => prerequisites.includes(slug));
  const needed = new Set([...direct.flatMap(prerequisitesOf), ...direct]);
  return catalog.filter((exercise) => needed.has(exercise));
}
