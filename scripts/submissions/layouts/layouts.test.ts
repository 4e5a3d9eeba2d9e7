/** Each platform's names: whose they are, when they were handed in, and that they are recognised. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kind, type Listed, pathOf } from '../disk';
import { personsOf } from '../persons';
import { layouts, readAs, recognise } from './recognise';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'layouts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A name that ends in `/` is a folder. */
const listed = (name: string): Listed => {
  const kind: Kind = name.endsWith('/') ? 'folder' : 'file';
  const bare = name.replace(/\/$/, '');
  return { name: bare, kind, path: pathOf(folder, bare) };
};
const download = (names: string[], name = 'download') => ({ name, entries: names.map(listed) });

/** What is read of a download: its layout, and of each person what the attempts hold. */
function read(names: string[], name?: string) {
  const reading = recognise(download(names, name));
  const persons = personsOf(reading?.read ?? []).map((person) => ({
    id: person.id,
    name: person.name,
    attempts: person.attempts.map(({ when, isLate, parts }) => ({
      when,
      isLate,
      parts: parts.map(({ as }) => as),
    })),
  }));
  const others = reading?.others.map((entry) => entry.name);
  return { layout: reading?.layout.name ?? null, persons, others };
}
const once = (...parts: string[]) => [{ when: null, isLate: false, parts }];

test('Canvas: flat files by user, late ones, anonymous ones, typed text', () => {
  expect(
    read([
      'lovelaceada_101_9001_softmax.ts',
      'lovelaceada_101_9002_cosine-sim-1.ts',
      'müllerben_LATE_102_9003_work 2_3.zip',
      'anon_aB3x9_9004_softmax.ts',
      'LATE_anon_Zz9_9005_softmax.ts',
      'typistthe_103_text.html',
      'linkerthe_LATE_104_link.html',
      'roster.csv',
    ]),
  ).toEqual({
    layout: 'canvas',
    persons: [
      { id: '101', name: 'lovelaceada', attempts: once('softmax.ts', 'cosine-sim-1.ts') },
      {
        id: '102',
        name: 'müllerben',
        attempts: [{ when: null, isLate: true, parts: ['work 2_3.zip'] }],
      },
      { id: '103', name: 'typistthe', attempts: once() },
      { id: '104', name: 'linkerthe', attempts: [{ when: null, isLate: true, parts: [] }] },
      {
        id: 'anon_Zz9',
        name: null,
        attempts: [{ when: null, isLate: true, parts: ['softmax.ts'] }],
      },
      { id: 'anon_aB3x9', name: null, attempts: once('softmax.ts') },
    ],
    others: ['roster.csv'],
  });
});

test('Canvas: an anonymous person who is late, in either order of the words', () => {
  for (const name of ['LATE_anon_Yy8_9006_softmax.ts', 'anon_LATE_Yy8_9006_softmax.ts']) {
    const [person] = read([name, 'anon_aB3x9_9004_softmax.ts']).persons;
    expect(person).toMatchObject({ id: 'anon_Yy8', attempts: [{ isLate: true }] });
  }
});

test('Moodle: folders, an on-line text beside them, anonymous marking, teams', () => {
  expect(
    read([
      'Ada Lovelace_101_assignsubmission_file/',
      'Ada Lovelace_101_assignsubmission_onlinetext/',
      'Zoë 田_102_assignsubmission_file_/',
      'Participant_103_assignsubmission_file/',
      'Participant 104_assignsubmission_file_/',
      'Group 7_105_assignsubmission_file/',
      'Default group_assignsubmission_file/',
      'Typist_106_assignsubmission_onlinetext/',
    ]),
  ).toEqual({
    layout: 'moodle',
    persons: [
      { id: '101', name: 'Ada Lovelace', attempts: once('') },
      { id: '102', name: 'Zoë 田', attempts: once('') },
      { id: '103', name: 'Participant 103', attempts: once('') },
      { id: '104', name: 'Participant 104', attempts: once('') },
      { id: '105', name: 'Group 7', attempts: once('') },
      { id: '106', name: 'Typist', attempts: once() },
      { id: 'Default group', name: 'Default group', attempts: once('') },
    ],
    others: [],
  });
});

test('Moodle without folders: the same in front of flat files', () => {
  expect(
    read([
      'Ada Lovelace_101_assignsubmission_file_softmax.ts',
      'Ada Lovelace_101_assignsubmission_file_cosine-sim.ts',
      'Ada Lovelace_101_assignsubmission_onlinetext_onlinetext.html',
      'Ben_102_assignsubmission_file_work_1.zip',
    ]).persons,
  ).toEqual([
    { id: '101', name: 'Ada Lovelace', attempts: once('softmax.ts', 'cosine-sim.ts') },
    { id: '102', name: 'Ben', attempts: once('work_1.zip') },
  ]);
});

test('Blackboard: without a text on who it is, users with underscores stay different persons', () => {
  const nameOf = (user: string): string => `Kata_1_${user}_attempt_2026-11-28-12-00-00_softmax.ts`;
  for (const users of [
    ['ann_smith', 'jo_smith'],
    ['ben', 'jo_smith', 'smith'],
  ]) {
    expect(read(users.map(nameOf)).persons.map(({ id }) => id)).toEqual(users);
  }
});

