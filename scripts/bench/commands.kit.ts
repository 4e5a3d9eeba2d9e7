/** How long people wait for the commands, measured and shown. No student is handed this file. */
import { terminalWidth } from '../terminal/colour';
import { print } from '../terminal/output';
import { checks } from './commands/check';
import { explorers } from './commands/explore';
import { grades } from './commands/grade';
import { heatmaps } from './commands/heatmap';
import { cloneOf, copyOfThis, findCommit } from './commands/kits';
import { type Kits, measureWork, type Row } from './commands/measure';
import { renderCommands } from './commands/render';
import { commandsReport } from './commands/report';
import { watches } from './commands/watch';
import type { Extent, Work } from './commands/work';
import { profileGrading } from './grading.kit';
import type { Measurable, Wanted } from './more';

const works: Readonly<Record<Measurable, (extent: Extent) => Work[]>> = {
  check: checks,
  watch: watches,
  heatmap: heatmaps,
  explore: explorers,
  grade: grades,
};

type Tell = (doing: string) => void;

/** Makes the kits for as long as they are used. */
async function withKits<T>(commit: string | null, tell: Tell, use: (kits: Kits) => Promise<T>) {
  const made: { remove(): void }[] = [];
  const keep = <K extends { remove(): void }>(kit: K): K => {
    made.push(kit);
    return kit;
  };
  try {
    tell('copying the kit');
    const own = keep(copyOfThis());
    if (commit === null) return await use({ this: own });
    tell(`setting up ${commit.slice(0, 7)}`);
    return await use({ this: own, before: keep(cloneOf(commit)) });
  } finally {
    for (const { remove } of made) remove();
    tell('');
  }
}

/**
 * Measures the named commands, in this kit and in the commit of `--against`, and prints the rows;
 * with `grade` alone also what grading goes into.
 * @returns a `CommandsReport`, and that profile
 * @throws UserError where there is no such commit
 */
export async function timeCommands(wanted: Wanted, tell: Tell): Promise<object> {
  const { names, against, quick } = wanted;
  const commit = against === undefined ? null : findCommit(against);
  const rows = await withKits(commit, tell, async (kits) => {
    const measured: Row[] = [];
    for (const work of names.flatMap((name) => works[name](wanted))) {
      measured.push(await measureWork(work, kits, tell));
    }
    return measured;
  });
  const report = commandsReport(commit, rows);
  print(renderCommands(report, terminalWidth()));
  if (names.join() !== 'grade' || commit) return report;
  print('');
  return { ...report, grading: await profileGrading(quick, tell) };
}
