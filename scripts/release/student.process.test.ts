/** What goes out beside the exercises: workflows that may only read, and a hook that holds. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';
import { catalog, sourceOf } from '../../exercises/catalog';
import { root } from '../../reference/root';
import { onPosix } from '../testing/posix';

const student = join(root, 'scripts/release/student');
const workflows = join(student, '.github/workflows');
const posix = onPosix('Windows has no sh');

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}
interface Workflow {
  on: Record<string, unknown>;
  permissions: Record<string, string>;
  jobs: Record<string, { 'timeout-minutes': number; steps: Step[] }>;
}

describe.each(readdirSync(workflows))('%s', (file) => {
  const text = readFileSync(join(workflows, file), 'utf8');
  const workflow: Workflow = parse(text, { strict: true });
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  test('may only read, and is handed nothing secret', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(text).not.toMatch(/secrets|GITHUB_TOKEN|github\.token|pull_request_target/);
    for (const step of steps.filter(({ uses }) => uses?.startsWith('actions/checkout'))) {
      expect(step.with).toMatchObject({ 'persist-credentials': false });
    }
  });

  test('uses pinned actions, runs no text that a contributor writes, and comes to an end', () => {
    for (const { uses, run } of steps) {
      if (uses) expect(uses).toMatch(/@[0-9a-f]{40}$/);
      if (run) expect(run).not.toMatch(/\$\{\{/);
    }
    for (const job of Object.values(workflow.jobs)) {
      expect(job['timeout-minutes']).toBeLessThanOrEqual(15);
    }
  });
});

test('hand-in.yml starts by hand, by the API and by a tag, and packs what grade reads', () => {
  const { on, jobs } = parse(readFileSync(join(workflows, 'hand-in.yml'), 'utf8')) as Workflow;
  expect(Object.keys(on)).toEqual(['workflow_dispatch', 'push']);
  expect(on.push).toEqual({ tags: ['submit/**'] });
  const upload = jobs['hand-in']?.steps.at(-1)?.with?.path as string;
  const [take = '', leave = ''] = upload.trim().split('\n');
  const pattern = new RegExp(`^${take.replaceAll('*', '[^/]*')}$`);
  const left = new RegExp(`^${leave.slice(1).replaceAll('*', '[^/]*')}$`);
  for (const exercise of catalog) {
    const path = `exercises/${sourceOf(exercise)}`;
    expect([path, pattern.test(path), left.test(path)]).toEqual([path, true, false]);
  }
});

describe('the hook before a push', () => {
  let work: string;
  let repository: string;
  const git = (...args: string[]) =>
    spawnSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@localhost', ...args], {
      cwd: repository,
      encoding: 'utf8',
      env: { ...process.env, PATH: `${join(work, 'bin')}${delimiter}${process.env.PATH}` },
    });
  /** In place of npm: says what it was asked, and ends with the code that a file holds. */
  const answer = (command: string, code: number): void =>
    writeFileSync(join(work, command), String(code));

  beforeEach(() => {
    work = mkdtempSync(join(tmpdir(), 'push ü '));
    repository = join(work, 'kata');
    for (const folder of ['bin', 'kata/.husky']) mkdirSync(join(work, folder), { recursive: true });
    const npm = join(work, 'bin', 'npm');
    writeFileSync(npm, `#!/bin/sh\necho "npm $*" >> "${work}/asked"\nexit "$(cat "${work}/$3")"\n`);
    chmodSync(npm, 0o755);
    cpSync(join(student, '.husky/pre-push'), join(repository, '.husky/pre-push'));
    chmodSync(join(repository, '.husky/pre-push'), 0o755);
    git('init', '--quiet', '--initial-branch=main');
    git('init', '--quiet', '--bare', join(work, 'remote'));
    git('config', 'core.hooksPath', '.husky');
    git('add', '.');
    git('commit', '--quiet', '-m', 'Work');
  });
  afterEach(() => rmSync(work, { recursive: true, force: true }));
  const asked = (): string[] => readFileSync(join(work, 'asked'), 'utf8').trim().split('\n');

  posix('has the guard look at what goes out, then shows check', () => {
    answer('guard', 0);
    answer('check', 0);
    expect(git('push', '--quiet', join(work, 'remote'), 'main').status).toBe(0);
    const commit = git('rev-parse', 'HEAD').stdout.trim();
    expect(asked()).toEqual([
      `npm run --silent guard -- --commit ${commit}`,
      'npm run --silent check -- --all',
    ]);
  });

  posix('lets unfinished work go out, and says so', () => {
    answer('guard', 0);
    answer('check', 1);
    const { status, stdout, stderr } = git('push', join(work, 'remote'), 'main');
    expect(status).toBe(0);
    expect(stdout + stderr).toMatch(/Not everything passes yet/);
  });

  posix('stops what the guard refuses', () => {
    answer('guard', 1);
    answer('check', 0);
    expect(git('push', join(work, 'remote'), 'main').status).not.toBe(0);
    expect(asked()).toHaveLength(1);
  });

  posix('lets a branch be deleted unasked', () => {
    answer('guard', 0);
    answer('check', 0);
    git('push', '--quiet', join(work, 'remote'), 'main:other');
    rmSync(join(work, 'asked'));
    expect(git('push', '--quiet', join(work, 'remote'), ':other').status).toBe(0);
    expect(asked()).toEqual(['npm run --silent check -- --all']);
  });
});
