/** Takes in the class that `grade` was asked for: all persons of a folder, or those of them named. */
import { catalog, type Slug } from '../../exercises/catalog';
import { UserError } from '../../reference/user-error';
import { nearestId, quoteId } from '../submissions/ids';
import { type Intake, takeIn } from '../submissions/intake';
import type { Person } from '../submissions/persons';
import { startProgress } from '../terminal/progress';
import type { Wanted } from './options';
import { type Received, receive } from './received';
import { isIn } from './shard';

/** What was received, of this shard where there are several. */
export interface Class {
  intake: Intake;
  /** Ids of the whole run, not only of this shard. */
  ids: string[];
  persons: Person[];
  received: Received[];
  /** Id → hash of what was received; null where it could not be read. */
  contents: Map<string, string | null>;
}

/** @throws UserError for an id that is not there, naming the nearest */
function choose(persons: readonly Person[], ids: readonly string[] | null): readonly Person[] {
  if (!ids) return persons;
  const known = persons.map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown === undefined) return persons.filter(({ id }) => ids.includes(id));
  const nearest = nearestId(unknown, known);
  const guess = nearest === null ? '' : `did you mean ${quoteId(nearest)}? `;
  throw new UserError(
    `--persons ${unknown}: there is no such id; ${guess}intake.csv has all of them`,
  );
}

/** Reads what every person of the run, or of this shard, handed in for these exercises. */
export async function receiveClass(wanted: Wanted, slugs: readonly Slug[]): Promise<Class> {
  const { folder, layout, shard, seed } = wanted;
  const intake = takeIn(folder, layout);
  const chosen = choose(intake.persons, wanted.persons);
  const isMine = ({ id }: { id: string }): boolean => isIn(shard, id);
  // Shards come to one seed by all that was handed in.
  const isCommon = shard.count > 1 && seed === null;
  const read = isCommon ? chosen : chosen.filter(isMine);
  const exercises = catalog.filter(({ slug }) => slugs.includes(slug));
  const progress = startProgress('intake', read.length, 0, process.stderr);
  const contents = new Map<string, string | null>();
  const received: Received[] = [];
  for (const person of read) {
    const { received: one, content } = await receive(person, exercises);
    contents.set(person.id, content);
    if (isMine(person)) received.push(one);
    progress.step();
  }
  progress.end();
  const ids = chosen.map(({ id }) => id);
  return { intake, ids, persons: chosen.filter(isMine), received, contents };
}
