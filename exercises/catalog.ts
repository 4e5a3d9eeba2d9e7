/**
 * The only list of exercises. Order, files, exports, points, prerequisites and hints are stated
 * here and nowhere else; commands, specs, reports and the release all derive from it.
 *
 * Points sum to 100 over the seven exercises of the whole course.
 */
/** Three tiers: the question to ask oneself, the formula, the place to look. */
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
  hints: Hints;
}

const exercises = [
  {
    slug: '01-softmax',
    title: 'Softmax',
    exports: ['softmax'],
    points: 12,
    prerequisites: [],
    hints: [
      'If every logit of a line grows by the same amount, should its weights change? Which amount could you subtract so that no exponential can overflow?',
      'softmax(x)ᵢ = exp(xᵢ − max x) / Σⱼ exp(xⱼ − max x). In a line of only −Infinity the maximum is −Infinity too, and −Infinity − (−Infinity) is NaN.',
      'Write the one-line version for a number[] first. Then let the shape decide: axis −1 maps it over the rows, any other axis picks one entry of each block at a time.',
    ],
  },
  {
    slug: '02-cosine-sim',
    title: 'Cosine similarity',
    exports: ['cosineSim'],
    points: 10,
    prerequisites: [],
    hints: [
      'Two vectors that point the same way, one ten times as long: what should their similarity be, and what has to be divided out for that?',
      'cosineSim(a, b)ᵢⱼ = (aᵢ / (‖aᵢ‖ + eps)) · (bⱼ / (‖bⱼ‖ + eps)). One eps for each norm, added before the division.',
      'Norms are taken along a row, never along a column. The result has a row for each row of a and a column for each row of b, so [n, d] and [m, d] give [n, m].',
    ],
  },
  {
    slug: '03-split-heads',
    title: 'Split and merge heads',
    exports: ['splitHeads', 'mergeHeads'],
    points: 10,
    prerequisites: [],
    hints: [
      'Each head sees every position. What does it not see, and so which of the two axes is cut?',
      'dK = dModel / nHeads, splitHeads(x)[h][t][j] = x[t][h·dK + j], and mergeHeads puts row t of head 0, of head 1, … side by side.',
      'slice(h * dK, (h + 1) * dK) of each row is head h. Reading the flat numbers on in steps of T·dK (a reshape without the transpose) mixes positions.',
    ],
  },
  {
    slug: '04-single-head',
    title: 'Single-head attention',
    exports: ['singleHeadAttention'],
    points: 20,
    prerequisites: ['01-softmax'],
    hints: [
      'Row i of the weights says how query i shares itself out. Over which axis must it then sum to 1, and what does a position that may not be attended to have to be before the softmax?',
      'weights = softmax(q·kᵀ / (√dK · temperature)), output = weights·v. dK is the width of a query, not of a value.',
      'Put −Infinity where mask[i][j] is false, before the softmax: your softmax from exercise 01 then gives an exact 0 there, and zeros for a row that may attend to nothing.',
    ],
  },
  {
    slug: '05-multi-head',
    title: 'Multi-head attention',
    exports: ['multiHeadAttention'],
    points: 20,
    prerequisites: ['03-split-heads', '04-single-head'],
    hints: [
      'What has to happen to x before there is anything to split, and what to the heads after they have been put side by side again?',
      'q = x·wQ + bQ, likewise k and v; each head attends on its own; output = concat(heads)·wO + bO. A bias is added to each row.',
      'splitHeads three times, singleHeadAttention once a head with the same options, mergeHeads of the outputs, one last projection. The scale is √dK with dK = dModel / nHeads.',
    ],
  },
  {
    slug: '06-framework-comparison',
    title: 'Framework comparison',
    exports: ['fromPyTorch', 'tfMultiHeadAttention', 'mathMultiHeadAttention', 'compareOutputs'],
    points: 14,
    prerequisites: [],
    writesAnew: ['05-multi-head'],
    libraries: ['@tensorflow/tfjs', 'mathjs'],
    hints: [
      'PyTorch computes W · x for a column x, exercise 05 computes x · W for a row x. What has to happen to W so that both give the same numbers? And which rows of the stacked weight belong to the queries?',
      'wQ, wK, wV = the three blocks of dModel rows of inProjWeight, each transposed; bQ, bK, bV = the three parts of inProjBias. cosine = Σ aᵢⱼ·bᵢⱼ / (√Σ aᵢⱼ² · √Σ bᵢⱼ²), over all entries at once.',
      'tfjs: matMul, reshape to [T, nHeads, dK], transpose, and matMul again for all heads at once; softmax takes the last axis, and where puts an exact 0 behind a mask. mathjs: multiply, add and transpose take whole matrices, but exp wants map. Check all shapes by yourself first: the libraries throw other errors, and broadcast where you would not.',
    ],
  },
  {
    slug: '07-multilingual',
    title: 'Multilingual attention',
    exports: ['wordPiece', 'fertility', 'headEntropy', 'alignTokens', 'crossLingualMass'],
    points: 14,
    prerequisites: ['02-cosine-sim'],
    hints: [
      'A word is cut from the left: which piece may be taken, what marks the ones that follow, and what becomes of the whole word when the rest has no match? For the maps: which of the numbers is one per row, one per head, one per map?',
      'pieceₖ = the longest beginning of what is left that is in vocab (with ## before it if k > 0); entropy = −Σⱼ wⱼ·log₂ wⱼ with 0 · log₂ 0 = 0; alignment = argmaxⱼ cosineSim(a, b)ᵢⱼ; mass = meanᵢ Σⱼ wᵢⱼ over segmentⱼ ≠ segmentᵢ.',
      'Array.from(word) gives code points, word[i] halves of them. Return [unknown] from inside the loop, so that no earlier piece is kept. indexOf finds the first of several largest. reduce adds up a row, and the mean over rows comes last.',
    ],
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

/** What an exercise stands on, directly or not, in catalogue order and without itself. */
export function prerequisitesOf({ prerequisites }: Exercise): CatalogEntry[] {
  const direct = catalog.filter(({ slug }) => prerequisites.includes(slug));
  const needed = new Set([...direct.flatMap(prerequisitesOf), ...direct]);
  return catalog.filter((exercise) => needed.has(exercise));
}
