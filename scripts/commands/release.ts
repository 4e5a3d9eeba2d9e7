/** `npm run release`: what students are handed, and nothing that they must not see. */
import { resolve, sep } from 'node:path';
import { catalog } from '../../exercises/catalog';
import { root } from '../../reference/root';
import { UserError } from '../../reference/user-error';
import { HANDED_OUT } from '../answers/answers';
import { deliver, recordAt } from '../release/deliver';
import { findLeaks, itemsIn, openGate } from '../release/gate';
import { commitRelease } from '../release/git';
import type { Chosen } from '../release/parts';
import { summarise } from '../release/render';
import { treeFor } from '../release/tree';
import { paint } from '../terminal/colour';
import { runCommand } from '../terminal/command';
import { print, printError } from '../terminal/output';
import { chooseExercises } from '../terminal/selection';

const usage = `
Usage: npm run release -- --out DIR [--git] [--only 1-3] [--compare]

Writes what students are handed: lessons, stubs, visible examples and the commands that
go with them. No solution, hidden spec or recorded answer is in it; everything is gone
through for traces of them, and a trace ends the release.

  --out DIR   an empty folder, an earlier release, or a student's work on one: what was
              written there since stays as it is
  --git       make it a repository with one commit; where it is one, add a commit
  --only L    these exercises: 1-3, 4, softmax, 1-2,5; over an earlier release they come
              to those handed out before
  --compare   let students compare what passes with the solution and two other right ways:
              all of these go out in one file that every student can read, so it is for
              after the deadline; a later release without --compare takes the file back
  --help      show this

Exit code: 0 written, 1 something hidden was found, 2 could not run.
`;

const options = {
  out: { type: 'string' },
  git: { type: 'boolean' },
  only: { type: 'string' },
  compare: { type: 'boolean', default: false },
} as const;

/** @throws UserError for none, and for a place where it would become a part of the kit */
function folderFor(out: string | undefined): string {
  if (!out) throw new UserError('--out is missing: npm run release -- --out DIR');
  const folder = resolve(out);
  const isAbove = `${root}${sep}`.startsWith(`${folder}${sep}`);
  const kits = ['exercises', 'solutions', 'reference', 'scripts', '.git', 'node_modules'];
  const isInside = kits.some((name) =>
    `${folder}${sep}`.startsWith(`${resolve(root, name)}${sep}`),
  );
  if (!isAbove && !isInside) return folder;
  throw new UserError(`--out ${out}: the kit itself is there; expected a folder of its own`);
}

function refuse(leaks: readonly string[], advice: string): number {
  for (const leak of [...new Set(leaks)].slice(0, 20)) printError(`${paint('red', '✗')} ${leak}`);
  printError(`${leaks.length} traces of what is hidden. ${advice}`);
  return 1;
}

void runCommand({ usage, options }, async ({ values }) => {
  const folder = folderFor(values.out);
  const before = recordAt(folder);
  const wanted = chooseExercises(values.only);
  const chosen: Chosen = catalog.filter(
    ({ slug }) => wanted.includes(slug) || before?.exercises.includes(slug),
  );
  const answers = values.compare ? HANDED_OUT : null;
  const gate = openGate(answers);
  const tree = treeFor(chosen, values.compare);
  const items = [...tree].map(([name, content]) => ({ name, content }));
  const leaks = findLeaks(items, gate);
  if (leaks.length > 0) return refuse(leaks, 'Nothing was written.');
  const delivered = deliver(folder, tree, before);
  const slugs = chosen.map(({ slug }) => slug);
  const commit = values.git ? commitRelease(folder, tree, delivered) : null;
  const left = findLeaks(itemsIn(folder), gate);
  if (left.length > 0) return refuse(left, `Do not publish ${folder}.`);
  print(summarise({ folder, slugs, isFirst: before === null, delivered, commit, answers }));
  return 0;
});
