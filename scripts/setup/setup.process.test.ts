/**
 * Set-up as people meet it: as a process, in a project of its own. npm is a stand-in that can be
 * told to fail (setup/testing/npm-cli.js). What costs minutes and a network (a real install,
 * apt-get) is tried by hand, not here. Packages: packages.process.test.ts; node-canvas:
 * canvas.process.test.ts.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { commandsOf, makeProject, removeProjects } from './testing/project';

afterAll(removeProjects);

const compiled = 'node_modules/.cache/attention-kata/build/check.cjs';

describe('set-up', () => {
  it('installs, compiles and runs a command in a bare clone', async () => {
    const project = makeProject();
    const { code, stdout, stderr } = await project.setUp(['check']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'checked\n' });
    expect(stderr).toContain('Installing packages');
    expect(stderr).not.toContain('\x1b');
    expect(commandsOf(project)).toEqual(['ci']);
  });

  it('does nothing and says nothing the second time', async () => {
    const project = makeProject();
    await project.setUp([]);
    const before = statSync(join(project.folder, compiled)).mtimeMs;
    const { code, stdout, stderr } = await project.setUp(['check']);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'checked\n', stderr: '' });
    expect(statSync(join(project.folder, compiled)).mtimeMs).toBe(before);
    expect(commandsOf(project)).toEqual(['ci']);
    expect(readdirSync(project.temporary)).toEqual([]);
  });

  it('passes arguments on, in the same process, with TensorFlow’s variables set', async () => {
    const project = makeProject();
    project.write(
      'scripts/commands/check.ts',
      `const { NVIDIA_TF32_OVERRIDE, TF_CPP_MIN_LOG_LEVEL } = process.env;
       console.log(JSON.stringify([process.pid, process.argv.slice(2), NVIDIA_TF32_OVERRIDE, TF_CPP_MIN_LOG_LEVEL]));`,
    );
    const running = project.start(['check', '3', '--json', 'a b'], { TF_CPP_MIN_LOG_LEVEL: '0' });
    const { stdout } = await running.ended;
    expect(JSON.parse(stdout)).toEqual([running.child.pid, ['3', '--json', 'a b'], '0', '0']);
  });

  it('names the nearest command for one that does not exist, before it installs', async () => {
    const project = makeProject();
    project.write('scripts/commands/heatmap.ts', '');
    project.write('scripts/commands/heatmap.test.ts', '');
    const { code, stderr } = await project.setUp(['heatmpa']);
    expect(code).toBe(2);
    expect(stderr).toBe(
      'Unknown command "heatmpa". Did you mean "heatmap"? There are: check, heatmap.\n',
    );
    expect(project.npmCalls()).toEqual([]);
  });

  it('refuses an old Node in one line', async () => {
    const project = makeProject();
    const asNode18 = `Object.defineProperty(process, 'versions', { value: { node: '18.20.1' } })`;
    const { code, stderr } = await project.setUp(['check'], {
      NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(asNode18)}"`,
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^attention-kata needs Node 20\.19 .*\n$/);
  });
});

describe('compiling', () => {
  it('happens again for a changed import, a new command and a new child, and only then', async () => {
    const project = makeProject();
    project.write(
      'scripts/commands/check.ts',
      "import { word } from '../check/word';\nconsole.log(word);",
    );
    project.write('scripts/check/word.ts', "export const word: string = 'one';");
    expect((await project.setUp(['check'])).stdout).toBe('one\n');
    project.write('scripts/check/word.ts', "export const word: string = 'other';");
    expect((await project.setUp(['check'])).stdout).toBe('other\n');
    const before = statSync(join(project.folder, compiled)).mtimeMs;
    project.write('scripts/commands/grade.ts', "console.log('graded');");
    expect((await project.setUp(['grade'])).stdout).toBe('graded\n');
    expect(statSync(join(project.folder, compiled)).mtimeMs).toBe(before);
    project.write('reference/deep/calls.child.ts', '');
    await project.setUp([]);
    const folder = 'node_modules/.cache/attention-kata/build/calls.child.cjs';
    expect(existsSync(join(project.folder, folder))).toBe(true);
    expect(commandsOf(project)).toEqual(['ci']);
  });

  it('happens again for an import of which only a constant is left', async () => {
    const project = makeProject();
    const constant = (value: string): void =>
      project.write('scripts/check/word.ts', `export const enum Word { said = '${value}' }`);
    constant('one');
    project.write(
      'scripts/commands/check.ts',
      "import { Word } from '../check/word';\nconsole.log(Word.said);",
    );
    expect((await project.setUp(['check'])).stdout).toBe('one\n');
    constant('other');
    expect((await project.setUp(['check'])).stdout).toBe('other\n');
  });

  it('names file and line of an error in the kit’s own code', async () => {
    const project = makeProject();
    project.write('scripts/commands/check.ts', 'const one = 1;\nconst two = ;\n');
    const { code, stderr } = await project.setUp(['check']);
    expect(code).toBe(2);
    expect(stderr).toContain('scripts/commands/check.ts:2:13: Unexpected ";"');
    project.write('scripts/commands/check.ts', "console.log('mended');");
    expect((await project.setUp(['check'])).stdout).toBe('mended\n');
  });

  it('keeps a bug’s stack readable: lines of the TypeScript', async () => {
    const project = makeProject();
    project.write(
      'scripts/commands/check.ts',
      "interface A {}\n\nfunction f(a: A) {\n  throw new Error('no');\n}\nf({});",
    );
    const { code, stderr } = await project.setUp(['check']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/Error: no\n {4}at f \(scripts[\\/]commands[\\/]check\.ts:4:9\)/);
  });

  it('can be asked for alone, without running a command', async () => {
    const project = makeProject();
    const url = pathToFileURL(join(project.folder, 'scripts/setup.mjs')).href;
    const child = spawn(process.execPath, ['-e', `import('${url}').then((s) => s.build())`]);
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
    expect(existsSync(join(project.folder, compiled))).toBe(true);
    expect(project.npmCalls()).toEqual([]);
  });
});
