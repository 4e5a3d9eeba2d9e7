/**
 * What set-up does with packages: when it installs, and what is left where an install fails, is
 * interrupted or meets another one. npm is a stand-in, except in the one test that says otherwise.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { onPosix } from '../testing/posix';
import {
  commandsOf,
  makeProject,
  type Project,
  pinTiny,
  removeProjects,
  until,
} from './testing/project';

afterAll(removeProjects);

const posix = onPosix('Windows has no signals');

const npmPid = (project: Project) => Number(project.npmCalls().at(-1)?.split(' ')[2]);

describe('packages', () => {
  it('are installed anew when the lock file changes', async () => {
    const project = makeProject();
    project.write('scripts/commands/check.ts', "console.log(require('tiny'));");
    expect((await project.setUp(['check'])).stdout).toBe('1.0.0\n');
    pinTiny(project, '2.0.0');
    expect((await project.setUp(['check'])).stdout).toBe('2.0.0\n');
    expect(existsSync(join(project.folder, '.previous'))).toBe(false);
  });

  it('are left alone when a person installed them by hand', async () => {
    const project = makeProject();
    await project.setUp([]);
    project.write('node_modules/.cache/attention-kata/install.json', '{"half');
    expect((await project.setUp(['check'])).code).toBe(0);
    expect(commandsOf(project)).toEqual(['ci']);
  });

  it('of an install by hand are the ones that get compiled in', async () => {
    const project = makeProject();
    project.write('scripts/commands/check.ts', "import tiny from 'tiny';\nconsole.log(tiny);");
    expect((await project.setUp(['check'])).stdout).toBe('1.0.0\n');
    pinTiny(project, '2.0.0');
    project.write('node_modules/tiny/index.js', "module.exports = '2.0.0';");
    project.write('node_modules/.package-lock.json', project.read('package-lock.json'));
    expect((await project.setUp(['check'])).stdout).toBe('2.0.0\n');
    expect(commandsOf(project)).toEqual(['ci']);
  });

  it('of another Node are installed anew', async () => {
    const project = makeProject();
    await project.setUp([]);
    const stamp = 'node_modules/.cache/attention-kata/install.json';
    project.write(stamp, '{ "key": "other", "runtime": "v18.20.1 linux x64" }');
    expect((await project.setUp(['check'])).code).toBe(0);
    expect(commandsOf(project)).toEqual(['ci', 'ci']);
  });

  it('of before that were moved aside and then forgotten are cleared away', async () => {
    const project = makeProject();
    await project.setUp([]);
    project.write('.previous/node_modules/old.js', '');
    expect((await project.setUp(['check'])).code).toBe(0);
    expect(existsSync(join(project.folder, '.previous'))).toBe(false);
    expect(commandsOf(project)).toEqual(['ci']);
  });

  it('are installed anew when one is missing and nothing vouches for the rest', async () => {
    const project = makeProject();
    await project.setUp([]);
    rmSync(join(project.folder, 'node_modules/.cache'), { recursive: true });
    rmSync(join(project.folder, 'node_modules/tiny'), { recursive: true });
    expect((await project.setUp(['check'])).code).toBe(0);
    expect(commandsOf(project)).toEqual(['ci', 'ci']);
  });

  it.each([
    ['when it is there', '{ "name": "above" }'],
    ['in a workspace of a project above', '{ "name": "above", "workspaces": ["*"] }'],
  ])('come from the real npm %s', async (_, above) => {
    const project = makeProject();
    project.write('../package.json', above);
    const root = { devDependencies: { tiny: 'file:tiny' } };
    project.write('tiny/package.json', '{ "name": "tiny", "version": "3.0.0" }');
    project.write('tiny/index.js', "module.exports = 'real';");
    project.write(
      'package.json',
      JSON.stringify({ name: 'attention-kata', version: '1.0.0', ...root }),
    );
    project.write(
      'package-lock.json',
      JSON.stringify({
        name: 'attention-kata',
        version: '1.0.0',
        lockfileVersion: 3,
        packages: {
          '': { name: 'attention-kata', version: '1.0.0', ...root },
          'node_modules/tiny': { resolved: 'tiny', link: true },
          tiny: { version: '3.0.0', dev: true },
        },
      }),
    );
    project.write('scripts/commands/check.ts', "console.log(require('tiny'));");
    const npm = process.env.npm_execpath ?? '';
    const env = { npm_execpath: npm, HOME: project.temporary, npm_config_offline: 'true' };
    expect(await project.setUp(['check'], env)).toMatchObject({ code: 0, stdout: 'real\n' });
  });
});

describe('without a network', () => {
  it('ends in one message with the command to run again', async () => {
    const project = makeProject();
    const { code, stdout, stderr } = await project.setUp(['check'], { FAKE_NPM: 'offline' });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/registry cannot be reached.*npm run check\n$/);
    expect((await project.setUp(['check'])).code).toBe(0);
  });

  it('goes on with the packages of before and installs at the next chance', async () => {
    const project = makeProject();
    project.write('scripts/commands/check.ts', "console.log(require('tiny'));");
    await project.setUp([]);
    pinTiny(project, '2.0.0');
    const offline = await project.setUp(['check'], { FAKE_NPM: 'offline' });
    expect(offline).toMatchObject({ code: 0, stdout: '1.0.0\n' });
    expect(offline.stderr).toContain('going on with the packages installed before');
    expect((await project.setUp(['check'])).stdout).toBe('2.0.0\n');
  });

  it('shows npm’s own words for any other failure, and keeps what was there', async () => {
    const project = makeProject();
    await project.setUp([]);
    pinTiny(project, '2.0.0');
    const { code, stderr } = await project.setUp(['check'], { FAKE_NPM: 'broken' });
    expect(code).toBe(2);
    expect(stderr).toContain('code EUSAGE');
    expect(stderr).toContain('not in sync');
    expect(stderr).not.toContain('info');
    expect(project.read('node_modules/tiny/index.js')).toContain('1.0.0');
    expect(existsSync(join(project.folder, '.previous'))).toBe(false);
  });
});

describe('interruptions', () => {
  posix('on Ctrl-C end npm, bring the old packages back and exit 130', async () => {
    const project = makeProject();
    await project.setUp([]);
    pinTiny(project, '2.0.0');
    const running = project.start(['check'], { FAKE_NPM: 'hang' });
    await until(() => existsSync(join(project.folder, 'node_modules/half')));
    running.child.kill('SIGINT');
    const { code, stderr } = await running.ended;
    expect({ code, stderr }).toMatchObject({
      code: 130,
      stderr: expect.stringContaining('interrupted'),
    });
    expect(() => process.kill(npmPid(project), 0)).toThrow('ESRCH');
    expect(project.read('node_modules/tiny/index.js')).toContain('1.0.0');
    expect(readdirSync(project.temporary)).toEqual([]);
  });

  it('that kill everything leave a lock and half the packages, which the next run repairs', async () => {
    const project = makeProject();
    await project.setUp([]);
    pinTiny(project, '2.0.0');
    const running = project.start(['check'], { FAKE_NPM: 'hang' });
    await until(() => existsSync(join(project.folder, 'node_modules/half')));
    running.child.kill('SIGKILL');
    process.kill(npmPid(project), 'SIGKILL');
    await running.ended;
    expect(existsSync(join(project.folder, '.setup.lock'))).toBe(true);
    const offline = await project.setUp(['check'], { FAKE_NPM: 'offline' });
    expect(offline).toMatchObject({ code: 0, stdout: 'checked\n' });
    expect((await project.setUp(['check'])).stderr).toContain('Packages installed');
    expect(existsSync(join(project.folder, 'node_modules/half'))).toBe(false);
    expect(existsSync(join(project.folder, '.setup.lock'))).toBe(false);
    expect(readdirSync(project.temporary)).toEqual([]);
  });

  it('between two set-ups do not happen: the second waits and finds all done', async () => {
    const project = makeProject();
    const first = project.start(['check'], { FAKE_NPM: 'hang' });
    await until(() => project.npmCalls().length === 1);
    const second = project.start(['check'], { FAKE_NPM: 'hang' });
    await second.prints(`Another set-up of this folder is running (process ${first.child.pid})`);
    project.write('go', '');
    const done = { code: 0, stdout: 'checked\n' };
    expect(await first.ended).toMatchObject(done);
    expect(await second.ended).toMatchObject(done);
    expect(commandsOf(project)).toEqual(['ci']);
  });

  it('between two machines that share the folder do not happen either', async () => {
    const project = makeProject();
    project.write('.setup.lock', 'node-7\n1\n');
    const waiting = project.start(['check']);
    await waiting.prints('Another set-up of this folder is running (process 1 on node-7)');
    rmSync(join(project.folder, '.setup.lock'));
    expect(await waiting.ended).toMatchObject({ code: 0, stdout: 'checked\n' });
  });
});
