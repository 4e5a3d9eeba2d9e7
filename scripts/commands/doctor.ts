/** `npm run doctor`: what this machine has, what it lacks, and the one thing to do about each. */
import { examine } from '../doctor/examine';
import { render } from '../doctor/render';
import { terminalWidth } from '../terminal/colour';
import { runCommand } from '../terminal/command';
import { print } from '../terminal/output';
import { printableJson } from '../terminal/printable';

const usage = `
Usage: npm run doctor [-- --json]

Looks at Node, npm, the system, node-canvas, fonts, the exercises' libraries and, where
this checkout has a reference, its engines. Says for each that cannot run why and what
to do. Engines are tried afresh.

  --json   the findings as JSON
  --help   show this

Exit code: 0 when npm run check can run, 1 when it cannot.
`;

void runCommand({ usage, options: { json: { type: 'boolean' } } }, async ({ values }) => {
  const report = await examine();
  const text = values.json ? printableJson(report, 2) : render(report, terminalWidth());
  print(text);
  return report.ok ? 0 : 1;
});
