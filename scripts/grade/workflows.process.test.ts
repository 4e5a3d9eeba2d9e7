/**
 * Workflows: every action at a commit; the examples for instructors have the least rights and shards
 * from 1.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from '../../reference/root';
import { onPosix } from '../testing/posix';
import { flags } from './options';

const folder = join(root, '.github', 'instructor-workflows');
const files = readdirSync(folder);
const textOf = (file: string): string => readFileSync(join(folder, file), 'utf8');

const posix = onPosix('Windows has no sh');

/** A place with a `node` that says what `setup.mjs` would be given. */
let stand: string;
beforeAll(() => {
  stand = mkdtempSync(join(tmpdir(), 'stand-in '));
  writeFileSync(join(stand, 'node'), '#!/bin/sh\nshift\necho "$@"\n', { mode: 0o755 });
});
afterAll(() => rmSync(stand, { recursive: true, force: true }));

function sayArguments(shell: string, args: readonly string[], env: NodeJS.ProcessEnv): string {
  const PATH = `${stand}:${process.env.PATH}`;
  return spawnSync(shell, args, { cwd: root, env: { ...env, PATH }, encoding: 'utf8' }).stdout;
}

interface Step {
  uses?: string;
  run?: string;
  env?: Record<string, string>;
  with?: Record<string, unknown>;
}
interface Job {
  'runs-on': string;
  'timeout-minutes': number;
  needs?: string;
  strategy?: { matrix: { index: number[] }; 'fail-fast': boolean };
  steps: Step[];
}
interface Workflow {
  on: Record<string, unknown>;
  permissions: Record<string, string>;
  env?: Record<string, string>;
  jobs: Record<string, Job>;
}
const read = (file: string): Workflow => parse(textOf(file), { strict: true });

/** Flags that a shell line gives to `grade`. */
const flagsIn = (line: string): string[] =>
  [...line.matchAll(/ --([a-z-]+)/g)].map(([, name = '']) => name);

/** This repository's own, those that instructors copy, and those that students are handed. */
const folders = [
  '.github/workflows',
  '.github/instructor-workflows',
  'scripts/release/student/.github/workflows',
];
const everywhere = folders.flatMap((place) =>
  readdirSync(join(root, place)).map((file) => `${place}/${file}`),
);

describe.each(everywhere)('actions of %s', (path) => {
  const text = readFileSync(join(root, path), 'utf8');
  const { jobs }: Workflow = parse(text, { strict: true });
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  const uses = steps.flatMap(({ uses: action }) => action ?? []);

  test('are at a commit, with the version beside it', () => {
    expect(uses.length).toBeGreaterThan(1);
    for (const action of uses) {
      expect(action).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/);
      expect(text).toMatch(new RegExp(`${action} # v\\d+\\.\\d+\\.\\d+`));
    }
  });

  test('leave no token in the checkout', () => {
    const checkouts = steps.filter(({ uses: action }) => action?.startsWith('actions/checkout@'));
    expect(checkouts.length).toBeGreaterThan(0);
    for (const checkout of checkouts) expect(checkout.with?.['persist-credentials']).toBe(false);
  });
});

test('an action is at one commit and one version in all of them', () => {
  const texts = everywhere.map((path) => readFileSync(join(root, path), 'utf8')).join('\n');
  const pins = new Set([...texts.matchAll(/actions\/[a-z-]+@\S+ # \S+/g)].map(([pin]) => pin));
  const actions = [...pins].map((pin) => pin.replace(/@.*/, ''));
  expect(actions).toEqual([...new Set(actions)]);
});

describe.each(files)('%s', (file) => {
  const workflow = read(file);
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  test('starts when a person starts it, and may only read', () => {
    expect(Object.keys(workflow.on)).toEqual(['workflow_dispatch']);
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const job of Object.values(workflow.jobs)) {
      expect(job).not.toHaveProperty('permissions');
      expect(job['timeout-minutes']).toBeLessThanOrEqual(360);
    }
  });

  test('puts nothing that a person types into a shell line', () => {
    for (const { run } of steps) expect(run ?? '').not.toContain('${{');
  });

  test('calls grade with flags that it has', () => {
    const isGrade = /npm run grade|grade\/clusters\//;
    const lines = steps.flatMap(({ run }) => (run && isGrade.test(run) ? [run] : []));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      expect(flagsIn(line).filter((name) => !(name in flags))).toEqual([]);
    }
  });
});

test('the matrix has as many shards as it says, counted from 1, and merges what it has', () => {
  const { env, jobs } = read('grade-sharded.yml');
  const shards = jobs.shard?.strategy?.matrix.index ?? [];
  expect(shards).toEqual(Array.from({ length: Number(env?.SHARDS) }, (_, i) => i + 1));
  expect(shards.length).toBeLessThanOrEqual(256);
  expect(jobs.shard?.strategy?.['fail-fast']).toBe(false);
  expect(jobs.merge?.needs).toBe('shard');
});

test('none of them runs in this repository', () => {
  const own = readdirSync(join(root, '.github', 'workflows'));
  expect(own.filter((file) => files.includes(file))).toEqual([]);
});

describe('the Kubernetes Job', () => {
  const job = parse(readFileSync(join(root, '.github', 'kubernetes', 'grade.yaml'), 'utf8'));
  const pod = job.spec.template.spec;
  const [container] = pod.containers;
  const env = Object.fromEntries(
    container.env.map(({ name, value }: Record<string, string>) => [name, value]),
  );

  test('is an Indexed Job of as many pods as shards', () => {
    expect([job.apiVersion, job.kind, job.spec.completionMode]).toEqual([
      'batch/v1',
      'Job',
      'Indexed',
    ]);
    expect(Number(env.SHARDS)).toBe(job.spec.completions);
    expect(pod.restartPolicy).toBe('Never');
  });

  test('has no rights, no token and bounded resources', () => {
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(pod.securityContext.runAsNonRoot).toBe(true);
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
    });
    expect(container.resources.limits).toHaveProperty('memory');
    const mounts = container.volumeMounts.map(({ name }: { name: string }) => name);
    expect(mounts).toEqual(pod.volumes.map(({ name }: { name: string }) => name));
    expect(container.volumeMounts[0].readOnly).toBe(true);
  });

  posix('the pod of index 0 judges shard 1, and the last one the last', () => {
    const [shell, option, line] = container.command as [string, string, string];
    for (const index of [0, job.spec.completions - 1]) {
      const said = sayArguments(shell, [option, line], {
        ...env,
        JOB_COMPLETION_INDEX: String(index),
      });
      expect(said).toContain(`grade /submissions --out /out/shard-${index + 1} `);
      expect(said).toContain(`--shard ${index + 1}/${job.spec.completions} `);
      expect(said).toContain('--resume');
      expect(flagsIn(said).filter((name) => !(name in flags))).toEqual([]);
    }
  });
});

posix('what puts the parts together names every part, and its own flags', () => {
  const out = join(stand, 'out put');
  for (const name of ['shard-1', 'shard-2']) mkdirSync(join(out, name), { recursive: true });
  const script = join(root, 'scripts', 'grade', 'clusters', 'merge.sh');
  expect(sayArguments('sh', [script, out, '--format', 'csv'], {})).toBe(
    `grade merge ${out}/shard-1 ${out}/shard-2 --out ${out}/grades --format csv\n`,
  );
});
