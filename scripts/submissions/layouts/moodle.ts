/**
 * Moodle, "Download all submissions": folders `Full Name_<participant id>_assignsubmission_file`
 * (older: with `_` at the end) beside `…_assignsubmission_onlinetext`, or the same in front of the
 * names of flat files. With anonymous marking the name is `Participant`; a team's is the team's.
 * The download holds the last attempt.
 *
 * @see moodle, mod/assign/classes/downloader.php
 */
import { lineOf } from '../persons';
import type { Layout } from './layout';

const form = /^(?<name>.+?)(?:_(?<id>\d+))?_assignsubmission_(?<plugin>[a-z]+)(?:_(?<file>.*))?$/;

export const moodle: Layout = {
  name: 'moodle',
  looks: 'folders or files like Ada Lovelace_1234_assignsubmission_file',
  reader: () => (entry) => {
    const { name = '', id, plugin, file } = form.exec(entry.name)?.groups ?? {};
    if (!plugin) return null;
    const number = id ?? /^Participant[ _](\d+)$/.exec(name)?.[1];
    const called = name === 'Participant' && number ? `Participant ${number}` : name;
    return lineOf(number ?? name, plugin === 'file' ? (file ?? '') : null, { name: called });
  },
};
