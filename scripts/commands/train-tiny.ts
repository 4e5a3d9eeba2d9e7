/** `npm run train-tiny`: makes the tiny model that comes with the kit, or measures it again. */
import { join } from 'node:path';
import { type Engine, loadEngine, loadGradients } from '../../reference/oracle/engine';
import { root } from '../../reference/root';
import { UserError } from '../../reference/user-error';
import { cardOf } from '../authoring/train-tiny/card';
import { type Corpus, makeCorpus } from '../authoring/train-tiny/corpus';
import { drawBatches } from '../authoring/train-tiny/examples';
import { measure } from '../authoring/train-tiny/figures';
import { options, readLack, readNumbers, usage } from '../authoring/train-tiny/options';
import { makeRandom } from '../authoring/train-tiny/random';
import { type Lack, recipeOf } from '../authoring/train-tiny/recipes';
import { renderFigures } from '../authoring/train-tiny/render-figures';
import { storeTokenizer, storeWeights } from '../authoring/train-tiny/store';
import { BATCH, trainFrom } from '../authoring/train-tiny/training';
import type { Vocabulary } from '../authoring/train-tiny/vocabulary';
import { paint } from '../terminal/colour';
import { runCommand } from '../terminal/command';
import { print, writeOut } from '../terminal/output';
import { startProgress } from '../terminal/progress';

const SHIPPED = join(root, 'reference', 'models', 'tiny');
/** Below this the maps would not show what the lessons say they show. */
const ALIGNED = 0.9;

interface Plan {
  seed: number;
  steps: number;
  without: Lack | undefined;
}

function train({ tf }: Engine, corpus: Corpus, { seed, steps, without }: Plan) {
  loadGradients();
  const { guidance, twice } = recipeOf(without);
  const draw = { meanings: corpus.training, size: BATCH, steps, twice };
  const batches = drawBatches(draw, makeRandom('examples', seed));
  const progress = startProgress('train-tiny', steps, 0, process.stderr);
  const values = trainFrom(tf, corpus.vocabulary.trained, makeRandom('first weights', seed), {
    steps,
    guidance,
    batches,
    tell: (loss) => progress.step(`loss ${loss.toFixed(3)}`),
  });
  progress.end();
  return values;
}

/** A model that is only compared with does without the pieces that no training sentence has. */
const vocabularyOf = ({ vocabulary }: Corpus, without: Lack | undefined): Vocabulary =>
  without ? { ...vocabulary, pieces: vocabulary.pieces.slice(0, vocabulary.trained) } : vocabulary;

async function make(engine: Engine, corpus: Corpus, out: string, plan: Plan): Promise<number> {
  const { seed, without } = plan;
  const vocabulary = vocabularyOf(corpus, without);
  // Before anything takes time: whether the folder can be written shows here.
  storeTokenizer(out, vocabulary);
  const started = Date.now();
  const values = train(engine, corpus, plan);
  const minutes = Math.ceil((Date.now() - started) / 60_000);
  storeWeights(out, vocabulary, values, makeRandom('untrained rows', seed));
  const figures = await measure(engine, out, corpus, seed);
  print(renderFigures(figures));
  print(`\n${out}: config.json, tokenizer.json, tokenizer_config.json, model.safetensors`);
  // One to compare with has no card of its own: it is told of in that of the tiny model.
  if (without) return 0;
  const run = { ...plan, engine: engine.label, minutes };
  writeOut(join(out, 'README.md'), cardOf(out, run, corpus, figures));
  return (figures.alignment.layers[0]?.[0] ?? 0) >= ALIGNED ? 0 : 1;
}

void runCommand({ usage, options, allowPositionals: true }, async ({ values, positionals }) => {
  const plan = { ...readNumbers(values), without: readLack(values.without) };
  const [folder = SHIPPED, ...more] = positionals;
  if (more.length > 0 || (positionals.length > 0 && !values.evaluate)) {
    throw new UserError(
      'a folder is named by --out DIR, or after --evaluate; --help shows what there is',
    );
  }
  if (!values.evaluate && !values.out) {
    throw new UserError('expected where the model goes: npm run train-tiny -- --out DIR');
  }
  const corpus = makeCorpus(plan.seed);
  const engine = await loadEngine();
  print(paint('dim', engine.label));
  if (!values.evaluate) return make(engine, corpus, values.out ?? '', plan);
  print(renderFigures(await measure(engine, folder, corpus, plan.seed)));
  return 0;
});
