/**
 * `release` as an instructor meets it, and what it hands out as a student does: as processes, in
 * folders with spaces and letters outside ASCII.
 */
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { type CatalogEntry, catalog, sourceOf } from '../../exercises/catalog';
import { root } from '../../reference/root';
import { lendPackages } from '../machine/packages';
import { filesBelow } from '../release/files';
import { beginner } from '../testing/beginner';
import { type Checkout, makeCheckout, runIn } from '../testing/checkout';

const requireFromRoot = createRequire(join(root, 'package.json'));
const work = mkdtempSync(join(tmpdir(), 'hand out ü 注 '));
const at = (...parts: string[]): string => join(work, ...parts);

let kit: Checkout;
beforeAll(() => {
  kit = makeCheckout();
});
beforeEach(() => kit.reset());
afterAll(() => {
  kit.remove();
  rmSync(work, { recursive: true, force: true });
});

const release = (out: string, ...flags: string[]) =>
  kit.run(['release', '--out', at(out), ...flags]);
const git = (folder: string, ...args: string[]) =>
  spawnSync('git', args, { cwd: at(folder), encoding: 'utf8' });
const read = (...path: string[]): string => readFileSync(at(...path), 'utf8');
const textsOf = (folder: string) =>
  new Map(filesBelow(at(folder)).map((path) => [path, read(folder, path)]));
/** As a student would solve it: without the mark that only the solution carries. */
const solve = (
  folder: string,
  slugs: readonly string[] = catalog.map(({ slug }) => slug),
): void => {
  for (const exercise of catalog.filter(({ slug }) => slugs.includes(slug))) {
    const path = sourceOf(exercise);
    const solution = readFileSync(join(root, 'solutions', path), 'utf8');
    writeFileSync(at(folder, 'exercises', path), solution.replace(/^\/\/! .*\n/m, ''));
  }
};
/** On one line, however it was wrapped. */
const plain = (text: string): string => text.replace(/\s+/g, ' ');

describe('--compare', () => {
  const answers = 'reference/answers.json';

  test('lets students compare what passes, until a release without it takes that back', () => {
    const { code, stdout } = release('shown', '--only', '1-2', '--compare');
    expect(code).toBe(0);
    expect(stdout).toContain(`${answers} holds right answers, which every student can read.`);
    expect(Object.keys(JSON.parse(read('shown', answers)))).toEqual([
      '01-softmax',
      '02-cosine-sim',
    ]);
    lendPackages(at('shown'));
    solve('shown', ['01-softmax']);
    const compared = runIn(at('shown'), ['check', '1', '--compare']);
    expect(compared).toMatchObject({ code: 0, stderr: '' });
    expect(compared.stdout).toMatch(/The model's.*Another right way/s);

    const after = release('shown', '--only', '1-2');
    expect(after.code).toBe(0);
    expect(after.stdout).toContain(answers);
    expect(existsSync(at('shown', answers))).toBe(false);
    const refused = runIn(at('shown'), ['check', '1', '--compare']);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/this release has no answer to compare 01-softmax with/);
  });
});

