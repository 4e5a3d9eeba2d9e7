/** `npm run tolerances`: how much room the tolerances leave, measured and written down. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineNames } from '../../reference/oracle/engines';
import { probe } from '../../reference/oracle/probe';
import { root } from '../../reference/root';
import { PAGE, renderPage } from '../authoring/tolerances/page';
import { measureOn } from '../authoring/tolerances/run';
import {
  againScope,
  brokenMargins,
  makeTable,
  nearOnes,
  rightScope,
  wrongScope,
} from '../authoring/tolerances/table';
import { paint } from '../terminal/colour';
import { runCommand } from '../terminal/command';
import { print } from '../terminal/output';
import { startProgress } from '../terminal/progress';

const usage = `
Usage: npm run tolerances

Measures how much of what is allowed right answers take, on every engine that runs here,
and how far away the planted wrong ones are; writes ${PAGE}.
Takes three to six minutes on two cores.

  --help   show this

Exit code: 0 every margin is kept, 1 one is not, 2 could not run.
`;

void runCommand({ usage, options: {} }, async () => {
  const engines = engineNames.filter((name) => probe(name).ok);
  const progress = startProgress('tolerances', engines.length + 2, 0, process.stderr);
  const measured: typeof measureOn = async (...given) => {
    const result = await measureOn(...given);
    progress.step();
    return result;
  };
  const [wrong, ...right] = await Promise.all([
    measured('tfjs-wasm', wrongScope),
    ...engines.map((name) => measured(name, rightScope)),
  ]);
  const near = nearOnes(wrong).map(({ answer }) => answer);
  const table = makeTable(right, wrong, await measured('tfjs-wasm', againScope(near)));
  progress.end();
  writeFileSync(join(root, PAGE), renderPage(table));
  const broken = brokenMargins(table);
  for (const says of broken) print(`${paint('red', '✗')} ${says}`);
  const { right: tests, excepted } = table;
  print(
    `${tests.length} tests and ${wrong.wrong.length} wrong answers measured, ${excepted.length} exceptions; written to ${PAGE}`,
  );
  return broken.length > 0 ? 1 : 0;
});
