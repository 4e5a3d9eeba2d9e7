/** Looks at the machine. Everything is tried, nothing is guessed from versions; prints nothing. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, release, type } from 'node:os';
import { join } from 'node:path';
import { catalog } from '../../exercises/catalog';
import { root } from '../../reference/root';
import { chooseFonts } from '../drawing/fonts';
import { loadCanvas } from '../drawing/node-canvas';

/** Something that works or does not, and then what to do. */
export interface Finding {
  name: string;
  ok: boolean;
  /** What was found, or why it cannot be used. */
  says: string;
  /** The one thing to do; null where there is nothing to do. */
  next: string | null;
}

export interface EngineFinding extends Finding {
  version: string | null;
  tensorflow: string | null;
  gpu: string | null;
  milliseconds: number | null;
}

export interface Engines {
  /** Best first; none in a checkout without a reference. */
  engines: EngineFinding[];
  /** The engine that answers. */
  answers: string | null;
  /** What KATA_ENGINE asks for. */
  forced: string | null;
}

export interface DoctorReport extends Engines {
  /** `npm run check` can run. */
  ok: boolean;
  machine: Finding[];
}

const requireFromRoot = createRequire(join(root, 'package.json'));

/** First line a program prints, null where it is not there. */
export function ask(program: string, args: string[]): string | null {
  const { status, stdout } = spawnSync(program, args, {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  return status === 0 ? (stdout.trim().split('\n')[0] ?? null) : null;
}

function examineCanvas(): Finding {
  const name = 'node-canvas';
  const canvas = loadCanvas();
  if ('missing' in canvas) return { name, ok: false, says: canvas.missing, next: canvas.next };
  const { version } = requireFromRoot('canvas/package.json');
  return { name, ok: true, says: version, next: null };
}

/** A letter of each script that the lessons and their texts are written in. */
const scripts = 'a я λ ع ह 猫 ね 고 ש ก 🙂';

function examineFonts(): Finding {
  const name = 'fonts';
  try {
    const { missing } = chooseFonts([scripts]);
    if (missing.length === 0) return { name, ok: true, says: `all of ${scripts}`, next: null };
    throw new Error(`no glyph for ${missing.join(' ')}`);
  } catch (error) {
    const next = 'git checkout scripts/drawing/fonts';
    return { name, ok: false, says: (error as Error).message, next };
  }
}

function examineMachine(): Finding[] {
  const npm = ask('npm', ['--version']);
  return [
    { name: 'Node', ok: true, says: process.version, next: null },
    { name: 'npm', ok: npm !== null, says: npm ?? 'not found', next: npm ? null : 'install npm' },
    { name: 'system', ok: true, says: `${type()} ${release()} ${arch()}`, next: null },
    examineCanvas(),
    examineFonts(),
  ];
}

function examineLibrary(name: string): Finding {
  try {
    const { version } = requireFromRoot(`${name}/package.json`);
    requireFromRoot.resolve(name);
    return { name, ok: true, says: version, next: null };
  } catch (error) {
    const [says = ''] = (error as Error).message.split('\n');
    return { name, ok: false, says, next: 'npm ci' };
  }
}

/** What exercises may import besides one another. */
const examineLibraries = (): Finding[] =>
  [...new Set(catalog.flatMap(({ libraries = [] }) => libraries))].map(examineLibrary);

/** The reference's engines; null in a checkout without a reference, as students have. */
async function examineReference(): Promise<Engines | null> {
  const name = 'engines';
  const isHere = existsSync(join(root, 'scripts', 'doctor', `${name}.kit.ts`));
  return isHere ? (await import(`./${name}.kit.ts`)).examineEngines() : null;
}

/** The whole examination. */
export async function examine(): Promise<DoctorReport> {
  const reference = await examineReference();
  const machine = [...examineMachine(), ...examineLibraries()];
  const ok = reference === null || reference.answers !== null;
  const none: Engines = { engines: [], answers: null, forced: null };
  return { ok, machine, ...(reference ?? none) };
}
