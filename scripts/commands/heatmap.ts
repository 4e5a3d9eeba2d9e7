/** `npm run heatmap`: per-head attention computed by the target's own code, in words and pictures. */

import { findExercise } from '../../exercises/catalog';
import { findEarliestBroken } from '../check/earliest';
import { drawAll, setUpEasel } from '../heatmap/gallery';
import { options, usage } from '../heatmap/options';
import { summarise } from '../heatmap/summary';
import { whyNoAttention } from '../scenes/answer';
import { compute } from '../scenes/compute';
import { measure } from '../scenes/measure';
import { attendBy, sceneOf, Trouble } from '../scenes/model-scene';
import { readTemperature, sceneOptions } from '../scenes/options';
import { creditOf } from '../scenes/pictures';
import { namedMaps, reportOf } from '../scenes/report';
import { checkCommand, chooseTarget, type NamedTarget } from '../targets/target';
import type { parseCommand } from '../terminal/arguments';
import { paint, terminalWidth } from '../terminal/colour';
import { runCommand } from '../terminal/command';
import { print, printError, writeJson } from '../terminal/output';
import { wrap } from '../terminal/values';

type Values = ReturnType<typeof parseCommand<typeof options>>['values'];

/** Names the earliest exercise that does not pass, where the trouble does not name it itself. */
async function blameEarliest(trouble: string, target: NamedTarget): Promise<string[]> {
  const drawn = findExercise('05-multi-head');
  const earliest = drawn && (await findEarliestBroken(drawn, target));
  if (!earliest) return [];
  const command = checkCommand(earliest, target.name);
  if (trouble.includes(command)) return [];
  return [`The earliest exercise that does not pass is ${earliest.slug}. Begin there:`, command];
}

const sandboxed =
  "Another person's code: it runs in the sandbox, about a hundred times as slow as your own; a wide model takes minutes.";

async function drawScene(values: Values): Promise<number> {
  const target = await chooseTarget(values.target);
  const temperature = readTemperature(values);
  const scene = await sceneOf(values.model, sceneOptions(values), attendBy(target));
  const cooled = temperature === 1 ? [] : [`temperature ${temperature}`];
  if (!target.own) printError(wrap(sandboxed, terminalWidth()).join('\n'));
  const computing = compute(scene, target, temperature);
  const easel = setUpEasel(scene, [...cooled, creditOf(target.name)]);
  const computed = await computing;

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
  const shown = { ...own, entropies: await measure(own.weights, target) };
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
  const ending = typeof easel === 'string' ? [easel] : await drawAll(easel, scene, maps, values);
  print(`\n${ending.join('\n')}`);
  return 0;
}

void runCommand({ usage, options }, async ({ values }) => {
  try {
    return await drawScene(values);
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    printError(wrap(error.message, terminalWidth()).join('\n'));
    return 1;
  }
});
