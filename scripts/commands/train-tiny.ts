/** `npm run train-tiny`: makes the tiny model that comes with the kit, or measures it again. */
import { join } from 'node:path';
import { type Engine, loadEngine, loadGradients } from '../../reference/oracle/engine';
import { root } from '../../reference/root';
import { UserError } from '../../reference/user-error';
import { cardOf } from '../authoring/train-tiny/card';
import { type Corpus, makeCorpus } from '../authoring/train-tiny/corpus';
import { drawBatches } from '../authoring/train-tiny/examples';
import { measure, renderFigures } from '../authoring/train-tiny/figures';
import { options, readNumbers, usage } from '../authoring/train-tiny/options';
import { makeRandom } from '../authoring/train-tiny/random';
import { storeTokenizer, storeWeights } from '../authoring/train-tiny/store';
import { BATCH, trainFrom } from '../authoring/train-tiny/training';
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
}

function train({ tf }: Engine, corpus: Corpus, { seed, steps }: Plan) {
  loadGradients();
  const batches = drawBatches(corpus.training, BATCH, steps, makeRandom('examples', seed));
  const progress = startProgress('train-tiny', steps, 0, process.stderr);
  const values = trainFrom(tf, corpus.vocabulary.trained, makeRandom('first weights', seed), {
    steps,
    batches,
    tell: (loss) => progress.step(`loss ${loss.toFixed(3)}`),
  });
  progress.end();
  return values;
}

async function make(engine: Engine, corpus: Corpus, out: string, plan: Plan): Promise<number> {
  // Before anything takes time: whether the folder can be written shows here.
  storeTokenizer(out, corpus.vocabulary);
  const started = Date.now();
  const values = train(engine, corpus, plan);
  const minutes = Math.ceil((Date.now() - started) / 60_000);
  storeWeights(out, corpus.vocabulary, values, makeRandom('untrained rows', plan.seed));
  const figures = await measure(engine, out, corpus, plan.seed);
  const run = { ...plan, engine: engine.label, minutes };
  writeOut(join(out, 'README.md'), cardOf(out, run, corpus, figures));
  print(renderFigures(figures));
  print(
    `\n${out}: config.json, tokenizer.json, tokenizer_config.json, model.safetensors, README.md`,
  );
  return (figures.alignment.heads[0] ?? 0) >= ALIGNED ? 0 : 1;
}

void runCommand({ usage, options, allowPositionals: true }, async ({ values, positionals }) => {
  const plan = readNumbers(values);
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
