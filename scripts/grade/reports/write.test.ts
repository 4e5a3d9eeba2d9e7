import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBelow } from '../../release/files';
import type { Output } from '../options';
import type { Received } from '../received';
import { report, submissions } from './fixture';
import { writeReports } from './write';

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'kata-write-'));
});
afterEach(() => rmSync(out, { recursive: true, force: true }));

const outputOf = (formats: Output['formats']): Output => ({
  ...{ out, formats, level: 'verdicts', acceptLower: false, gradebook: null, overrides: null },
});

const everyFile = (): string[] => filesBelow(out);

const [anna, empty] = [submissions.right, submissions.empty];
const all = { ...report, layout: 'moodle', submissions: [anna, empty] };
const formats: Output['formats'] = [
  ...(['json', 'csv', 'junit', 'gradescope', 'classroom50', 'summary', 'html'] as const),
];

test('files of persons who are gone and of formats not asked for again are removed', async () => {
  await writeReports(all, outputOf(formats));
  expect(everyFile()).toContain('feedback/empty.html');
  expect(everyFile()).toContain('feedback-moodle.zip');
  // What the kit did not write is not its own to remove.
  writeFileSync(join(out, 'gradescope', 'empty', 'mine.txt'), '');
  writeFileSync(join(out, 'feedback', 'notes.md'), '');
  const beside = { received: [], before: ['anna', 'empty'] };
  await writeReports({ ...all, submissions: [anna] }, outputOf(['json']), beside);
  expect(everyFile()).toEqual([
    ...['class.md', 'feedback/anna.md', 'feedback/index.csv', 'feedback/notes.md'],
    ...['grade-report.json', 'gradescope/empty/mine.txt'],
  ]);
  expect(existsSync(join(out, 'classroom50'))).toBe(false);
});

test('a page tells the learner what was noticed of the files', async () => {
  const notes = ['Soft <b>max (1).ts was taken for softmax.ts', 'late'];
  const received = [{ id: 'anna', notes } as unknown as Received];
  await writeReports(all, outputOf(['html']), { received, before: [] });
  const read = (name: string): string => readFileSync(join(out, 'feedback', name), 'utf8');
  expect(read('anna.md')).toMatch(/^- Noticed: .*max \(1\)\.ts was taken for softmax\.ts/m);
  expect(read('anna.html')).toContain('Noticed: <code>Soft &lt;b&gt;max (1).ts was taken');
  expect(read('anna.html')).toContain('Noticed: <code>late</code>');
  expect(read('empty.html')).not.toContain('Noticed');
});
