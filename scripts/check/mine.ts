/**
 * `--mine`: the example that a learner works out on paper before the code. It runs as the visible ones
 * do. Where the kit has planted mistakes, it is said how many the example would catch, never which.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CatalogEntry, nameOf, ownExampleOf, sourceOf } from '../../exercises/catalog';
import { root } from '../../reference/root';
import type { Target } from '../../reference/running/target';
import { say, translate } from '../languages/tongue';
import { type ExampleResult, runExamples } from './examples';
import { coreOf } from './reset';

/** What planted mistakes say about an example. */
export interface Caught {
  /** Where a right answer does not pass it, so that its numbers are off; null where one passes. */
  wrong: { line: number | null } | null;
  /** Planted mistakes that do not pass it; 0 where a right answer does not pass it either. */
  caught: number;
  planted: number;
}

/** What became of a learner's own example. */
export type Mine =
  /** There was no file; now there is one to fill in. */
  | { kind: 'made'; file: string }
  /** The file is there, and nothing has been put into it. */
  | { kind: 'empty'; file: string }
  /** `caught` is null where there are no planted mistakes. */
  | { kind: 'judged'; file: string; own: ExampleResult[]; caught: Caught | null };

/** A file of one example with its numbers left out. */
export const blankExample = (exercise: CatalogEntry): string => {
  const [first = ''] = exercise.exports;
  return `/** An example of my own, worked out on paper before the code. */
import { ${exercise.exports.join(', ')} } from './${nameOf(exercise)}';

test('${first} gives what I worked out on paper', () => {
  expect(${first}(/* your numbers */)).toBeClose(/* what comes out */);
});
`;
};

/** Reached by its name, because no student is handed it. */
async function countCaught(exercise: CatalogEntry): Promise<Caught | null> {
  const name = 'planted';
  const isHere = existsSync(join(root, 'scripts', 'check', `${name}.kit.ts`));
  return isHere ? (await import(`./${name}.kit.ts`)).countCaught(exercise) : null;
}

const isBlank = (text: string, exercise: CatalogEntry): boolean =>
  ['', coreOf(blankExample(exercise))].includes(coreOf(text));

/** Makes the file where there is none; otherwise runs what is in it. */
export async function judgeMine(exercise: CatalogEntry, target: Target): Promise<Mine> {
  const file = `exercises/${ownExampleOf(exercise)}`;
  const path = join(root, file);
  if (!existsSync(path)) {
    writeFileSync(path, blankExample(exercise));
    return { kind: 'made', file };
  }
  if (isBlank(readFileSync(path, 'utf8'), exercise)) return { kind: 'empty', file };
  const own = await runExamples({ exercise, target, file: ownExampleOf(exercise) });
  return { kind: 'judged', file, own, caught: await countCaught(exercise) };
}

const passes = ({ verdict }: ExampleResult): boolean => verdict === 'pass';

/** `line 5: 1 of 2 numbers is off, [0] got 0.6, expected 0.5`: where they part, and by what first. */
function sayFailure({ title, failure }: ExampleResult): string {
  const says = (failure?.says.split('\n') ?? []).slice(0, 2).map(translate).join(', ');
  const at = failure?.line ? say('line {line}: {says}', { line: failure.line, says }) : says;
  return `${title}: ${at}`;
}

function sayCaught(caught: Caught | null): string {
  if (!caught) {
    return say(
      'The planted mistakes are not handed out, so it cannot be said here how many it would catch.',
    );
  }
  if (!caught.wrong) {
    const { caught: count, planted } = caught;
    return say(
      'A right answer passes it, and it would catch {count} of {planted} planted mistakes.',
      {
        count,
        planted,
      },
    );
  }
  const { line } = caught.wrong;
  const off = line
    ? say('A right answer does not pass it, so something in it is off at line {line}.', { line })
    : say('A right answer does not pass it, so something in it is off.');
  return `${off} ${say('Work it out once more.')}`;
}

/** What became of an own example, a sentence each. */
export function tellMine(mine: Mine, exercise: CatalogEntry): string[] {
  const { file } = mine;
  if (mine.kind !== 'judged') {
    const is =
      mine.kind === 'made'
        ? say('{file} is there now.', { file })
        : say('{file} has nothing in it yet.', { file });
    const next = say('Put in an example that you worked out on paper, and ask again.');
    return [`${is} ${next}`];
  }
  const failing = mine.own.find((result) => !passes(result));
  const source = sourceOf(exercise);
  const own = failing
    ? say('Your {source} and your example do not agree: {failure}', {
        source,
        failure: sayFailure(failing),
      })
    : say('Your {source} passes it.', { source });
  return [file, own, sayCaught(mine.caught)];
}

/** Whether an example can be right: there is one, and a right answer, where there is one, passes it. */
export const isSound = (mine: Mine): boolean => mine.kind === 'judged' && !mine.caught?.wrong;
