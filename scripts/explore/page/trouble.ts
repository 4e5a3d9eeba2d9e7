/** Why there are no maps, in words: what happened, where, and the exercise to go to. Pure. */
import { type Exercise, findExercise } from '../../../exercises/catalog';
import { type Fact, factsOf } from './facts';
import type { Finished } from './runner';

export interface Trouble {
  title: string;
  says: string;
  /** Not written yet is no mistake. */
  calm?: boolean;
  /** File, line and command, each under its name. */
  facts: Fact[];
}

const placePattern =
  /\/(?:exercises|solutions)\/(\d\d-[\w-]+)\/[\w-]+\.ts(?:\?[^:)\s]*)?(?::(\d+))?/;

/** The exercise's file and line that an error's stack names first. */
function placeOf(stack: string): { exercise: Exercise; line: string | undefined } | null {
  const [, slug = '', line] = stack.match(placePattern) ?? [];
  const exercise = findExercise(slug);
  return exercise ? { exercise, line } : null;
}

/** For what the server says: a text that is too long, heads that do not divide d_model. */
export const refused = (says: string): Trouble => ({
  title: 'Nothing to compute',
  says: `${says.charAt(0).toUpperCase()}${says.slice(1)}`,
  facts: [],
});

function stub(message: string, folder: string): Trouble | null {
  const [, name, number = ''] = message.match(/^Not implemented: (\w+) \(exercise (\d+)\)/) ?? [];
  const exercise = findExercise(number);
  if (!exercise) return null;
  return {
    title: `${name} is not written yet`,
    says: 'This page shows what your own code computes. Write the function and save the file; the page then draws by itself.',
    calm: true,
    facts: factsOf(exercise, folder),
  };
}

/** Where and why a file could not be loaded, from the server or else from the browser. */
export function unloaded(
  why: { file: string; says: string } | null,
  { message, stack }: { message: string; stack: string },
  folder: string,
  last: Exercise,
): Trouble {
  const place = placeOf(why ? `/${why.file}` : `${stack}\n${message}`);
  const [, line] = why?.says.match(/\((\d+):\d+\)\s*$/) ?? [];
  return {
    title: 'Your code cannot be loaded',
    says: why?.says ?? (message || 'The browser does not say why.'),
    facts: factsOf(place?.exercise ?? last, folder, line ?? place?.line),
  };
}

const withArticle = (name: string): string => `${/^[aeiou]/i.test(name) ? 'an' : 'a'} ${name}`;

/** What came of a job that gave no answer; null where it gave one. */
export function troubleOf(
  finished: Finished,
  name: string,
  folder: string,
  last: Exercise,
): Trouble | null {
  const facts = factsOf(last, folder);
  switch (finished.kind) {
    case 'threw': {
      const { errorClass, message, stack } = finished;
      const place = placeOf(stack);
      return (
        stub(message, folder) ?? {
          title: `Your code threw ${withArticle(errorClass)}`,
          says: message || 'It has no message.',
          facts: place ? factsOf(place.exercise, folder, place.line) : facts,
        }
      );
    }
    case 'timeout':
      return {
        title: finished.loading
          ? 'Your code did not finish loading'
          : `${name} did not return within ${Math.round(finished.limit / 1_000)} s`,
        says: 'It was stopped: a loop that never ends, most likely. Change the file and save it; this page then tries again.',
        facts,
      };
    case 'missing':
      return { title: `There is no function ${name}`, says: 'The file does not export it.', facts };
    case 'no-data':
      return {
        title: 'Nothing that can be drawn',
        says: `${name} returned ${finished.message}.`,
        facts,
      };
    default:
      return null;
  }
}

/** For an answer that is none: ragged, NaN, of another shape. */
export const odd = (says: string, name: string, folder: string, last: Exercise): Trouble => ({
  title: 'Nothing that can be drawn',
  says: `${name} ${says}.`,
  facts: factsOf(last, folder),
});