describe('what is handed out', () => {
  beforeAll(() => {
    expect(release('course', '--git')).toMatchObject({ code: 0, stderr: '' });
    lendPackages(at('course'));
  });
  beforeEach(() => {
    git('course', 'checkout', '--quiet', '--', '.');
  });
  const run = (...args: string[]) => runIn(at('course'), args);

  test('is the same to the byte and to the commit when it is made again', () => {
    expect(release('again', '--git').code).toBe(0);
    expect(textsOf('again')).toEqual(textsOf('course'));
    const commits = ['again', 'course'].map((name) => git(name, 'rev-parse', 'HEAD').stdout);
    expect(commits[0]).toBe(commits[1]);
    expect(git('again', 'log', '--oneline').stdout.trim().split('\n')).toHaveLength(1);
  });

  test('holds nothing of the kit that is hidden', () => {
    const paths = [...textsOf('course').keys()];
    const hidden =
      /^solutions|^reference\/(specs|misconceptions|right-ways|oracle)|\.kit\.ts$|\.test\.ts$|^scripts\/(grade|release|authoring)/;
    expect(paths.filter((path) => hidden.test(path))).toEqual([]);
    const ours = /^(?:docs|\.vscode|\.devcontainer|SECURITY|CONTRIBUTING|CHANGELOG|biome)/;
    expect(paths.filter((path) => ours.test(path))).toEqual([]);
    expect(paths).toEqual(
      expect.arrayContaining(catalog.map((entry) => `exercises/${sourceOf(entry)}`)),
    );
  });

  test('has only links and commands that lead somewhere', () => {
    const texts = textsOf('course');
    const { scripts } = JSON.parse(texts.get('package.json') ?? '');
    const dead = [...texts].flatMap(([file, text]) => {
      if (!file.endsWith('.md')) return [];
      const links = [...text.matchAll(/\]\(([^)\s#]+)\)/g)].map(([, link = '']) => link);
      const commands = [
        ...(file.startsWith('reference') ? '' : text).matchAll(/npm run ([\w:-]+)/g),
      ].map(([, name = '']) => name);
      return [
        ...links.filter(
          (link) => !/^https?:/.test(link) && !texts.has(posix.join(dirname(file), link)),
        ),
        ...commands.filter((name) => !(name in scripts)),
      ];
    });
    expect(dead).toEqual([]);
  });

  test('compiles in an editor: every import is there', () => {
    const compiler = requireFromRoot.resolve('typescript/bin/tsc');
    const { stdout } = spawnSync(process.execPath, [compiler, '-p', at('course')], {
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
  });

  test('has a lock file that npm takes for its package.json', () => {
    const { status, stdout } = spawnSync('npm', ['ls', '--all', '--package-lock-only', '--json'], {
      cwd: at('course'),
      encoding: 'utf8',
      shell: process.platform === 'win32',
      maxBuffer: 1 << 26,
    });
    expect(JSON.parse(stdout).problems ?? []).toEqual([]);
    expect(status).toBe(0);
  });

  test('greets a student and explains the first stub, without a reference', () => {
    const { code, stdout, stderr } = run('check');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(/Welcome/);
    expect(stdout).toMatch(/01 Softmax .* not started/);
    expect(stdout).not.toMatch(/Reference|tfjs-/);
  });

  test('says of right answers that the visible examples pass, and no more', () => {
    solve('course');
    const { code, stdout } = run('check', '--all');
    expect(code).toBe(0);
    expect(plain(stdout)).toMatch(
      /All visible examples of these 7 exercises pass. The hidden tests/,
    );
    expect(stdout).not.toMatch(/All 7 pass/);
  });

  test('finds a wrong answer by a property, where the examples see nothing', () => {
    solve('course', ['01-softmax']);
    const file = at('course', 'exercises/01-softmax/softmax.ts');
    const right = readFileSync(file, 'utf8');
    writeFileSync(file, right.replace('power / total', 'power / (total + 0.01)'));
    writeFileSync(at('course', 'exercises/01-softmax/softmax.example.spec.ts'), '');
    const { code, stdout } = run('check', '1');
    expect(code).toBe(1);
    expect(stdout).toMatch(/property, wrong answer/);
    expect(stdout).toMatch(/called +softmax\(/);
    expect(stdout).toMatch(/seed +42\n/);
  });

  test("names a beginner's mistake behind a failing example, where no property sees one", () => {
    solve('course');
    const file = at('course', 'exercises/04-single-head/single-head.ts');
    writeFileSync(file, beginner('04-single-head', 'forgets to scale'));
    const { code, stdout } = run('check', '4');
    expect(code).toBe(1);
    expect(stdout).toMatch(/visible example, wrong answer/);
    expect(stdout).toMatch(/perhaps +The scores are not divided by √dK/);
    expect(stdout).toMatch(/ask +How large do dot products grow/);
  });

  test.each(['solutions', '..'])('knows no target %s', (target) => {
    const { code, stderr } = run('check', '--target', target);
    expect(code).toBe(2);
    expect(stderr).toMatch(/expected exercises$/m);
  });

  test('runs an example of one’s own, and says that nothing is there to count it by', () => {
    const own = 'exercises/01-softmax/softmax.mine.example.spec.ts';
    writeFileSync(
      at('course', own),
      "import { softmax } from './softmax';\ntest('mine', () => expect(softmax([7])).toBeClose([1]));\n",
    );
    const { code, stdout } = run('check', '1', '--mine');
    rmSync(at('course', own));
    expect(code).toBe(0);
    expect(stdout).toMatch(/softmax\.ts/);
    expect(stdout.replace(/\s+/g, ' ')).toContain('The planted mistakes are not handed out');
  });

  test('draws what the student computes', () => {
    const canvas = spawnSync(process.execPath, ['-e', "require('canvas')"], { cwd: root });
    solve('course');
    const { code, stdout } = run('heatmap', '--model', 'pytorch', '--out', at('maps'));
    expect(code).toBe(0);
    expect(stdout).toMatch(/head 0/i);
    if (canvas.status === 0) expect(existsSync(at('maps', 'heads.png'))).toBe(true);
  });

  test('has a doctor that says that nothing is compared here', () => {
    const { code, stdout } = run('doctor');
    expect(code).toBe(0);
    expect(stdout).toMatch(/mathjs +15\./);
    expect(stdout).toMatch(/compared with no reference here/);
  });

  test('runs the visible examples under plain Jest', () => {
    solve('course', ['01-softmax']);
    const jest = requireFromRoot.resolve('jest/bin/jest');
    const args = [jest, 'exercises/01-softmax'];
    const { status, stderr } = spawnSync(process.execPath, args, {
      cwd: at('course'),
      encoding: 'utf8',
    });
    expect(stderr).toMatch(/Tests: +8 passed/);
    expect(status).toBe(0);
  });

  test('awaits what an async function settles to there', () => {
    solve('course', ['01-softmax']);
    const file = at('course', 'exercises/01-softmax/softmax.ts');
    const now = readFileSync(file, 'utf8').replace('export function softmax', 'function now');
    writeFileSync(
      file,
      `${now}\nexport const softmax = async (x: any, axis?: number): Promise<any> => now(x, axis);\n`,
    );
    const jest = requireFromRoot.resolve('jest/bin/jest');
    const args = [jest, 'exercises/01-softmax'];
    const { stderr } = spawnSync(process.execPath, args, { cwd: at('course'), encoding: 'utf8' });
    expect(stderr).toMatch(/Tests: +8 passed/);
  });

  describe('guard', () => {
    const example = 'exercises/01-softmax/softmax.example.spec.ts';

    test('lets written exercises go out, and line ends of Windows', () => {
      solve('course');
      const text = read('course', example);
      writeFileSync(at('course', example), text.replaceAll('\n', '\r\n'));
      expect(run('guard')).toEqual({ code: 0, stdout: '', stderr: '' });
    });

    test('names an edited example, a missing one and a conflict mark', () => {
      appendFileSync(at('course', example), '// easier\n');
      rmSync(at('course', 'exercises/02-cosine-sim/cosine-sim.example.spec.ts'));
      writeFileSync(
        at('course', 'exercises/03-split-heads/split-heads.ts'),
        'a\n<<<<<<< HEAD\nb\n',
      );
      const { code, stderr } = run('guard');
      expect(code).toBe(1);
      expect(stderr).toMatch(/softmax\.example\.spec\.ts was edited/);
      expect(stderr).toMatch(/cosine-sim\.example\.spec\.ts is missing/);
      expect(stderr).toMatch(/split-heads\.ts:2 has a conflict mark/);
    });

    test('looks at what a commit holds, not at what lies here', () => {
      appendFileSync(at('course', example), '// easier\n');
      expect(run('guard', '--commit', 'HEAD').code).toBe(0);
      const who = ['-c', 'user.name=A', '-c', 'user.email=a@localhost', '-c', 'core.hooksPath='];
      git('course', ...who, 'commit', '--quiet', '-am', 'Edit an example');
      git('course', 'checkout', '--quiet', 'HEAD~1', '--', example);
      expect(run('guard').code).toBe(0);
      expect(run('guard', '--commit', 'HEAD').stderr).toMatch(/was edited/);
      git('course', 'reset', '--quiet', '--hard', 'HEAD~1');
      expect(run('guard', '--commit', 'nowhere')).toMatchObject({ code: 2 });
    });
  });
});

describe('a part', () => {
  test('holds the exercises that were asked for, and commands that they can use', () => {
    expect(release('part', '--only', '1-3').code).toBe(0);
    const texts = textsOf('part');
    const lessons = [...texts.keys()].filter((path) => /^exercises\/.*\/README/.test(path));
    expect(lessons).toHaveLength(3);
    const { scripts, devDependencies } = JSON.parse(texts.get('package.json') ?? '');
    const names = ['check', 'heatmap', 'explore', 'doctor', 'guard', 'prepare'];
    expect(Object.keys(scripts)).toEqual(names);
    expect(devDependencies).not.toHaveProperty('mathjs');
    expect(texts.get('exercises/03-split-heads/README.md')).not.toMatch(/\]\(\.\.\/04/);
    lendPackages(at('part'));
    solve('part', ['01-softmax', '02-cosine-sim', '03-split-heads']);
    const { code, stdout } = runIn(at('part'), ['check']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/these 3 exercises/);
    expect(stdout).not.toMatch(/04/);
    const drawn = runIn(at('part'), ['heatmap', '3']);
    expect([drawn.code, drawn.stdout]).toEqual([0, expect.stringContaining('gives x back')]);
    expect(runIn(at('part'), ['heatmap']).stderr).toContain('maps of heads come with exercise 5');
  });

  test('becomes the whole without touching what a student wrote', () => {
    expect(release('grown', '--only', '1-3', '--git').code).toBe(0);
    const [written, lesson] = [
      'exercises/01-softmax/softmax.ts',
      'exercises/03-split-heads/README.md',
    ];
    solve('grown', ['01-softmax']);
    appendFileSync(at('grown', lesson), 'my notes\n');
    writeFileSync(at('grown', 'notes.txt'), 'mine');
    const { code, stdout } = release('grown', '--only', '4-7');
    expect(code).toBe(0);
    expect(stdout).toMatch(/Added:\n[^:]*exercises\/04-single-head\/README\.md/);
    expect(stdout).toMatch(/Updated:\n[^:]*exercises\/catalog\.ts/);
    expect(stdout).toMatch(/left as they are:\n {2}exercises\/03-split-heads\/README\.md\n/);
    expect(read('grown', written)).toMatch(/reduce/);
    expect(read('grown', lesson)).toMatch(/my notes\n$/);
    expect(read('grown', 'notes.txt')).toBe('mine');
    expect(release('whole').code).toBe(0);
    const [grown, whole] = [textsOf('grown'), textsOf('whole')];
    for (const [path, text] of whole) {
      if (path !== written && path !== lesson)
        expect([path, grown.get(path)]).toEqual([path, text]);
    }
    expect(release('grown').stdout).toMatch(/Nothing is new/);
  });

  test('commits what it brought over a repository, and nothing else', () => {
    expect(release('repository', '--only', '1', '--git').code).toBe(0);
    solve('repository', ['01-softmax']);
    expect(release('repository', '--git').code).toBe(0);
    expect(git('repository', 'log', '--format=%s').stdout).toBe(
      'Hand out 01, 02, 03, 04, 05, 06, 07\nHand out 01\n',
    );
    expect(git('repository', 'status', '--porcelain').stdout).toBe(
      ' M exercises/01-softmax/softmax.ts\n',
    );
  });

  test('becomes a repository later, whole, with what a student changed left to the student', () => {
    expect(release('later', '--only', '1-2').code).toBe(0);
    solve('later', ['01-softmax']);
    expect(release('later', '--only', '1-2', '--git').code).toBe(0);
    const { stdout } = git('later', 'status', '--porcelain');
    expect(stdout).toBe('?? exercises/01-softmax/softmax.ts\n');
  });
});

describe('refuses', () => {
  test('a stub that was filled in, by its name', () => {
    const path = sourceOf(catalog[1] as CatalogEntry);
    cpSync(join(root, 'solutions', path), join(kit.folder, 'exercises', path));
    const { code, stderr } = release('never');
    expect(code).toBe(2);
    expect(stderr).toMatch(/exercises\/02-cosine-sim\/cosine-sim\.ts is no stub/);
    expect(existsSync(at('never'))).toBe(false);
    expect(release('others', '--only', '1,3').code).toBe(0);
  });

  test('a lesson with a link or a command that students do not have', () => {
    const lesson = join(kit.folder, 'exercises/01-softmax/README.md');
    appendFileSync(lesson, '[see](../../CONTRIBUTING.md)\n');
    expect(release('never').stderr).toMatch(/links to \.\.\/\.\.\/CONTRIBUTING\.md/);
    kit.reset();
    appendFileSync(lesson, 'Try `npm run grade`.\n');
    expect(release('never').stderr).toMatch(/shows npm run grade/);
  });

  test.each([
    [['--out', '.'], /the kit itself is there/],
    [['--out', 'exercises/x'], /the kit itself is there/],
    [['--out', at()], /expected an empty folder or an earlier release/],
    [['--out', at('never'), '--only', '0-3'], /expected numbers from 1 to 7/],
    [['--out', at('never'), '--only', 'softmaxx'], /did you mean "softmax"/],
    [[], /--out is missing/],
  ])('%j', (flags, says) => {
    writeFileSync(at('here.txt'), '');
    const { code, stderr } = kit.run(['release', ...flags]);
    expect(code).toBe(2);
    expect(stderr).toMatch(says);
  });
});
