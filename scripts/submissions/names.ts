/**
 * Which exercise a path is an answer to, whatever a platform, a browser or a person made of the
 * name. The table is `copyMarks` and `languages`; what is beyond doubt is taken, the rest is only
 * named. Touches no disk.
 */
import { catalog, type Exercise, nameOf, type Slug, sourceOf } from '../../exercises/catalog';

/** What a platform or a browser puts behind a name that it has seen before. */
const copyMarks = [
  / ?\(\d{1,3}\)$/, // softmax (1).ts: browsers, file managers
  /[-_]\d{1,3}$/, // softmax-1.ts: Canvas; softmax_1.ts: Moodle and others
  /[- ]+copy(?:[- ]\d{1,3})?$/, // softmax - Copy.ts, softmax copy 2.ts: Windows, macOS
];

/** Endings of files that are run. JavaScript is an answer where no TypeScript is. */
const languages: Record<string, 'TypeScript' | 'JavaScript'> = {
  ts: 'TypeScript',
  mts: 'TypeScript',
  cts: 'TypeScript',
  js: 'JavaScript',
  mjs: 'JavaScript',
  cjs: 'JavaScript',
};

/** A path that is an answer to an exercise. */
export interface Claim {
  slug: Slug;
  /** Whether it lies at `exercises/NN-slug/slug.ts`, where the kit has it. */
  isHome: boolean;
  language: 'TypeScript' | 'JavaScript';
  /** Whether the file has another name than the exercise's. */
  isOdd: boolean;
}

function withoutCopyMarks(name: string): string {
  const shorter = copyMarks.reduce((rest, mark) => rest.replace(mark, ''), name);
  return shorter === name ? name : withoutCopyMarks(shorter);
}

/** Characters of a name; a disk allows no more, but an archive does. */
const MOST_LONG = 255;

/** `01_Softmax (1)` → `softmax`, `3-split-heads` → `splitheads` */
const plain = (name: string): string =>
  name.length > MOST_LONG
    ? ''
    : withoutCopyMarks(name.normalize('NFC').toLowerCase())
        .replace(/^\d{1,2}(?=[-_ .])/, '')
        .replace(/[-_ .]+/g, '');

const byName = new Map(catalog.map((exercise) => [plain(nameOf(exercise)), exercise]));

/** The exercise that a folder is named for, its number first: `01-softmax`, `3_split_heads (1)`. */
export function exerciseOfFolder(name: string): Exercise | null {
  return /^\d{1,2}[-_ .]/.test(name) ? (byName.get(plain(name)) ?? null) : null;
}

/** `softmax.ts` → `softmax` and `ts` */
function split(file: string): { stem: string; ending: string } {
  const at = file.lastIndexOf('.');
  return at <= 0
    ? { stem: file, ending: '' }
    : { stem: file.slice(0, at), ending: file.slice(at + 1).toLowerCase() };
}

/** An archive stands for the folder that it was. */
const folderName = (segment: string): string => segment.replace(/\.zip$/i, '');

/** Folders that hold no answer: a tool's, hidden ones, the kit's own answers, what macOS adds. */
export const isPassedOver = (name: string): boolean =>
  name.startsWith('.') ||
  ['node_modules', 'solutions', 'reference', '__macosx'].includes(name.toLowerCase());

function named(path: string) {
  const segments = path.split('/');
  const file = segments.at(-1) ?? '';
  const folders = segments.slice(0, -1).map(folderName);
  const own = folders.map(exerciseOfFolder).findLast((exercise) => exercise !== null) ?? null;
  return { file, folders, own };
}

/** What a path is an answer to; null where that is not beyond doubt. */
export function claimOf(path: string): Claim | null {
  const { file, folders, own } = named(path);
  const { stem, ending } = split(file);
  const language = languages[ending];
  if (!language) return null;
  const above = folders.at(-1);
  const isIndex = plain(stem) === 'index';
  const exercise = byName.get(plain(isIndex && above ? above : stem)) as
    | (Exercise & { slug: Slug })
    | undefined;
  // A copy of an earlier answer beside a later one is that one's helper.
  if (!exercise || (own && own !== exercise)) return null;
  const isHome = `/${path}`.endsWith(`/exercises/${sourceOf(exercise)}`);
  return { slug: exercise.slug, isHome, language, isOdd: file !== `${nameOf(exercise)}.ts` };
}

/** What an exercise's folder holds besides the answer; `softmax.mine-1.txt` is what a reset kept. */
const isBeside = (file: string): boolean =>
  /\.mine-\d+\b.*\.txt$/i.test(file) ||
  /\.(?:spec|test|d|example)\.\w+$|\.(?:md|png|jpe?g|svg|gif|json|map|html|css)$/i.test(file);

/** Whether a person may have worked in a file, although it is no exercise's. */
export function mayBeWork(path: string): boolean {
  const { file, folders } = named(path);
  const isKits = folders.includes('scripts') || /\.config\.\w+$/.test(file);
  const isText = /\.(?:[mc]?[tj]sx?|py|ipynb|pdf|docx?|odt|rtf|txt|pages)$/i.test(file);
  return isText && !isKits && !isBeside(file) && !claimOf(path);
}

/** The exercise that a file may have been meant for, although it is not taken; null for none. */
export function resembledBy(path: string): Slug | null {
  const { file, own } = named(path);
  if (isBeside(file) || claimOf(path)) return null;
  const text = plain(file);
  const found = own ?? catalog.find((exercise) => text.includes(plain(nameOf(exercise))));
  return (found?.slug as Slug | undefined) ?? null;
}

/** What to do about a file that resembles an exercise's: `softmax.ts.txt: rename it to softmax.ts`. */
export function adviceOn(path: string, exercise: Exercise): string {
  const { ending } = split(named(path).file);
  const isText = ['', 'txt', 'tsx', 'jsx', 'bak', 'old', 'ts~', ...Object.keys(languages)];
  const wanted = `${nameOf(exercise)}.ts`;
  return isText.includes(ending)
    ? `${path}: rename it to ${wanted}`
    : `${path}: hand in ${wanted} itself`;
}
