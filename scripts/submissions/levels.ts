/**
 * Notices that a person named the wrong folder: one too high, one too deep, or the kit's own. What
 * is noticed ends the run, because a class that is taken for one person is marked wrong.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../../reference/user-error';
import { type Listed, listFolder } from './disk';
import { claimOf, exerciseOfFolder, isPassedOver } from './names';

const entriesOf = ({ path, kind }: Listed): Listed[] => {
  const listed = kind === 'folder' ? listFolder(path) : [];
  return Array.isArray(listed) ? listed : [];
};

/** Whether an entry belongs to a person's work: an exercise's folder or file, or `exercises`. */
const isWork = ({ name, kind }: Listed): boolean =>
  kind === 'folder'
    ? name === 'exercises' || exerciseOfFolder(name) !== null
    : kind === 'file' && claimOf(name) !== null;

const isArchive = ({ name, kind }: Listed): boolean => kind === 'file' && /\.zip$/i.test(name);

/** Whether a folder is one person's work, by what lies in it. */
const isPersons = (entry: Listed): boolean => entriesOf(entry).some(isWork);

/** Whether a folder holds persons and no work of its own. */
function isClass(entry: Listed, isAlone: boolean): boolean {
  const inside = entriesOf(entry).filter(({ name }) => !isPassedOver(name));
  if (inside.some(isWork)) return false;
  const persons = inside.filter((each) => isPersons(each) || (isAlone && isArchive(each)));
  return persons.length > 1;
}

function isKit(folder: string): boolean {
  try {
    const { name } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return name === 'attention-kata';
  } catch {
    return false;
  }
}

/**
 * Refuses a folder that holds no class.
 * @param folder as a person typed it
 * @throws UserError that names the folder to give instead
 */
export function refuseWrongLevel(folder: string, entries: readonly Listed[]): void {
  const own = entries.find(isWork);
  const above = dirname(folder) === folder ? 'the folder above it' : dirname(folder);
  if (own && isKit(folder)) {
    throw new UserError(
      `${folder} is a checkout of the kit: name the folder that holds one folder a person, or give ${above} if this is one person's clone; --layout plain reads it as it is`,
    );
  }
  if (own) {
    throw new UserError(
      `${folder} is one person's own work (it holds ${own.name}): give the folder that holds one folder a person, such as ${above}; --layout plain reads it as it is`,
    );
  }
  const folders = entries.filter(({ name, kind }) => kind === 'folder' && !isPassedOver(name));
  const [first] = folders;
  const isAlone = folders.length === 1;
  if (first && folders.every((entry) => isClass(entry, isAlone))) {
    throw new UserError(
      `${folder} is one folder too high (${first.name} holds several persons' work): give ${join(folder, first.name)}; --layout plain reads it as it is`,
    );
  }
}
