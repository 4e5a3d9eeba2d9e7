/**
 * The pictures of the README and the lessons are what the commands under them draw.
 * After a change that is meant: KATA_PICTURES=write npm test -- pictures.process explore.process
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { catalog } from '../../../exercises/catalog';
import { root } from '../../../reference/root';
import { loadCanvas } from '../../drawing/node-canvas';
import { differenceOf } from '../../testing/pixels';
import { processFor } from './commands';

jest.setTimeout(60_000);

interface Shown {
  /** From the root. */
  file: string;
  alternative: string;
  command: string;
}

/** A picture, and in the next line that has one a command. */
const picture = /!\[([^\]]*)\]\(([^)\s]+\.png)\)[^`]*`(npm run \w+[^`]*)`/g;

function picturesIn(page: string): Shown[] {
  const text = readFileSync(join(root, page), 'utf8');
  return [...text.matchAll(picture)].map(([, alternative = '', path = '', command = '']) => ({
    file: join(dirname(page), path),
    alternative,
    command,
  }));
}

const lessons = catalog.map(({ slug }) => join('exercises', slug, 'README.md'));
const pages = ['README.md', ...lessons];
const shown = pages.flatMap(picturesIn);
/** The page is a browser's to draw: explore.process.test.ts. */
const drawn = shown.filter(({ command }) => command.startsWith('npm run heatmap'));

const canvas = loadCanvas();
const withCanvas = 'missing' in canvas ? test.skip : test;
const skipped = 'missing' in canvas ? ' (skipped: no node-canvas)' : '';

const out = mkdtempSync(join(tmpdir(), 'kata-pictures-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

test('every picture has its command, and words for those who cannot see it', () => {
  const all = pages.flatMap((page) => readFileSync(join(root, page), 'utf8').match(/!\[/g) ?? []);
  expect(shown).toHaveLength(all.length);
  expect(shown.filter(({ alternative }) => alternative.length < 20)).toEqual([]);
});

withCanvas.each(drawn.map((each) => [each.file, each.command] as const))(
  `%s is drawn by %s${skipped}`,
  async (file, command) => {
    const call = processFor(command, out);
    const { status, stdout } = spawnSync(process.execPath, call, { cwd: root, encoding: 'utf8' });
    expect(status).toBe(0);
    const [, first = ''] = stdout.match(/^Pictures?: ([^,]+\.png)/m) ?? [];
    const anew = readFileSync(join(root, first));
    if (process.env.KATA_PICTURES === 'write') writeFileSync(join(root, file), anew);
    const { size, colour } = await differenceOf(anew, readFileSync(join(root, file)));
    // Another build of the text shaper moves a letter; a wrong map colours its cells otherwise.
    expect(size).toBeLessThan(1.02);
    expect(colour).toBeLessThan(0.01);
  },
);
