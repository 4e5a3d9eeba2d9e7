/** Takes a class in: which platform laid the folder out, and which persons handed in what. */
import { basename, join, resolve } from 'node:path';
import { UserError } from '../../reference/user-error';
import { type Listed, listFolder, pathOf } from './disk';
import type { Download, Layout } from './layouts/layout';
import { plain } from './layouts/plain';
import { type Reading, readAs, readBy, recognise } from './layouts/recognise';
import { refuseWrongLevel } from './levels';
import { type Person, personsOf } from './persons';

export interface Intake {
  layout: Layout;
  /** The folder that was read: the one that was named, or the only one in it. */
  folder: string;
  /** In the order of their ids. */
  persons: Person[];
  /** Names of what no person handed in, such as a roster. */
  leftOut: string[];
}

/** @throws UserError when there is no such folder, or it cannot be looked into */
function open(folder: string): Download {
  const listed = listFolder(pathOf(resolve(folder)));
  const name = basename(resolve(folder));
  if (Array.isArray(listed)) return { name, entries: listed };
  const says = 'rejected' in listed ? listed.rejected : listed.unreadable;
  const why = says.includes('ENOENT')
    ? 'there is no such folder'
    : says.replace(/^.*ENOTDIR.*$/, 'it is no folder; unpack an archive once');
  throw new UserError(`${folder}: ${why}; name the folder that holds one folder a submission`);
}

/** The only folder in a folder, where a platform's archive has one more on top. */
function onlyFolderIn({ entries }: Download): Listed | null {
  const folders = entries.filter(({ kind, name }) => kind === 'folder' && !name.startsWith('.'));
  return folders.length === 1 ? (folders[0] ?? null) : null;
}

/** Whether a folder is what a platform made of one person: its name says so, and it holds files. */
function isOnePersons({ name, entries }: Download): boolean {
  const itself = { name, path: pathOf(name), kind: 'folder' as const };
  const hasFolder = entries.some(({ kind }) => kind === 'folder');
  return !hasFolder && recognise({ name: '', entries: [itself] }) !== null;
}

function readPlain(folder: string, download: Download): Reading {
  if (isOnePersons(download)) {
    throw new UserError(
      `${folder} is what one person handed in: give the folder above it, which holds all of them`,
    );
  }
  refuseWrongLevel(folder, download.entries);
  const reading = readBy(plain, download);
  if (reading.read.length > 0) return reading;
  const holds = reading.others.length > 0 ? 'holds no folder' : 'is empty';
  throw new UserError(`${folder} ${holds}: expected one folder for each submission in it`);
}

function read(folder: string, download: Download): { folder: string; reading: Reading } {
  const found = recognise(download);
  if (found) return { folder, reading: found };
  const only = onlyFolderIn(download);
  const inside = only && join(folder, only.name);
  const deeper = inside && recognise(open(inside));
  if (inside && deeper) return { folder: inside, reading: deeper };
  return { folder, reading: readPlain(folder, download) };
}

/**
 * All persons of a folder.
 * @param forced the layout that a person named, instead of the one that the names tell
 * @throws UserError for a folder that holds no class, naming the one that does where it is known
 */
export function takeIn(folder: string, forced: Layout | null): Intake {
  const download = open(folder);
  const { folder: place, reading } = forced
    ? { folder, reading: readAs(forced, download) }
    : read(folder, download);
  return {
    layout: reading.layout,
    folder: place,
    persons: personsOf(reading.read),
    leftOut: reading.others.map(({ name }) => name),
  };
}
