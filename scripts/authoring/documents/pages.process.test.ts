/**
 * What the pages name is there: links, files, commands and their flags, and sizes of what is
 * downloaded. What commands print is compared in transcripts.process.test.ts.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../../../reference/root';
import { showBytes } from '../../native/machine';
import { sizesOf, TENSORFLOW_VERSION, wheelsFor } from '../../native/pins';
import { filesBelow } from '../../release/files';
import { SIZE_LIMIT } from '../../submissions/source';
import { pages, textOf } from './pages';

const manifest = JSON.parse(textOf('package.json'));

/** A changelog may name what is gone. */
const ofToday = pages.filter((page) => page !== 'CHANGELOG.md');

test.each(pages)('%s links to what is there', (page) => {
  const links = [...textOf(page).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, link = '']) => link);
  const own = links.filter((link) => !/^https?:/.test(link));
  expect(own.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([]);
});

/** `npm run NAME` and the flags behind it, up to the end of the command. */
const usesIn = (text: string): { name: string; flags: string[] }[] =>
  [...text.matchAll(/npm run (?:--silent )?([\w:-]+)([^`\n#]*)/g)].map(
    ([, name = '', rest = '']) => ({
      name,
      flags: [...rest.matchAll(/ --([a-z][\w-]*)/g)].map(([, flag = '']) => flag),
    }),
  );

const helps = new Map<string, string>();
/** What a command says to `--help`. */
function helpOf(name: string): string {
  const known = helps.get(name);
  if (known !== undefined) return known;
  const [, ...args] = manifest.scripts[name].split(' ');
  const { stdout } = spawnSync(process.execPath, [...args, '--help'], {
    cwd: root,
    encoding: 'utf8',
  });
  helps.set(name, stdout);
  return stdout;
}

test.each(ofToday)(
  '%s names commands that there are, with flags that they have',
  (page) => {
    const unknown = usesIn(textOf(page)).flatMap(({ name, flags }) =>
      name in manifest.scripts
        ? flags
            .filter((flag) => !helpOf(name).includes(`--${flag}`))
            .map((flag) => `${name} --${flag}`)
        : [name],
    );
    expect(unknown).toEqual([]);
  },
  60_000,
);

/** `scripts/x.ts` in running text: a file or a folder; patterns and invented names are left aside. */
const pathsIn = (text: string): string[] =>
  [...text.matchAll(/`((?:exercises|solutions|reference|scripts|docs|\.github|\.\w+)\/[\w./-]*)`/g)]
    .map(([, path = '']) => path)
    .filter((path) => !/NN-|08-|heatmaps|benchmarks/.test(path));

test.each(ofToday)('%s names files that are there', (page) => {
  expect(pathsIn(textOf(page)).filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

/** `0.9 MB`, where set-up itself would round to a whole number. */
const showSmall = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

test('README.md says how large what it brings or downloads is', () => {
  const readme = textOf('README.md');
  const tiny = filesBelow(join(root, 'reference/models/tiny'))
    .filter((name) => name !== 'README.md')
    .map((name) => statSync(join(root, 'reference/models/tiny', name)).size);
  expect(readme).toContain(`and Greek, ${showSmall(tiny.reduce((sum, size) => sum + size))}`);
  for (const variant of ['cpu', 'cuda'] as const) {
    const { download, kept } = sizesOf(wheelsFor(variant, 'x64'));
    expect(readme).toContain(`${showBytes(download)} to download, ${showBytes(kept)} of disk`);
  }
});

test.each([
  ['README.md', `Node ${manifest.engines.node.replace('>=', '')} or newer`],
  ['README.md', `own addon on TensorFlow ${TENSORFLOW_VERSION}`],
  ['SECURITY.md', `files above ${SIZE_LIMIT / 1024} KB are refused`],
  ['SECURITY.md', `from ${manifest.engines.node.replace('>=', '')} on`],
  ['docs/instructors.md', `at most ${SIZE_LIMIT / 1024} KB`],
])('%s says: %s', (page, words) => {
  expect(textOf(page)).toContain(words);
});
