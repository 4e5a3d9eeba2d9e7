/** The doctor tells the truth: about engines that run, are absent, are broken or are asked for. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineNames } from '../../reference/oracle/engines';
import type { DoctorReport } from '../doctor/examine';
import { type Checkout, makeCheckout } from '../testing/checkout';

let checkout: Checkout;
let packages: string;
beforeAll(() => {
  checkout = makeCheckout();
  packages = join(checkout.folder, 'node_modules', '@tensorflow');
});
afterAll(() => checkout.remove());

/** Which engine answers is chosen here as it is for people. */
const free: NodeJS.ProcessEnv = { KATA_ENGINE: undefined };

function examine(env = free): DoctorReport & { code: number | null } {
  const { code, stdout } = checkout.run(['doctor', '--json'], env);
  return { ...JSON.parse(stdout), code };
}

const engineOf = ({ engines }: DoctorReport, name: string) =>
  engines.find((engine) => engine.name === name);

/** A native package that does what it is told when it is loaded. */
function plantNative(body: string): void {
  const home = join(packages, 'tfjs-node-gpu');
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  const manifest = { name: '@tensorflow/tfjs-node-gpu', version: '4.22.0', main: 'index.js' };
  writeFileSync(join(home, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(home, 'index.js'), body);
}

let untouched: ReturnType<typeof examine>;
beforeAll(() => {
  untouched = examine();
});

test('names every engine, in order, with a time or with a reason and a remedy', () => {
  const { engines, code, ok } = untouched;
  expect([code, ok]).toEqual([0, true]);
  expect(engines.map(({ name }) => name)).toEqual([...engineNames]);
  for (const engine of engines) {
    if (engine.ok) expect(engine).toMatchObject({ next: null, version: '4.22.0' });
    else expect(engine).toMatchObject({ next: expect.stringMatching(/^npm /), milliseconds: null });
  }
  expect(engineOf({ engines } as DoctorReport, 'tfjs-wasm')?.milliseconds).toBeGreaterThan(0);
});

test('looks at Node, npm, the system, node-canvas, fonts and what exercises import', () => {
  const { machine } = untouched;
  expect(machine.map(({ name }) => name)).toEqual([
    'Node',
    'npm',
    'system',
    'node-canvas',
    'fonts',
    '@tensorflow/tfjs',
    'mathjs',
  ]);
  expect(machine[0]?.says).toBe(process.version);
  expect(machine[4]).toMatchObject({ ok: true, next: null });
});

describe('where the native package', () => {
  // The links in a checkout's node_modules lead into the real one: this folder gets its own.
  beforeAll(() => checkout.own('@tensorflow'));

  test('is absent, says so and what builds it', () => {
    rmSync(join(packages, 'tfjs-node-gpu'), { recursive: true, force: true });
    const report = examine();
    expect(engineOf(report, 'tfjs-node-gpu')).toMatchObject({
      ok: false,
      says: '@tensorflow/tfjs-node-gpu is not installed',
      next: 'npm run setup:native',
    });
    expect(report.answers).toBe('tfjs-wasm 4.22.0');
  });

  test.each([
    ['throws', "throw new Error('libtensorflow.so.2: cannot open')", /libtensorflow.so.2/],
    ['ends its process', 'process.abort()', /ended by SIGABRT/],
    ['registers no backend', '', /tensorflow/],
  ])('%s, gives the reason, and check still runs', (_, body, says) => {
    plantNative(body);
    const report = examine();
    expect(engineOf(report, 'tfjs-node-gpu')).toMatchObject({
      ok: false,
      says: expect.stringMatching(says),
    });
    expect([report.code, report.answers]).toEqual([0, 'tfjs-wasm 4.22.0']);
    const { code, stdout, stderr } = checkout.run(['check', '1', '--target', 'solutions'], free);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('tfjs-wasm 4.22.0');
  });

  test('is broken and forced, leaves 1, and check leaves 2 with the reason', () => {
    plantNative("throw new Error('no such library')");
    const forced = { KATA_ENGINE: 'tfjs-node-gpu' };
    expect(examine(forced)).toMatchObject({
      code: 1,
      ok: false,
      answers: null,
      forced: 'tfjs-node-gpu',
    });
    const { code, stderr } = checkout.run(['check'], forced);
    expect(code).toBe(2);
    expect(stderr).toMatch(/no reference engine can run \(tfjs-node-gpu: no such library\)/);
  });
});

test('is readable in words', () => {
  const { code, stdout } = checkout.run(['doctor'], free);
  expect(code).toBe(0);
  expect(stdout).toMatch(/✓ tfjs-wasm +tfjs-wasm 4\.22\.0, [\d.]+ ms/);
  expect(stdout).toMatch(/answers\. npm run check can run\.\n$/);
});
