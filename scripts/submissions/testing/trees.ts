/** Random folders of classes, as platforms, browsers and persons leave them behind. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { zipOf } from './zip';

/** A file of a tree: where it lies below the folder, and what is in it. */
export interface Planted {
  path: string;
  bytes: Buffer;
}

export const CODE = 'export const softmax = (x: number[]): number[] => x;\n';

const contents: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 4, arbitrary: fc.nat({ max: 3 }).map((i) => Buffer.from(`${CODE}// ${i}\n`)) },
  fc.constantFrom('', ' \n', '\ufeff', '\ufeffexport {};\r\n').map((text) => Buffer.from(text)),
  fc.constant(Buffer.from(`\ufeff${CODE}`, 'utf16le')),
  fc.constant(Buffer.from(CODE, 'utf16le').swap16()),
  fc.constant(Buffer.from('// caf\u00e9\n', 'latin1')),
  fc.constant(Buffer.from('a\0b')),
  fc.constant(Buffer.alloc(300_000, 'x')),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
);

const answers = fc.constantFrom(
  ...[
    'softmax.ts',
    'softmax.js',
    'Softmax.TS',
    'softmax-1.ts',
    'softmax (1).ts',
    'softmax - Copy.ts',
    '01-softmax.ts',
    'softmax.ts.txt',
    'softmax.test.ts',
    'softmax.py',
    'cosine-sim.ts',
    'cosine_sim_2.mts',
    'index.ts',
    '.softmax.ts',
  ],
);

const oddNames = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }),
  fc.constantFrom(
    'notes.txt',
    'package.json',
    'a.rar',
    'con',
    '...',
    ' ',
    'x'.repeat(250),
    '-',
    '~',
  ),
);

const folders = fc.constantFrom(
  ...[
    'exercises',
    '01-softmax',
    '01_Softmax (1)',
    '02-cosine-sim',
    'my work',
    'src',
    'solutions',
    'node_modules',
    '.git',
    '__MACOSX',
  ],
);

/** One name of a path: what a file system takes for another is left out. */
const segment = (name: string): string => {
  const clean = name.replaceAll(/[/\0]/g, '_');
  return clean === '.' || clean === '..' ? `${clean}x` : clean;
};

const names = fc.oneof({ weight: 5, arbitrary: answers }, { weight: 1, arbitrary: oddNames });

/** A path within what one person handed in. */
const inner = fc
  .tuple(
    fc.array(fc.oneof({ weight: 6, arbitrary: folders }, { weight: 1, arbitrary: oddNames }), {
      maxLength: 3,
    }),
    names,
  )
  .map(([above, name]) => [...above, name].map(segment).join('/'));

const files = fc.array(fc.record({ path: inner, bytes: contents }), { maxLength: 5 });

/** What a person does to an archive before it is handed in. */
const damages = fc.oneof(
  { weight: 4, arbitrary: fc.constant((zip: Buffer) => zip) },
  fc.nat({ max: 200 }).map((count) => (zip: Buffer) => zip.subarray(0, zip.length - count)),
  fc.tuple(fc.nat(), fc.nat({ max: 255 })).map(([at, byte]) => (zip: Buffer) => {
    const bytes = Buffer.from(zip);
    bytes[at % bytes.length] = byte;
    return bytes;
  }),
);

const archives = fc
  .record({ packed: files, damage: damages, flags: fc.constantFrom(0, 0, 0, 1) })
  .map(({ packed, damage, flags }) => {
    const entries = packed.map(({ path, bytes }) => ({ name: path, data: bytes, flags }));
    return { zip: damage(zipOf(entries)), packed };
  });

/** What one person handed in, and the texts that may be found in it. */
const handIns = fc
  .record({
    files,
    zips: fc.array(
      fc.record({ name: fc.constantFrom('work.zip', 'Work (1).ZIP', 'deep/a.zip'), archives }),
      { maxLength: 1 },
    ),
  })
  .map(({ files: own, zips }) => ({
    files: [...own, ...zips.map(({ name, archives: { zip } }) => ({ path: name, bytes: zip }))],
    within: zips.flatMap(({ archives: { packed } }) => packed),
  }));

