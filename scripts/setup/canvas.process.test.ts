/**
 * What set-up does where npm could not bring node-canvas. Package managers and compilers are
 * stand-ins on a PATH that holds nothing else, so nothing here touches the machine.
 */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describeOnPosix } from '../testing/posix';
import {
  commandsOf,
  makeProject,
  type Project,
  removeProjects,
  writeProgram,
} from './testing/project';

afterAll(removeProjects);

const programs = (project: Project) => join(project.temporary, '..', 'bin');

function withPrograms(project: Project, names: string[]): Record<string, string> {
  for (const name of names) writeProgram(programs(project), name);
  const packageConfig = join(project.folder, 'pc');
  project.write('pc/unrelated.pc', '');
  return {
    PATH: programs(project),
    PKG_CONFIG_PATH: ['', packageConfig].join(delimiter),
  };
}

function bringLibraries(project: Project): Record<string, string> {
  project.write('pc/cairo.pc', '');
  project.write('pc/pangocairo.pc', '');
  return withPrograms(project, ['g++', 'make', 'python3', 'pkg-config']);
}

/** Knows no package before `update`, like a fresh container, and then brings the libraries. */
const aptGet = `
const fs = require('node:fs');
const [command, ...rest] = process.argv.slice(2);
fs.appendFileSync('apt.log', process.env.DEBIAN_FRONTEND + ' ' + command + ' ' + rest.join(' ') + '\\n');
if (command === 'update') return fs.writeFileSync('updated', '');
if (!fs.existsSync('updated')) return process.exit(100);
for (const name of ['cairo.pc', 'pangocairo.pc']) fs.writeFileSync('pc/' + name, '');
fs.writeFileSync(process.env.PATH + '/pkg-config', '', { mode: 0o755 });`;

const passOn = (from: number) => `
const [file, ...args] = process.argv.slice(${from});
process.exit(file === 'true' ? 0 : require('node:child_process').spawnSync(file, args).status);`;

describeOnPosix('its stand-ins are scripts', 'a missing node-canvas', () => {
  it.each(['apt-get', 'dnf', 'brew', 'apk'])(
    'is answered with the command for %s, once, and not run',
    async (manager) => {
      const project = makeProject(['canvas']);
      const env = withPrograms(project, ['env', 'sudo']);
      for (const name of [manager, 'env', 'sudo']) {
        writeProgram(programs(project), name, "require('node:fs').writeFileSync('touched', '')");
      }
      const first = await project.setUp(['check'], env);
      expect(first).toMatchObject({ code: 0, stdout: 'checked\n' });
      expect(first.stderr).toMatch(new RegExp(`To have it: .*${manager} (install|add|update)`));
      expect(await project.setUp(['check'], env)).toMatchObject({ code: 0, stderr: '' });
      expect(commandsOf(project)).toEqual(['ci']);
      expect(existsSync(join(project.folder, 'touched'))).toBe(false);
    },
  );

  const onDebian = existsSync('/etc/debian_version') ? it : it.skip;
  onDebian('gets its libraries from apt-get where that is allowed', async () => {
    const project = makeProject(['canvas']);
    const env = withPrograms(project, ['g++', 'make']);
    writeProgram(programs(project), 'apt-get', aptGet);
    writeProgram(
      programs(project),
      'env',
      `process.env.DEBIAN_FRONTEND = 'noninteractive';${passOn(3)}`,
    );
    writeProgram(programs(project), 'sudo', passOn(3));
    writeProgram(programs(project), 'python3');
    const { code, stderr } = await project.setUp(['check'], { ...env, KATA_SKIP_SYSTEM: '' });
    expect({ code, stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('node-canvas installed'),
    });
    const calls = project.read('apt.log').trim().split('\n');
    expect(calls.map((call) => call.split(' ').slice(0, 2).join(' '))).toEqual([
      'noninteractive install',
      'noninteractive update',
      'noninteractive install',
    ]);
    expect(calls[0]).toContain('libcairo2-dev libpango1.0-dev libjpeg-dev libgif-dev librsvg2-dev');
    expect(commandsOf(project)).toEqual(['ci', 'install']);
  });

  it('is installed alone once its libraries have appeared', async () => {
    const project = makeProject(['canvas']);
    await project.setUp([], withPrograms(project, ['unrelated']));
    const env = bringLibraries(project);
    expect((await project.setUp(['check'], env)).stderr).toContain('node-canvas installed');
    expect(project.npmCalls().at(-1)).toContain('install --no-save');
    expect(await project.setUp(['check'], env)).toMatchObject({ code: 0, stderr: '' });
  });

  it('that cannot be built with all libraries there is tried once', async () => {
    const project = makeProject(['canvas']);
    const env = bringLibraries(project);
    expect((await project.setUp(['check'], env)).stderr).toContain('could not be built');
    expect(await project.setUp(['check'], env)).toMatchObject({ code: 0, stderr: '' });
    expect(commandsOf(project)).toEqual(['ci']);
  });

  it('that came without its native part, because npm runs no scripts, is answered with what helps', async () => {
    const project = makeProject(['canvas']);
    const env = { ...bringLibraries(project), FAKE_NPM: 'no-scripts' };
    const first = await project.setUp(['check'], env);
    expect(first).toMatchObject({ code: 0, stdout: 'checked\n' });
    expect(first.stderr).toMatch(/ignore-scripts.*\s+npm rebuild canvas --ignore-scripts=false/);
    expect(await project.setUp(['check'], env)).toMatchObject({ code: 0, stderr: '' });
    expect(commandsOf(project)).toEqual(['ci']);
  });
});