test('Blackboard: attempts side by side, and who they are by the first line of the text', () => {
  const about = 'HW_1_ada_l_attempt_2026-11-01-10-00-00.txt';
  const lines = 'Name: Ada Lovelace (ada_l)\nAssignment: HW 1\nFiles:\n\tName: Eve (eve)\n';
  writeFileSync(join(folder, about), lines);
  expect(
    read([
      about,
      'HW_1_ada_l_attempt_2026-11-01-10-00-00_softmax.ts',
      'HW_1_ada_l_attempt_2026-11-02-09-00-00_softmax.ts',
      'HW_1_ben_attempt_2026-11-01-11-00-00_work_1.zip',
      'HW_1_ben_attempt_2026-11-01-11-00-00.txt',
    ]),
  ).toEqual({
    layout: 'blackboard',
    persons: [
      {
        id: 'ada_l',
        name: 'Ada Lovelace',
        attempts: [
          { when: '2026-11-01-10-00-00', isLate: false, parts: ['softmax.ts'] },
          { when: '2026-11-02-09-00-00', isLate: false, parts: ['softmax.ts'] },
        ],
      },
      {
        id: 'ben',
        name: null,
        attempts: [{ when: '2026-11-01-11-00-00', isLate: false, parts: ['work_1.zip'] }],
      },
    ],
    others: [],
  });
});

test('Brightspace: two folders of one person in the order of their dates', () => {
  const { layout, persons, others } = read([
    'index.html',
    '101-900 - Ada Lovelace - Nov 9, 2026 1201 AM/',
    '101-900 - Ada Lovelace - Oct 28, 2026 1159 PM/',
    '102-900 - Jean-Luc - Picard - Nov 1, 2026 905 AM/',
  ]);
  expect({ layout, others }).toEqual({ layout: 'brightspace', others: [] });
  expect(persons).toEqual([
    {
      id: '101',
      name: 'Ada Lovelace',
      attempts: [
        { when: '2026-10-28 23:59', isLate: false, parts: [''] },
        { when: '2026-11-09 00:01', isLate: false, parts: [''] },
      ],
    },
    {
      id: '102',
      name: 'Jean-Luc - Picard',
      attempts: [{ when: '2026-11-01 09:05', isLate: false, parts: [''] }],
    },
  ]);
});

test('Brightspace: the number that is the same for all is the assignment’s', () => {
  const names = ['900-101 - Ada - Nov 9, 2026 1201 AM/', '900-102 - Ben - 9. November 2026/'];
  expect(read(names).persons.map(({ id }) => id)).toEqual(['101', '102']);
});

test('Gradescope: who handed in stands in the metadata, several for a group', () => {
  const submitter = (name: string, sid: string) =>
    `  - :name: ${name}\n    :sid: ${sid}\n    :email: ${name.toLowerCase()}@x.edu\n`;
  writeFileSync(
    join(folder, 'submission_metadata.yml'),
    `---\nsubmission_1:\n  :submitters:\n${submitter('Ada', '"007"')}  :created_at: 2026-11-01 10:00:00.5 Z\n  :score: 3.0\n  :results:\n    output: |\n      :submitters: none\n    :submitters: []\nsubmission_2:\n  :submitters:\n${submitter('Ben', '8')}${submitter('Cy', '')}  :created_at: 2026-11-01 10:00:00 Z\n`,
  );
  const names = ['submission_metadata.yml', 'submission_1/', 'submission_2/', 'submission_3/'];
  const reading = recognise(download(names));
  expect(reading?.layout.name).toBe('gradescope');
  expect(reading?.others).toEqual([]);
  expect(personsOf(reading?.read ?? [])).toMatchObject([
    { id: '007', name: 'Ada', members: [{ name: 'Ada', sid: '007', email: 'ada@x.edu' }] },
    {
      id: 'submission_2',
      name: 'Ben, Cy',
      members: [
        { name: 'Ben', sid: '8' },
        { name: 'Cy', sid: null },
      ],
    },
    { id: 'submission_3', name: null, members: [] },
  ]);
});

test.each([
  '!!js/function x',
  'a: &a [*a, *a]',
  '[',
  'submission_1: 7',
  'submission_1:\n  :submitters: x',
])('Gradescope: metadata such as %j leaves the folders’ names', (text) => {
  writeFileSync(join(folder, 'submission_metadata.yml'), text);
  const { persons } = read(['submission_metadata.yml', 'submission_1/']);
  expect(persons).toEqual([{ id: 'submission_1', name: null, attempts: once('') }]);
});

test('Classroom: the assignment is taken off, by the folder above', () => {
  expect(read(['hw-1-ann-lee/', 'hw-1-ann-kim/', 'notes/'], 'hw-1-submissions')).toEqual({
    layout: 'classroom',
    persons: [
      { id: 'ann-kim', name: null, attempts: once('') },
      { id: 'ann-lee', name: null, attempts: once('') },
    ],
    others: ['notes'],
  });
});

test('plain folders that begin alike stay what they are', () => {
  expect(read(['student-1/', 'student-2/']).layout).toBeNull();
  expect(read(['anna/', 'ben/', 'Cy_1_assignsubmission_file/']).layout).toBeNull();
  expect(read(['hw_1_2_softmax/', 'zoe/']).layout).toBeNull();
});

test('a layout that is forced has to fit, and what does not is left out', () => {
  const named = (name: string) => {
    const layout = layouts.find((each) => each.name === name);
    if (!layout) throw new Error(`no layout ${name}`);
    return layout;
  };
  const mixed = download(['Ada_1_assignsubmission_file/', 'anna/', 'ben/', '.DS_Store']);
  const { read: fitting, others } = readAs(named('moodle'), mixed);
  expect(fitting.map(({ line }) => line.id)).toEqual(['1']);
  expect(others.map(({ name }) => name)).toEqual(['anna', 'ben']);
  expect(readAs(named('plain'), mixed).read).toHaveLength(3);
  expect(() => readAs(named('canvas'), mixed)).toThrow(/--layout canvas: .*lovelaceada_1234/);
});
