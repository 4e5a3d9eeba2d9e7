/** The leak gate catches a leak wherever students could find it, and says what leaked from where. */
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../../reference/root';
import { type Checkout, makeCheckout } from '../testing/checkout';
import { findLeaks, itemsIn, openGate } from './gate';
import { linesIn, readLines } from './lines';
import { hiddenFiles, readMarks } from './marks';

const gate = openGate();
const solution = 'solutions/01-softmax/softmax.ts';
const [mark = ''] = [...gate.marks].find(([, file]) => file === solution) ?? [];
const [line = ''] = readFileSync(join(root, solution), 'utf8')
  .split('\n')
  .filter((text) => text.includes('reduce((sum, power)'));

const work = mkdtempSync(join(tmpdir(), 'gate ü '));
afterAll(() => rmSync(work, { recursive: true, force: true }));
const at = (...parts: string[]): string => join(work, ...parts);
const write = (path: string, content: string | Buffer): void => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), content);
};
const leaksIn = (folder: string) => findLeaks(itemsIn(at(folder)), gate);
const git = (folder: string, ...args: string[]) =>
  spawnSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@localhost', ...args], {
    cwd: at(folder),
    encoding: 'utf8',
  });

describe('marks', () => {
  test('are one to each hidden file, each its own', () => {
    expect(readMarks().trouble).toEqual([]);
    expect(gate.marks.size).toBe(hiddenFiles().length);
    const folders = [
      'solutions/07',
      'reference/specs/07',
      'reference/oracle/goldens/',
      'reference/oracle/ops.ts',
    ];
    for (const folder of folders) {
      expect([...gate.marks.values()].some((path) => path.startsWith(folder))).toBe(true);
    }
  });

  test('outlive the compiler: the kit’s own programs carry them', () => {
    const check = join(root, 'node_modules/.cache/attention-kata/build/check.cjs');
    const leaks = findLeaks([{ name: 'check.cjs', content: readFileSync(check) }], gate);
    expect(leaks.join('\n')).toMatch(/of reference\/specs\/01-softmax\.spec\.ts/);
    expect(leaks.join('\n')).toMatch(/of reference\/oracle\/ops\.ts/);
  });
});

test.each([
  ['a text', 'notes.md', `look: ${mark}`],
  ['a binary file', 'model.bin', Buffer.from([0, 1, ...Buffer.from(mark), 0])],
  ['a source map', 'out/a.js.map', JSON.stringify({ sourcesContent: [`//! ${mark}\n`] })],
  ['a lock file', 'package-lock.json', JSON.stringify({ packages: { '': { name: mark } } })],
  ['a compiled cache', 'node_modules/.cache/kata/check.cjs', `x;\n//! ${mark}: never`],
  ['a stub', 'exercises/01-softmax/softmax.ts', `//! ${mark}\n`],
  ['a hidden file of git', '.git/description', mark],
])('a mark in %s is found and named', (title, path, content) => {
  const folder = title.replaceAll(' ', '-');
  write(`${folder}/${path}`, content);
  if (path.startsWith('.git/')) {
    git(folder, 'init', '--quiet');
    write(`${folder}/${path}`, content);
  }
  expect(leaksIn(folder)).toEqual([`${path} holds the mark ${mark} of ${solution}`]);
});

test('a mark in the history of a repository is found, long after it was deleted', () => {
  write('history/a.txt', `${mark} was here once`);
  git('history', 'init', '--quiet');
  git('history', 'add', '.');
  git('history', 'commit', '--quiet', '-m', 'Add');
  git('history', 'rm', '--quiet', 'a.txt');
  git('history', 'commit', '--quiet', '--amend', '--allow-empty', '-m', 'Nothing');
  expect(leaksIn('history')).toEqual([`.git (its history) holds the mark ${mark} of ${solution}`]);
});

