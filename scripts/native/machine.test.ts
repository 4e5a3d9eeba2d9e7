/** Which machines can build the engine, and what the others are told. */
import { type Machine, obstacleOn, showBytes } from './machine';
import { sizesOf, type Variant, wheelsFor } from './pins';

const able: Machine = {
  platform: 'linux',
  arch: 'x64',
  glibc: '2.36',
  python: ['python3'],
  compiler: ['g++'],
  free: 100e9,
};

const obstacle = (lacks: Partial<Machine>, variant: Variant = 'cpu') =>
  obstacleOn({ ...able, ...lacks }, variant, sizesOf(wheelsFor(variant, 'x64')).peak);

test.each([
  ['cpu', {}],
  ['cuda', {}],
  ['cpu', { arch: 'arm64' }],
  ['cpu', { glibc: '2.27' }],
] as [Variant, Partial<Machine>][])('nothing stands against %s on %j', (variant, machine) => {
  expect(obstacle(machine, variant)).toBeNull();
});

test.each([
  ['another system', { platform: 'darwin' }, 'cpu', /Linux.*darwin x64.*tfjs-wasm/],
  ['another processor', { arch: 'riscv64' }, 'cpu', /x64, arm64.*linux riscv64/],
  ['an old C library', { glibc: '2.9' }, 'cpu', /glibc 2\.27 or newer, this is glibc 2\.9;/],
  ['another C library', { glibc: null }, 'cpu', /glibc.*Alpine/],
  ['CUDA where there is none', { arch: 'arm64' }, 'cuda', /no CUDA build for arm64; leave --cuda/],
  ['no pip', { python: null }, 'cpu', /python3 with pip.*apt install python3-pip/],
  ['no compiler', { compiler: null }, 'cpu', /C\+\+ compiler.*apt install g\+\+/],
  ['a full disk', { free: 1e9 }, 'cpu', /needs 1\.\d GB of disk, 1\.0 GB are free;.*XDG_CACHE/],
  ['a disk too small for CUDA', { free: 5e9 }, 'cuda', /needs 6\.\d GB of disk, 5\.0 GB/],
] as [string, Partial<Machine>, Variant, RegExp][])(
  '%s is told in one line with what to do',
  (_, machine, variant, says) => {
    expect(obstacle(machine, variant)).toMatch(says);
    expect(obstacle(machine, variant)).not.toContain('\n');
  },
);

test('the worst moment is all that is kept beside the largest wheel', () => {
  const wheel = { name: '', version: '', platform: '', sha256: '' };
  const [small, large] = [1, 3].map((n) => ({ ...wheel, bytes: n * 1e8, keptBytes: n * 2e8 }));
  const sizes = sizesOf([small, large].flatMap((found) => found ?? []));
  expect(sizes.download).toBe(4e8);
  expect(sizes.peak - sizes.kept).toBe(3e8);
});

test('bytes are shown as a person reads them', () => {
  expect([273_829_956, 1.4e9].map(showBytes)).toEqual(['274 MB', '1.4 GB']);
});
