/** `npm run try:windows`: the kit under Windows' own Node, on a machine with Wine. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporary } from '../../reference/temporary';
import { UserError } from '../../reference/user-error';
import { writeClass } from '../authoring/windows/class';
import { bringNode, copyKit, installPackages, nodes, PLACE } from '../authoring/windows/kit';
import { leftOut, type Outcome, trials } from '../authoring/windows/trials';
import { findWine, makeWindows, onDisk } from '../authoring/windows/wine';
import { paint } from '../terminal/colour';
import { runCommand } from '../terminal/command';
import { print } from '../terminal/output';

const usage = `
Usage: npm run try:windows [-- --node ${Object.keys(nodes).join('|')}]

Runs the kit as it lies here under Windows' own node.exe, by Wine: set-up, check, doctor,
release, grade and heatmap, whose files have to be the same to the byte as on this
machine, and the tests. Says what it left out. Needs Wine 8 or newer, git, npm and network;
all it makes lies in a folder for temporary files and goes again. Takes some five minutes.

  --node N   only this Node (default: ${Object.keys(nodes).join(' and ')})
  --help     show this

Exit code: 0 all that was tried holds, 1 something does not, 2 could not run.
`;

const options = { node: { type: 'string' } } as const;

function chooseNodes(wanted: string | undefined): string[] {
  if (wanted === undefined) return Object.keys(nodes);
  if (wanted in nodes) return [wanted];
  throw new UserError(`--node ${wanted}: expected ${Object.keys(nodes).join(' or ')}`);
}

const signs = { held: paint('green', '✓'), failed: paint('red', '✗'), skipped: '–' } as const;

function show({ title, state, says }: Outcome): void {
  const [first = '', ...more] = says.split('\n');
  print(` ${signs[state]} ${title}: ${state === 'skipped' ? 'skipped, ' : ''}${first}`);
  for (const line of more) print(`     ${line}`);
}

/** @returns whether all held */
async function tryIn(work: string, majors: string[]): Promise<boolean> {
  const windows = makeWindows(findWine(), join(work, 'windows'));
  const place = onDisk(windows, PLACE);
  copyKit(place);
  print('Installing the packages for Windows …');
  await installPackages(place);
  const outcomes: Outcome[] = [];
  for (const major of majors) {
    const node = await bringNode(major, windows.drive);
    print(`\n${paint('bold', `Node ${nodes[major]} of Windows`)}`);
    // What one Node compiled is not the other's.
    rmSync(join(place, 'node_modules', '.cache'), { recursive: true, force: true });
    const both = (name: string) => ({
      here: join(work, name, major),
      there: `C:\\${name}${major}`,
    });
    const [submissions, results] = [both('class'), both('results')];
    for (const { here, there } of [submissions, results]) {
      for (const folder of [here, onDisk(windows, there)]) mkdirSync(folder, { recursive: true });
    }
    writeClass(submissions.here);
    writeClass(onDisk(windows, submissions.there));
    for (const trial of trials) {
      const outcome = trial({ windows, node, submissions, results });
      outcomes.push(outcome);
      show(outcome);
    }
  }
  return outcomes.every(({ state }) => state !== 'failed');
}

void runCommand({ usage, options }, async ({ values }) => {
  const majors = chooseNodes(values.node);
  findWine();
  const work = makeTemporary('windows');
  try {
    const isFine = await tryIn(work, majors);
    print(`\n${paint('bold', 'Left out')}`);
    leftOut.forEach(show);
    return isFine ? 0 : 1;
  } finally {
    // Wine's server lives on for some seconds and writes once more.
    rmSync(work, { recursive: true, force: true, maxRetries: 10, retryDelay: 1000 });
  }
});