const persons = fc.constantFrom(
  'ada',
  'ben',
  'Ada',
  '00123',
  '123',
  'Z\u00f6e',
  'Zo\u0308e',
  'a b',
  'x_y',
);
const numbers = fc.constantFrom('7', '8', '101');

/** How each platform calls a file of a person, at one of two times. */
const styles: Readonly<
  Record<string, (who: string, n: string, path: string, at: string) => string>
> = {
  plain: (who, _, path) => `${who}/${path}`,
  canvas: (who, n, path, at) => `${who}${at === '1' ? '_LATE' : ''}_${n}_9${at}_${path}`,
  moodle: (who, n, path) => `${who}_${n}_assignsubmission_file/${path}`,
  moodleFlat: (who, n, path) => `${who}_${n}_assignsubmission_file_${path}`,
  blackboard: (who, _, path, at) => `HW 1_${who}_attempt_2026-11-2${at}-12-00-00_${path}`,
  brightspace: (who, n, path, at) => `${n}-55 - ${who} - Nov 2${at}, 2026 1200 PM/${path}`,
  gradescope: (_, n, path) => `submission_${n}/${path}`,
  classroom: (who, _, path) => `kata-${who}/${path}`,
};

const metadata = fc.constantFrom(
  ':submission_7:\n  :submitters:\n  - :name: Ada\n    :sid: 7\n',
  'submission_7:\n  :submitters:\n  - :name: Ada\n    :sid: ada\n  - :name: Ben\n',
  ':\n- [',
  'submission_7: {:submitters: [*a]}',
);

/** Files on top that belong to no person. */
const onTop = fc.array(
  fc.oneof(
    fc.record({
      path: fc.constantFrom(
        'roster.csv',
        'index.html',
        '.DS_Store',
        'Thumbs.db',
        'broken.zip',
        'x.zip',
      ),
      bytes: contents,
    }),
    metadata.map((text) => ({ path: 'submission_metadata.yml', bytes: Buffer.from(text) })),
    oddNames.map((name) => ({ path: segment(name), bytes: Buffer.from('x') })),
  ),
  { maxLength: 2 },
);

/** A class as one platform lays it out, sometimes with a line of another. */
export const trees = fc
  .record({
    style: fc.constantFrom(...Object.keys(styles)),
    strayStyle: fc.constantFrom(...Object.keys(styles)),
    isMixed: fc.nat({ max: 3 }).map((n) => n === 0),
    class: fc.array(
      fc.record({ who: persons, number: numbers, at: fc.constantFrom('1', '2'), handIn: handIns }),
      { minLength: 1, maxLength: 4 },
    ),
    onTop,
  })
  .map(({ style, strayStyle, isMixed, class: all, onTop: stray }) => {
    const planted = all.flatMap(({ who, number, at, handIn }, i) => {
      const form = styles[isMixed && i === 0 ? strayStyle : style] as (typeof styles)[string];
      return handIn.files.map(({ path, bytes }) => ({ path: form(who, number, path, at), bytes }));
    });
    // Clones are known by what git keeps in them.
    const git = style === 'classroom' ? all.map(({ who }) => `kata-${who}/.git/HEAD`) : [];
    const kept = git.map((path) => ({ path, bytes: Buffer.from('ref: refs/heads/main') }));
    return {
      files: [...stray, ...kept, ...planted],
      within: all.flatMap(({ handIn }) => handIn.within),
    };
  });

/** Writes what can be written: a name may be too long, or stand for a file and a folder. */
export function plantIn(folder: string, files: readonly Planted[]): Planted[] {
  return files.filter(({ path, bytes }) => {
    const file = join(folder, path);
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes, { flag: 'wx' });
      return true;
    } catch {
      return false;
    }
  });
}
