/** How long people wait for the commands and for attention, measured and shown. No student is handed this file. */
import { terminalWidth } from '../terminal/colour';
import { print } from '../terminal/output';
import { attentions } from './commands/attention';
import { checks } from './commands/check';
import { explorers } from './commands/explore';
import { grades } from './commands/grade';
import { heatmaps } from './commands/heatmap';
import { cloneOf, copyOfThis, findCommit, type Scratch } from './commands/kits';
import { type Kits, measureWork } from './commands/measure';
import { endPrograms } from './commands/program';
import { othersOf, renderGrowth, renderHead, renderRow } from './commands/render';
import { commandsReport } from './commands/report';
import { watches } from './commands/watch';
import type { Extent, Work } from './commands/work';
import { endable } from './ending';
import { profileGrading } from './grading.kit';
import type { Listening, Wanted } from './more';

const worksOf: Readonly<Record<Wanted['names'][number], (extent: Extent) => Work[]>> = {
  attention: attentions,
  check: checks,
  watch: watches,
  heatmap: heatmaps,
  explore: explorers,
  grade: grades,
};

export { findCommit };

type Tell = Listening['tell'];

/** Makes the kits for as long as they are used. */
async function withKits(commit: string | null, tell: Tell, use: (kits: Kits) => Promise<void>) {
  const made: Scratch[] = [];
  const keep = (kit: Scratch): Scratch => {
    made.push(kit);
    return kit;
  };
  try {
    tell('copying the kit');
    const own = keep(await copyOfThis());
    if (commit === null) return await use({ this: own });
    tell(`setting up ${commit.slice(0, 7)}`);
    return await use({ this: own, before: keep(await cloneOf(commit)) });
  } finally {
    for (const { remove } of made) remove();
    tell('');
  }
}

/**
 * Measures what is named, in this kit and in the commit of `--against`, and prints each row once
 * it was measured; with `grade` alone also what grading goes into. What a person ends is kept so far.
 * @throws UserError where there is no such commit
 */
export async function timeCommands(wanted: Wanted, { tell, keep }: Listening): Promise<void> {
  const { names, against, quick } = wanted;
  const commit = against === undefined ? null : findCommit(against);
  const report = commandsReport(commit);
  const works = names.flatMap((name) => worksOf[name](wanted));
  const others = othersOf(works, commit);
  const show = (text: string): void => {
    tell('');
    print(text);
  };
  keep(report);
  print(renderHead(report, others, terminalWidth()));
  await endable(async (ending) => {
    await withKits(commit, tell, async (kits) => {
      for (const work of works) {
        const row = await measureWork(work, kits, { tell, ending });
        report.rows.push(row);
        show(renderRow(row, others, terminalWidth()));
        keep(report);
      }
    });
    const growth = renderGrowth(report.rows, terminalWidth());
    if (growth) print(growth);
    if (names.join() === 'grade' && commit === null) {
      print('');
      report.grading = await profileGrading(quick, tell);
    }
    keep({ ...report, complete: true });
  }, endPrograms);
}