describe('a telling line', () => {
  test.each([
    ['as it stands', line],
    ['indented and broken anew', line.replaceAll(' ', '\n\t  ').replace('=>', '\r\n=>')],
    ['in a source map', JSON.stringify({ sourcesContent: [`a\n${line}\nb`] })],
  ])('is found %s', (_, text) => {
    const [leak, ...more] = findLeaks([{ name: 'a.ts', content: Buffer.from(text) }], gate);
    expect(leak).toMatch(/^a\.ts holds a line of solutions\/01-softmax\/softmax\.ts:\d+: /);
    expect(more).toEqual([]);
  });

  test('may stand in a stub, where a student found it too', () => {
    const name = 'exercises/01-softmax/softmax.ts';
    expect(findLeaks([{ name, content: Buffer.from(line) }], gate)).toEqual([]);
  });

  test('is not an import, a comment or a signature', () => {
    const lines = readLines();
    expect(lines.size).toBeGreaterThan(200);
    for (const text of [
      "import { hasFiniteWeights, hasRowsThatSumTo1, isZeroUnless } from '../properties';",
      'export function softmax<T extends Tensor>(x: T, axis = -1): T {',
      '* Softmax along one axis, safe for logits of any size.',
    ]) {
      expect(linesIn(text, lines)).toEqual([]);
    }
  });
});

describe('a file of answers', () => {
  const leaksOf = (name: string, text: string, answers: string | null) =>
    findLeaks([{ name, content: Buffer.from(text) }], openGate(answers));

  test('may hold lines of solutions where it was asked for, and only that file', () => {
    expect(leaksOf('answers.json', line, 'answers.json')).toEqual([]);
    expect(leaksOf('other.json', line, 'answers.json')).toHaveLength(1);
    expect(leaksOf('answers.json', line, null)).toHaveLength(1);
  });

  test('may hold no mark and no line of a hidden spec', () => {
    expect(leaksOf('answers.json', mark, 'answers.json')).toHaveLength(1);
    const [specs = []] = [...readLines(['reference/specs']).values()];
    expect(leaksOf('answers.json', specs[0]?.text ?? '', 'answers.json')[0]).toMatch(
      /a line of reference\/specs/,
    );
  });
});

describe('npm run release', () => {
  let kit: Checkout;
  beforeAll(() => {
    kit = makeCheckout();
  });
  beforeEach(() => kit.reset());
  afterAll(() => kit.remove());
  const release = (out: string, ...flags: string[]) =>
    kit.run(['release', '--out', at(out), '--only', '1-2', ...flags]);

  test.each([
    ['a mark', `<!-- ${mark} -->\n`, /README\.md holds the mark kata-hidden-\w+ of solutions\/01/],
    [
      'a line',
      `    ${line.trim()}\n`,
      /README\.md holds a line of solutions\/01-softmax\/softmax\.ts/,
    ],
  ])('writes nothing where a lesson holds %s', (title, text, says) => {
    appendFileSync(join(kit.folder, 'exercises/01-softmax/README.md'), text);
    const { code, stderr } = release(`refused ${title}`);
    expect(code).toBe(1);
    expect(stderr).toMatch(says);
    expect(stderr).toMatch(/Nothing was written/);
    expect(itemsAt(`refused ${title}`)).toEqual([]);
  });

  test.each([
    [
      'its history',
      (folder: string) =>
        spawnSync('git', ['hash-object', '-w', '--stdin'], { cwd: at(folder), input: mark }),
    ],
    ['a cache', (folder: string) => write(`${folder}/node_modules/.cache/x.cjs`, mark)],
    ['a student’s file', (folder: string) => write(`${folder}/mine.txt`, mark)],
  ])('does not let a folder go out that has a mark in %s', (title, leak) => {
    const folder = `unclean ${title}`;
    expect(release(folder, '--git').code).toBe(0);
    leak(folder);
    const { code, stderr } = release(folder, '--git');
    expect(code).toBe(1);
    expect(stderr).toMatch(/holds the mark kata-hidden-\w+ of solutions\/01-softmax\/softmax\.ts/);
    expect(stderr).toMatch(/Do not publish/);
  });

  test('makes nothing while a hidden file has no mark, or that of another', () => {
    const file = join(kit.folder, solution);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/^\/\/! .*\n/m, ''));
    expect(release('unmarked').stderr).toMatch(/softmax\.ts has 0 marks, expected one/);
    writeFileSync(file, text);
  });

  function itemsAt(folder: string): unknown[] {
    try {
      return itemsIn(at(folder));
    } catch {
      return [];
    }
  }
});
