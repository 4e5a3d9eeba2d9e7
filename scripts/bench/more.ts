/** What can be timed beside attention, where this checkout has it: students are handed none. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../reference/root';
import { UserError } from '../../reference/user-error';

const kit = 'commands';
const hostile = 'grading';

/** The commands for whose answer a person waits. */
export const measurable = ['check', 'watch', 'heatmap', 'explore', 'grade'] as const;
export type Measurable = (typeof measurable)[number];

const isKit = existsSync(join(root, 'scripts', 'bench', `${kit}.kit.ts`));

/** What can be named on the command line. */
export const nameable: readonly Wanted['names'][number][] = [
  'attention',
  ...(isKit ? measurable : []),
];

type Tell = (doing: string) => void;

export interface Wanted {
  names: readonly (Measurable | 'attention')[];
  /** Few trials and small sizes. */
  quick: boolean;
  /** Rows of sizes too. */
  growth: boolean;
  /** A commit that is measured in turn. */
  against?: string | undefined;
}

/**
 * What is measured as rows: commands, and attention where there is another commit to set it beside.
 * @throws UserError where that is no commit, or a flag has nothing to measure
 */
export async function chooseRows(wanted: Wanted): Promise<Wanted['names']> {
  const { names, growth, against } = wanted;
  if (isKit && against !== undefined) {
    (await import(`./${kit}.kit.ts`)).findCommit(against);
    return names;
  }
  const commands = names.filter((name) => name !== 'attention');
  if (commands.length > 0 || (!growth && against === undefined)) return commands;
  throw new UserError(
    isKit
      ? '--growth is for commands, and for attention with --against C: npm run bench -- check --growth'
      : '--against and --growth are for the commands of a checkout with a reference',
  );
}

/** Who hears what is being done, and what was measured until now. */
export interface Listening {
  tell: Tell;
  /** The last of them says that it is complete. */
  keep(report: { complete: boolean }): void;
}

/** Measures commands and prints what came of each once it was measured. */
export async function timeCommands(wanted: Wanted, listening: Listening): Promise<void> {
  return (await import(`./${kit}.kit.ts`)).timeCommands(wanted, listening);
}

/** Measures and prints what hostile submissions cost; returns the exit code. */
export async function timeHostile(
  wanted: { quick: boolean; json?: string | undefined },
  tell: Tell,
): Promise<number> {
  return (await import(`./${hostile}.kit.ts`)).timeHostile(wanted, tell);
}

const usage = `
check, watch, heatmap, explore and grade measure how long a person waits for these, as
whole processes on right answers: medians, and ratios to what stands beside (Jest with
ts-jest; a figure of matplotlib, where PYTHON has it) and to another commit, all done in
turn. With --against attention has such rows too: the solutions' own, pass by pass. Several
may be named; without a name all are measured, attention too. Each row is printed once it
was measured; --json holds those so far, and says whether it is complete.
With grade alone also what the time of a submission goes into, and memory over a thousand
of them. grade --hostile measures instead what each hostile submission of the sandbox's
tests costs, prints the dearest ten, and says whether the bounds on one submission hold;
on Linux alone. docs/speed.md tells how to read it all.

  --against C   builds the commit C in a scratch clone and measures both in turn
  --growth      also rows of sizes, and the power by which each figure grows
  --hostile     see above
`;

/** For `--help`. */
export const moreUsage = isKit ? usage : '';
export const moreForm = isKit
  ? '\n       npm run bench -- [attention|check|watch|heatmap|explore|grade …] [flags]'
  : '';
