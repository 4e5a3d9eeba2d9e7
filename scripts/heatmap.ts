/** `npm run heatmap`: per-head attention computed by the target's own code, in words and pictures. */
import { whyNoAttention } from './heatmap/answer';
import { compute } from './heatmap/compute';
import { drawAll, setUpEasel } from './heatmap/gallery';
import { options, readTemperature, sceneOptions, usage } from './heatmap/options';
import { namedMaps, reportOf } from './heatmap/report';
import { openScene } from './heatmap/sources';
import { summarise } from './heatmap/summary';
import { paint, terminalWidth } from './terminal/colour';
import { runCommand } from './terminal/command';
import { writeOut } from './terminal/output';
import { chooseTarget } from './terminal/target';
import { wrap } from './terminal/values';

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
