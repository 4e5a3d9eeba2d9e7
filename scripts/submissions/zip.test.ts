/** Archives in memory: what is unpacked, and what is refused with which reason. */
import { zipFiles, zipOf } from './testing/zip';
import { unzip } from './zip';

const code = 'export const softmax = 1;\n';
const path = '01-softmax/softmax.ts';
const open = (archive: Buffer, depth = 1) =>
  unzip(archive, { path: 'work.zip', depth }, { unpacked: 0 });

/** Path → text, or why there is none. */
async function read(archive: Buffer): Promise<Record<string, string>> {
  const { files, closed } = await open(archive);
  const opened = files.map((file): [string, string] => {
    const content = file.read();
    return [file.path, 'bytes' in content ? content.bytes.toString() : JSON.stringify(content)];
  });
  return Object.fromEntries([
    ...opened,
    ...closed.map((each): [string, string] => [each.path, JSON.stringify(each)]),
  ]);
}

test('files are unpacked wherever they lie, in archives within archives, too', async () => {
  const inner = zipFiles({ [`exercises/${path}`]: 'inner' });
  const middle = zipFiles({ 'inner.ZIP': inner });
  const archive = zipFiles({ [path]: code, 'a\\b\\cosine-sim.ts': 'c', 'middle.zip': middle });
  expect(await read(archive)).toEqual({
    [`work.zip/${path}`]: code,
    'work.zip/a/b/cosine-sim.ts': 'c',
    [`work.zip/middle.zip/inner.ZIP/exercises/${path}`]: 'inner',
  });
});

test('packages, hidden files and what macOS adds are passed over; a folder of solutions is named', async () => {
  const { files, passedOver } = await open(
    zipFiles({
      [`node_modules/${path}`]: code,
      [`.git/${path}`]: code,
      '__MACOSX/01-softmax/._softmax.ts': code,
      [`work/solutions/${path}`]: code,
      'work/essay.pdf': 'x',
    }),
  );
  expect(files.map((file) => file.path)).toEqual(['work.zip/work/essay.pdf']);
  expect([...passedOver]).toEqual(['work.zip/work/solutions']);
});

test.each([
  ['a link', { mode: 0o120777 }, /it is a link/],
  ['encrypted', { flags: 1 }, /it is encrypted/],
  ['larger than a source may be', { data: Buffer.alloc(300_000, 32) }, /larger than 256 KB/],
  ['smaller than it is', { claims: 3 }, /cannot be unpacked/],
  ['larger than it is', { claims: 9_999 }, /cannot be unpacked/],
  ['damaged', { checksum: 1 }, /damaged/],
])('a file that is %s, or claims to be, is refused, and no other', async (_, odd, says) => {
  const archive = zipOf([
    { name: path, data: code, ...odd },
    { name: 'cosine-sim.ts', data: 'c' },
  ]);
  expect(await read(archive)).toEqual({
    [`work.zip/${path}`]: expect.stringMatching(says),
    'work.zip/cosine-sim.ts': 'c',
  });
});

test.each([
  ['leads out of it', '../softmax.ts', /relative path/],
  ['is absolute', '/softmax.ts', /absolute path/],
  ['is absolute on Windows', 'C:/softmax.ts', /absolute path/],
])('an archive with a path that %s is refused as a whole', async (_, name, says) => {
  const archive = zipFiles({ 'cosine-sim.ts': 'c', [name]: code });
  expect(await read(archive)).toEqual({ 'work.zip': expect.stringMatching(says) });
});

test('an archive that is none, or torn, is refused', async () => {
  const archive = zipFiles({ [path]: code });
  for (const broken of [Buffer.alloc(0), Buffer.from('x'), archive.subarray(0, -30)]) {
    expect(await read(broken)).toEqual({ 'work.zip': expect.stringMatching(/cannot be unpacked/) });
  }
});

test('archives are unpacked three deep, and no bomb is', async () => {
  const deep = zipFiles({ 'b.zip': zipFiles({ 'c.zip': zipFiles({ 'd.zip': zipFiles({}) }) }) });
  expect(await read(deep)).toEqual({
    'work.zip/b.zip/c.zip/d.zip': expect.stringMatching(/more than 3 archives/),
  });
  const bomb = zipFiles({ 'bomb.zip': Buffer.alloc(2 ** 22) });
  expect(await read(bomb)).toEqual({
    'work.zip/bomb.zip': expect.stringMatching(/more than 100 times/),
  });
  const large = zipOf([{ name: 'large.zip', data: Buffer.alloc(9), claims: 2 ** 27 }]);
  expect(await read(large)).toEqual({ 'work.zip/large.zip': expect.stringMatching(/64 MB/) });
});

test('all of a person’s archives share one limit', async () => {
  const unpacked = 256 * 2 ** 20 - 3;
  const { files } = await unzip(zipFiles({ [path]: code }), { path: 'z', depth: 1 }, { unpacked });
  expect(files[0]?.read()).toEqual({ rejected: expect.stringMatching(/256 MB/) });
});
