/**
 * What GitHub, editors and the update bot read of this repository says what is true of it: forms that
 * GitHub takes, pins that are there, the port and the packages that the code names.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { catalog } from '../../exercises/catalog';
import { root } from '../../reference/root';

const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');
const jsonOf = (path: string) => JSON.parse(textOf(path));
/** JSON as editors take it: with comments on lines of their own. */
const commentedJsonOf = (path: string) => JSON.parse(textOf(path).replace(/^\s*\/\/.*$/gm, ''));
const yamlOf = (path: string) => parse(textOf(path), { strict: true });

const manifest = jsonOf('package.json');
const versions: Record<string, string> = {
  ...manifest.devDependencies,
  ...manifest.optionalDependencies,
  ...manifest.overrides,
};

/** Package names that a pattern of the update bot stands for. */
const matching = (pattern: string): string[] => {
  const expression = new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
  return Object.keys(versions).filter((name) => expression.test(name));
};

describe('the update bot', () => {
  const [npm, actions] = yamlOf('.github/dependabot.yml').updates;
  const groups: Record<string, { patterns: string[] }> = npm.groups;
  const ignored: string[] = npm.ignore.map(
    (entry: Record<string, string>) => entry['dependency-name'],
  );

  test.each([...Object.values(groups).flatMap(({ patterns }) => patterns), ...ignored])(
    'knows a package for %s',
    (pattern) => {
      expect(matching(pattern)).not.toEqual([]);
    },
  );

  test('leaves alone every package that an override holds', () => {
    expect(ignored).toEqual(expect.arrayContaining(Object.keys(manifest.overrides)));
  });

  test.each(['@tensorflow/*', 'quickjs'])('%s is one release', (name) => {
    const names = (groups[name]?.patterns ?? [name]).flatMap(matching);
    expect(names.length).toBeGreaterThan(1);
    expect(new Set(names.map((each) => versions[each])).size).toBe(1);
  });

  test('looks into every folder that holds workflows', () => {
    const folders: string[] = actions.directories.map((folder: string) =>
      folder === '/' ? '.github/workflows' : folder.slice(1),
    );
    const holding = ['.github', 'scripts/release/student/.github'].flatMap((parent) =>
      readdirSync(join(root, parent))
        .filter((name) => name.endsWith('workflows'))
        .map((name) => `${parent}/${name}`),
    );
    expect(folders.sort()).toEqual(holding.sort());
  });
});

test.each(Object.entries(versions))('%s is pinned exactly', (_, version) => {
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
});

