/** `new-exercise` in a checkout: what it writes compiles, and the self-check names all that is missing. */
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../reference/root';
import { type Checkout, makeCheckout } from '../testing/checkout';

const requireFromRoot = createRequire(join(root, 'package.json'));

let kit: Checkout;
let scaffolded: string;
beforeAll(() => {
  kit = makeCheckout();
  cpSync(join(root, 'README.md'), join(kit.folder, 'README.md'));
  const { code, stdout, stderr } = kit.run(['new-exercise', 'layer-norm']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  scaffolded = stdout;
});
afterAll(() => kit.remove());

const at = (path: string): string => join(kit.folder, path);
const selfCheck = (): string => {
  const { code, stderr } = kit.run(['verify', '--quick']);
  expect(code).toBe(1);
  return stderr;
};

test('writes every mirrored file and says which', () => {
  for (const path of [
    'exercises/08-layer-norm/layer-norm.ts',
    'reference/stubs/08-layer-norm.txt',
    'exercises/08-layer-norm/layer-norm.example.spec.ts',
    'exercises/08-layer-norm/README.md',
    'solutions/08-layer-norm/layer-norm.ts',
    'reference/specs/08-layer-norm.spec.ts',
    'reference/visible/08-layer-norm.spec.ts',
    'reference/misconceptions/08-layer-norm.ts',
    'reference/beginners/08-layer-norm.ts',
    'exercises/catalog.ts',
  ]) {
    expect(scaffolded).toContain(path);
    expect(readFileSync(at(path), 'utf8')).toMatch(/layer.?norm/i);
  }
});

test('adds the exercise to the commands and to the table, the last in both', () => {
  const { code, stdout } = kit.run(['check', 'layer-norm']);
  expect(code).toBe(1);
  expect(stdout).toMatch(/08 Layer norm .* not started/);
  const rows = readFileSync(at('README.md'), 'utf8').match(/^\| \d\d \|.*$/gm);
  expect(rows?.at(-1)).toBe(
    '| 08 | [Layer norm](exercises/08-layer-norm/README.md) | `layerNorm` | 0 |',
  );
});

test('verify --fix writes the table that the catalogue gives', () => {
  const readme = readFileSync(at('README.md'), 'utf8');
  writeFileSync(at('README.md'), readme.replace(/^\| 08 \|.*\n/m, '').replace('| 12 |', '| 13 |'));
  expect(selfCheck()).toContain("README.md's table is not the catalogue's");
  kit.run(['verify', '--quick', '--fix']);
  expect(readFileSync(at('README.md'), 'utf8')).toBe(readme);
});

test('is as the formatter wants it', () => {
  const biome = requireFromRoot.resolve('@biomejs/biome/bin/biome');
  const args = [biome, 'check', 'exercises', 'solutions', 'reference'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: kit.folder,
    encoding: 'utf8',
  });
  expect({ status, says: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, says: '' });
});

describe('on what is to be written, verify says that', () => {
  let says: string;
  beforeAll(() => {
    says = selfCheck();
  });

  test.each([
    /08-layer-norm has 0 of 3 hints/,
    /08-layer-norm has no points/,
    /exercises\/08-layer-norm\/README\.md still has something to do/,
    /exercises\/08-layer-norm\/layer-norm\.example\.spec\.ts still has something to do/,
    /solutions\/08-layer-norm\/layer-norm\.ts still has something to do/,
    /reference\/specs\/08-layer-norm\.spec\.ts still has something to do/,
    /has 0 planted wrong answers, expected 8/,
    /has 1 right ways, expected 2/,
  ])('%s', (expected) => {
    expect(says).toMatch(expected);
  });
});

test('verify misses each file that is gone', () => {
  const gone: [string, RegExp][] = [
    ['solutions/08-layer-norm/layer-norm.ts', /layer-norm\.ts is missing: the solution/],
    ['reference/specs/08-layer-norm.spec.ts', /spec\.ts is missing: the hidden spec/],
    ['exercises/08-layer-norm/layer-norm.example.spec.ts', /is missing: the visible examples/],
    ['exercises/08-layer-norm/README.md', /README\.md is missing: the lesson/],
  ];
  const texts = gone.map(([path]) => readFileSync(at(path), 'utf8'));
  for (const [path] of gone) rmSync(at(path));
  const found = selfCheck();
  for (const [, says] of gone) expect(found).toMatch(says);
  for (const [i, [path]] of gone.entries()) writeFileSync(at(path), texts[i] ?? '');
});

test('verify misses a section of a lesson, an export and a mark', () => {
  const changes = [
    ['exercises/08-layer-norm/README.md', '## Reflection', '## Thoughts'],
    ['exercises/08-layer-norm/layer-norm.ts', 'function layerNorm', 'function norm'],
    ['solutions/08-layer-norm/layer-norm.ts', 'kata-hidden-', 'kata-'],
  ] as const;
  for (const [path, from, to] of changes) {
    writeFileSync(at(path), readFileSync(at(path), 'utf8').replace(from, to));
  }
  const says = selfCheck();
  expect(says).toMatch(/has no section "Reflection", or nothing in it/);
  expect(says).toMatch(/exercises\/08-layer-norm\/layer-norm\.ts exports no layerNorm/);
  expect(says).toMatch(/solutions\/08-layer-norm\/layer-norm\.ts has 0 marks, expected one/);
});

test.each([
  [['Layer Norm'], /"Layer Norm" is no slug/],
  [['softmax'], /there is an exercise softmax already/],
  [['layer-norm'], /there is an exercise layer-norm already/],
  [[], /expected one slug/],
])('refuses %j', (args, says) => {
  const { code, stderr } = kit.run(['new-exercise', ...args]);
  expect(code).toBe(2);
  expect(stderr).toMatch(says);
});
