/** `npm run heatmap`: per-head attention computed by the target's own code, in words and pictures. */

import { catalog, findExercise } from '../../exercises/catalog';
import { UserError } from '../../reference/user-error';
import { drawAll, setUpEasel } from '../heatmap/gallery';
import { readFormats, readLook } from '../heatmap/look';
import { options, usage } from '../heatmap/options';
import { summarise } from '../heatmap/summary';
import { drawView, viewForm } from '../heatmap/view';
import { isLong, whyNoAttention } from '../scenes/answer';
import { attendBelow, Trouble } from '../scenes/below';
import { computeMeasured } from '../scenes/compute';
import { sceneOf } from '../scenes/model-scene';
import { readTemperature, sceneOptions } from '../scenes/options';
import { creditOf } from '../scenes/pictures';
import { namedMaps, reportOf } from '../scenes/report';
import { checkCommand, chooseTarget, type NamedTarget } from '../targets/target';
import { type parseCommand, selectExercises } from '../terminal/arguments';
import { paint, terminalWidth } from '../terminal/colour';
import { runCommand } from '../terminal/command';
import { print, printError, writeJson } from '../terminal/output';
import { startTelling } from '../terminal/progress';
import { wrap } from '../terminal/values';
import { loadView } from '../views/view';

type Values = ReturnType<typeof parseCommand<typeof options>>['values'];

/** The exercise whose pictures these are where none is named. */
const drawn = findExercise('05-multi-head');

/** Names the earliest exercise that does not pass, where the trouble does not name it itself. */
async function blameEarliest(trouble: string, target: NamedTarget): Promise<string[]> {
  // Only a picture that fails needs what judges.
  const { findEarliestBroken } = await import('../check/earliest');
  const earliest = drawn && (await findEarliestBroken(drawn, target));
  if (!earliest) return [];
  const command = checkCommand(earliest, target.name);
  if (trouble.includes(command)) return [];
  return [`The earliest exercise that does not pass is ${earliest.slug}. Begin there:`, command];
}

const sandboxed =
  "Another person's code: it runs in the sandbox, about a hundred times as slow as your own; a wide model takes minutes.";

/** The scene, what the target makes of it, and what it will be drawn with, which is set up meanwhile. */
async function prepare(
  values: Values,
  target: NamedTarget,
  temperature: number,
  { look, tell }: { look: Parameters<typeof setUpEasel>[1]; tell: (says: string) => void },
) {
  const below = await attendBelow(target, tell);
  const scene = await sceneOf(values.model, sceneOptions(values), below);
  if (!target.own) printError(wrap(sandboxed, terminalWidth()).join('\n'));
  const { layer, nHeads, tokens } = scene;
  if (isLong(scene))
    tell(`layer ${layer}: ${nHeads} heads, ${tokens.length} tokens, ${target.name}`);
  const computing = computeMeasured(scene, target, temperature);
  const easel = setUpEasel(scene, look);
  return { scene, easel, computed: await computing };
}

async function drawScene(values: Values): Promise<number> {
  if (!drawn) {
    throw new UserError(
      `maps of heads come with exercise 5; here there are ${catalog.length}, so name one: npm run heatmap 1`,
    );
  }
  const target = await chooseTarget(values.target);
  const temperature = readTemperature(values);
  const [look, formats] = [readLook(values), readFormats(values)];
  const cooled = temperature === 1 ? [] : [`temperature ${temperature}`];
  const { tell: tellStep, end } = startTelling(process.stderr);
  const { scene, easel, computed } = await prepare(values, target, temperature, {
    look: { ...look, remarks: [...cooled, creditOf(target.name)] },
    tell: tellStep,
  }).finally(end);

  const width = terminalWidth();
  const tell = (...lines: string[]): void =>
    print(lines.flatMap((line) => wrap(line, width)).join('\n'));
  for (const line of computed.printed) {
    for (const part of wrap(`your code printed: ${line}`, width)) print(paint('dim', part));
  }
  if ('trouble' in computed) {
    const { trouble } = computed;
    for (const says of [trouble, ...(await blameEarliest(trouble, target))]) {
      printError(wrap(says, width).join('\n'));
    }
    return 1;
  }
  const [own, ...further] = computed.answers;
  const shown = { ...own, entropies: computed.entropies };
  const maps = namedMaps(shown, values.average);
  print(summarise(scene, maps, temperature, width));
  const noAttention = whyNoAttention(own.weights);
  for (const doubt of [scene.doubt, noAttention]) if (doubt) tell('', doubt);
  if (noAttention) tell(...(await blameEarliest(noAttention, target)));
  const outputs = [own, ...further].map(({ output }) => output);
  if (scene.reading) tell('', ...scene.reading.tell(outputs));

  if (values.json) {
    writeJson(values.json, reportOf(scene, shown, values.average), 0);
  }
  // Not wrapped: it may hold a command to copy.
  const ending =
    typeof easel === 'string'
      ? [easel]
      : await drawAll(easel, scene, maps, { out: values.out, formats });
  print(`\n${ending.join('\n')}`);
  return 0;
}

async function tellTrouble(drawing: Promise<number>): Promise<number> {
  try {
    return await drawing;
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    printError(wrap(error.message, terminalWidth()).join('\n'));
    return 1;
  }
}

/** The exercise that the first argument names, where its view is asked for. */
async function askedView() {
  const [first = ''] = process.argv.slice(2);
  if (first === '' || first.startsWith('-')) return null;
  const [exercise] = selectExercises([first]);
  if (!exercise || exercise === drawn) return null;
  const view = await loadView(exercise.slug);
  return { exercise, view, ...viewForm(exercise, view) };
}

const asked = askedView();
const form = asked.then((view) => view ?? { usage, options, allowPositionals: true });
void runCommand(form, async ({ values }) => {
  const view = await asked;
  return tellTrouble(
    view ? drawView(view.exercise, view.view, values) : drawScene(values as Values),
  );
});