test('the version is that of the newest dated section of CHANGELOG.md, everywhere', () => {
  const sections = [...textOf('CHANGELOG.md').matchAll(/^## (.*)$/gm)].map(
    ([, title = '']) => title,
  );
  expect(sections.filter((title) => !/^\d+\.\d+\.\d+ - \d{4}-\d\d-\d\d$/.test(title))).toEqual([]);
  expect(sections).toEqual(
    [...sections].sort((a, b) => b.localeCompare(a, 'en', { numeric: true })),
  );
  const { version } = manifest;
  expect(sections[0]).toContain(`${version} - `);
  const lock = jsonOf('package-lock.json');
  expect([lock.version, lock.packages[''].version]).toEqual([version, version]);
  expect(textOf('.github/kubernetes/grade.yaml')).toContain(`image: attention-kata:${version}`);
});

test('the Nodes that CI runs on are those that the README and package.json name', () => {
  const { jobs } = yamlOf('.github/workflows/verify.yml');
  const majors: number[] = jobs.verify.strategy.matrix.node;
  const [line = ''] = textOf('README.md').match(/^- \*\*Node\*\* .*$/m) ?? [];
  const named = [...line.matchAll(/(?<=Node(?:\*\*)? |after )\d\d/g)].map(([text]) => Number(text));
  expect(named.sort()).toEqual(majors);
  expect(manifest.engines.node).toBe(`>=${line.match(/from (\d+\.\d+)/)?.[1]}`);
  expect(textOf('scripts/setup.mjs')).toContain(`nvm install ${majors.at(-1)}`);
  expect(textOf('.ci/run')).toContain(`newest=${majors.at(-1)}`);
  expect(jobs.elsewhere.steps[1].with['node-version']).toBe(majors.at(-1));
});

describe('issue forms', () => {
  const folder = '.github/ISSUE_TEMPLATE';
  const forms = readdirSync(join(root, folder)).filter((name) => name !== 'config.yml');
  const kinds = ['markdown', 'textarea', 'input', 'dropdown', 'checkboxes'];

  test.each(forms)('%s is a form that GitHub takes', (name) => {
    const form = yamlOf(`${folder}/${name}`);
    expect(form).toMatchObject({ name: expect.any(String), description: expect.any(String) });
    expect(kinds).toEqual(
      expect.arrayContaining(form.body.map(({ type }: { type: string }) => type)),
    );
    const asked = form.body.filter(({ type }: { type: string }) => type !== 'markdown');
    expect(new Set(asked.map(({ id }: { id: string }) => id)).size).toBe(asked.length);
    for (const { attributes } of asked) expect(attributes.label).toEqual(expect.any(String));
  });

  test('are for a wrong verdict, a bug and an idea', () => {
    expect(forms.sort()).toEqual(['bug.yml', 'idea.yml', 'verdict.yml']);
    expect(yamlOf(`${folder}/config.yml`)).toEqual({ blank_issues_enabled: true });
  });

  test('list every exercise', () => {
    const [exercise] = yamlOf(`${folder}/verdict.yml`).body.filter(
      ({ id }: { id?: string }) => id === 'exercise',
    );
    expect(exercise.attributes.options).toEqual(catalog.map(({ slug }) => slug));
  });

  test('ask for commands that there are', () => {
    const texts = forms.map((name) => textOf(`${folder}/${name}`)).join('\n');
    const named = [...texts.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(named));
  });
});

describe('editors', () => {
  const settings = commentedJsonOf('.vscode/settings.json');
  const { recommendations } = commentedJsonOf('.vscode/extensions.json');
  const container = commentedJsonOf('.devcontainer/devcontainer.json');

  test("Jest's plug-in runs a project that there is", () => {
    const [, project = ''] = settings['jest.jestCommandLine'].match(/--selectProjects (\S+)/) ?? [];
    expect(textOf('jest.config.ts')).toContain(`displayName: '${project}'`);
  });

  test('format as verify does, by a configuration at the top', () => {
    expect(existsSync(join(root, 'biome.json'))).toBe(true);
    for (const language of ['[typescript]', '[javascript]', '[json]', '[jsonc]']) {
      expect(settings[language]).toEqual({ 'editor.defaultFormatter': recommendations[0] });
    }
    expect(settings['js/ts.tsdk.path']).toBe('node_modules/typescript/lib');
  });

  test('in the cloud get the same plug-ins and the port of the explorer', () => {
    expect(container.customizations.vscode.extensions).toEqual(recommendations);
    const [, port] = textOf('scripts/explore/serve.ts').match(/DEFAULT_PORT = (\d+)/) ?? [];
    expect(container.forwardPorts).toEqual([Number(port)]);
    expect(Object.keys(container.portsAttributes)).toEqual([port]);
  });

  test('in the cloud get what set-up would install for node-canvas, and a folder that is set up', () => {
    const [, list = ''] =
      textOf('scripts/setup/native.mjs').match(/aptPackages = \(\) => \[(.*?)\];/s) ?? [];
    const packages = [...list.matchAll(/'([\w.-]+)'/g)].map(([, name]) => name);
    expect(packages.length).toBeGreaterThan(5);
    const [, installed = ''] = container.onCreateCommand.match(/--no-install-recommends (.*)$/);
    expect(installed.split(' ')).toEqual(packages);
    expect(container.updateContentCommand).toBe('node scripts/setup.mjs');
  });

  test('the container has a plain image of a Node that the kit runs on', () => {
    const [, major] =
      container.image.match(/^mcr\.microsoft\.com\/devcontainers\/typescript-node:\d+-(\d+)-/) ??
      [];
    const matrix = yamlOf('.github/workflows/verify.yml').jobs.verify.strategy.matrix.node;
    expect(matrix.map(String)).toContain(major);
  });
});
