/** What a person reads on the terminal of what was received: counts, and who has to be looked at. */
import { quoteId, showUnsafe } from '../submissions/ids';
import { print, printError } from '../terminal/output';
import type { Class } from './class';
import { isToldOf, isWhole, type Received, type ReceivedFile } from './received';
import { showUnmarked } from './reports/tally';

/** Lines of a screenful. */
const SHOWN = 20;
/** Persons named on the terminal; the report has all of them. */
const MOST_NAMED = 200;
/** Sentences about one person. */
const MOST_SAID = 4;

/** Lines about single submissions, a screenful of them. */
export function list(lines: readonly string[], print: (line: string) => void): void {
  for (const line of lines.slice(0, SHOWN)) print(`  ${line}`);
  if (lines.length > SHOWN) print(`  … and ${lines.length - SHOWN} more`);
}

/** `1 person`, `2 persons` */
export const count = (number: number, what: string): string =>
  number === 1 ? `1 ${what}` : `${number} ${what}s`;

/** The class in one line or two. */
export function showCounts({ intake, received }: Class): string[] {
  const { layout, folder } = intake;
  const graded = received.filter(({ status }) => status === 'graded');
  const whole = graded.filter(isWhole).length;
  const unmarked = received.filter(({ status }) => status !== 'graded');
  const parts = [
    `${whole} whole`,
    ...(graded.length > whole ? [`${graded.length - whole} in part`] : []),
    ...(unmarked.length > 0 ? [showUnmarked(unmarked.map(({ status }) => status))] : []),
  ];
  const late = received.filter(({ isLate }) => isLate).length;
  const again = received.filter(({ attempts }) => attempts > 1).length;
  const times = [
    ...(late > 0 ? [`${late} late`] : []),
    ...(again > 0 ? [`${again} handed in more than once, of which the last counts`] : []),
  ];
  const whose = layout.name === 'plain' ? '' : `, laid out as ${layout.name} does, in ${folder}`;
  return [
    `${count(received.length, 'person')}${whose}: ${parts.join(', ')}.`,
    ...(times.length > 0 ? [`${times.join('; ')}.`] : []),
  ];
}

const sayFile = ({ slug, instead }: ReceivedFile): string => `${slug.slice(0, 2)} ${instead}`;

/** What is wrong with a person's submission, each thing once. */
export function showProblems({ status, files }: Received): string {
  const odd = files.filter(({ instead }) => instead !== null);
  const said = [...new Set(odd.map(({ instead }) => instead ?? ''))];
  const isOne = said.length === 1 && odd.length === files.length;
  const sentences = isOne ? said : odd.map(sayFile);
  const more = sentences.length > MOST_SAID ? [`and ${sentences.length - MOST_SAID} more`] : [];
  const kind = status === 'graded' ? [] : [status];
  return showUnsafe([...kind, ...sentences.slice(0, MOST_SAID), ...more].join('; '));
}

/** `"1234" Ada Lovelace` */
export const showPerson = ({ id, name }: Pick<Received, 'id' | 'name'>): string =>
  name === null || name === id ? quoteId(id) : `${quoteId(id)} ${quoteId(name)}`;

/** Says what was received, before anything is judged. */
export function tellReceived(all: Class): void {
  for (const line of showCounts(all)) print(line);
  const { leftOut, layout } = all.intake;
  if (leftOut.length > 0) {
    printError(`grade: left out, because they are no ${layout.looks}:`);
    list(leftOut.map(quoteId), printError);
  }
  const told = all.received.filter(isToldOf);
  if (told.length === 0) return;
  printError('grade: to be looked at (intake.md has all of them):');
  for (const each of told.slice(0, MOST_NAMED)) {
    printError(`  ${showPerson(each)}: ${showProblems(each)}`);
  }
  if (told.length > MOST_NAMED) printError(`  … and ${told.length - MOST_NAMED} more`);
}
