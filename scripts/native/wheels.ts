/**
 * TensorFlow's Python wheels: fetched by pip into the private folder, and unzipped as far as the
 * addon needs them. Nothing is installed: no Python, the user's least of all, learns of it.
 * A wheel counts as fetched when pip has compared its hash, a file as unzipped when the hash in
 * the wheel's own RECORD has been compared; what an interruption left is fetched again.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { PYTHON_TAG, type Wheel } from './pins';
import { type Program, runProgram } from './programs';

/** The two libraries, the C headers that the addon includes, and CUDA's libraries. */
export const KEPT = [
  'tensorflow/libtensorflow_\\w+\\.so',
  'tensorflow/include/(tensorflow/c/|tensorflow/core/platform/ctstring)',
  'tensorflow/include/(tsl/platform/ctstring|xla/tsl/c/)',
  'nvidia/[^/]+/lib/[^/]+\\.so',
].join('|');

/** Prints the path and the bytes of each file it took, as JSON. */
const UNZIP = `
import base64, csv, hashlib, io, json, os, re, sys, zipfile
wheel, folder, kept = sys.argv[1:]
archive = zipfile.ZipFile(wheel)
record = next(name for name in archive.namelist() if name.endswith('.dist-info/RECORD'))
sizes = {}
for path, digest, _ in csv.reader(io.StringIO(archive.read(record).decode())):
    if not re.match(kept, path):
        continue
    target = os.path.join(folder, path)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    seen = hashlib.sha256()
    with archive.open(path) as source, open(target + '.part', 'wb') as part:
        for block in iter(lambda: source.read(1 << 20), b''):
            seen.update(block)
            part.write(block)
    if digest != 'sha256=' + base64.urlsafe_b64encode(seen.digest()).decode().rstrip('='):
        sys.exit('error: ' + path + ' is not what the wheel records')
    os.replace(target + '.part', target)
    sizes[path] = os.path.getsize(target)
print(json.dumps(sizes))
`;

const AGAIN = 'run npm run setup:native again, it goes on where it stopped';

/** pip's arguments for one wheel and no other, with any Python that runs pip. */
export function pipArguments(wheel: Wheel, requirements: string, folder: string): string[] {
  return [
    ...['-m', 'pip', 'download', '--no-deps', '--no-cache-dir', '--disable-pip-version-check'],
    ...['--only-binary=:all:', '--implementation', 'cp', '--abi', `cp${PYTHON_TAG}`],
    ...['--python-version', PYTHON_TAG, '--platform', wheel.platform],
    ...['--require-hashes', '--requirement', requirements, '--dest', folder],
  ];
}

/** Only pip moves a wheel here, whole and with the right hash; what it left off lies elsewhere. */
async function fetchWheel(python: Program, wheel: Wheel, folder: string): Promise<string> {
  const dest = join(folder, wheel.sha256);
  const unfinished = join(folder, 'unfinished');
  rmSync(dest, { recursive: true, force: true });
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  const requirements = join(unfinished, 'requirements.txt');
  writeFileSync(requirements, `${wheel.name}==${wheel.version} --hash=sha256:${wheel.sha256}\n`);
  await runProgram(python, pipArguments(wheel, requirements, dest), {
    folder,
    env: { ...process.env, TMPDIR: unfinished, PIP_RESUME_RETRIES: '5' },
    shown: process.stdout.isTTY,
    failure: `setup:native: pip could not fetch ${wheel.name} ${wheel.version}`,
    advice: `check that Python's package index can be reached, then ${AGAIN}`,
  });
  rmSync(unfinished, { recursive: true, force: true });
  const [name = ''] = readdirSync(dest);
  return join(dest, name);
}

type Sizes = Record<string, number>;

/** What was unzipped of a wheel earlier, if it is all still there. */
export function unzippedOf(store: string, wheel: Wheel): Sizes | null {
  const note = join(store, 'unzipped', `${wheel.sha256}.json`);
  if (!existsSync(note)) return null;
  const sizes: Sizes = JSON.parse(readFileSync(note, 'utf8'));
  const isThere = ([path, size]: [string, number]) =>
    statSync(join(store, path), { throwIfNoEntry: false })?.size === size;
  return Object.entries(sizes).every(isThere) ? sizes : null;
}

/**
 * Brings what the addon needs of a wheel into the private folder, and keeps nothing else of it.
 * @returns bytes of every file, by its path in the folder
 */
export async function takeWheel(python: Program, wheel: Wheel, store: string): Promise<Sizes> {
  const known = unzippedOf(store, wheel);
  if (known) return known;
  const folder = join(store, 'wheels');
  mkdirSync(folder, { recursive: true });
  const file = await fetchWheel(python, wheel, folder);
  const listed = await runProgram(python, ['-c', UNZIP, file, store, KEPT], {
    folder: store,
    failure: `setup:native: ${wheel.name} ${wheel.version} could not be unzipped`,
    advice: AGAIN,
  });
  mkdirSync(join(store, 'unzipped'), { recursive: true });
  writeFileSync(join(store, 'unzipped', `${wheel.sha256}.json`), listed);
  rmSync(folder, { recursive: true, force: true });
  return JSON.parse(listed);
}
