/** `npm run heatmap`: per-head attention computed by the target's own code, in words and pictures. */
import { type Attended, compute, whyNoAttention } from './heatmap/compute';
import { drawAll, setUpEasel } from './heatmap/gallery';
import { options, readTemperature, sceneOptions, usage } from './heatmap/options';
import { openScene, type Scene } from './heatmap/sources';
import { averageOf, mapEntropy } from './heatmap/stats';
import { type NamedMap, summarise } from './heatmap/summary';
import { paint, terminalWidth } from './terminal/colour';
import { runCommand } from './terminal/command';
import { writeOut } from './terminal/output';
import { chooseTarget } from './terminal/target';
import { wrap } from './terminal/values';

function namedMaps({ weights }: Attended, average: boolean): NamedMap[] {
  const heads = weights.map((map, i) => ({ name: `head ${i}`, map }));
  return average ? [...heads, { name: 'average', map: averageOf(weights) }] : heads;
}

/** For other tools; the average is there only where it was asked for. */
function reportOf({ model, tokens, layer }: Scene, { weights }: Attended, average: boolean) {
  const entropy = weights.map(mapEntropy);
  return {
    model,
    tokens,
    layer,
    weights,
    entropy,
    ...(average && { average: averageOf(weights) }),
  };
}

void runCommand({ usage, options }, async ({ values }) => {
  const target = chooseTarget(values.target);
  const scene = openScene(values.model, sceneOptions(values));
  const temperature = readTemperature(values);
  const cooled = temperature === 1 ? [] : [`temperature ${temperature}`];
  const computing = compute(scene, target, temperature);
  const easel = setUpEasel(scene, [...cooled, `computed by ${target.name}`]);
  const computed = await computing;

  const width = terminalWidth();
  const print = (...lines: string[]): void =>
    console.log(lines.flatMap((line) => wrap(line, width)).join('\n'));
  for (const line of computed.printed) console.log(paint('dim', `your code printed: ${line}`));
  if ('trouble' in computed) {
    console.error(wrap(computed.trouble, width).join('\n'));
    return 1;
  }
  const [own, ...further] = computed.answers;
  const maps = namedMaps(own, values.average);
  console.log(summarise(scene, maps, temperature, width));
  const doubt = whyNoAttention(own.weights);
  if (doubt) print('', doubt);
  const outputs = [own, ...further].map(({ output }) => output);
  if (scene.reading) print('', ...scene.reading.tell(outputs));

  if (values.json) {
    writeOut(values.json, `${JSON.stringify(reportOf(scene, own, values.average))}\n`);
  }
  // Not wrapped: it may hold a command to copy.
  const ending = typeof easel === 'string' ? [easel] : await drawAll(easel, scene, maps, values);
  console.log(`\n${ending.join('\n')}`);
  return 0;
});
