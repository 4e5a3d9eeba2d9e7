/** Looks at the machine. Everything is tried, nothing is guessed from versions; prints nothing. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { arch, release, type } from 'node:os';
import { join } from 'node:path';
import { type EngineName, engineNames } from '../../reference/engines';
import { probe } from '../../reference/probe';
import { root } from '../../reference/root';
import { chooseFonts } from '../heatmap/fonts';

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
  name: EngineName;
  version: string | null;
  tensorflow: string | null;
  gpu: string | null;
  milliseconds: number | null;
}

export interface DoctorReport {
  /** `npm run check` can run. */
  ok: boolean;
  machine: Finding[];
  engines: EngineFinding[];
  /** The engine that answers. */
  answers: string | null;
  /** What KATA_ENGINE asks for. */
  forced: string | null;
}

const requireFromRoot = createRequire(join(root, 'package.json'));

/** First line a program prints, null where it is not there. */
function ask(program: string, args: string[]): string | null {
  const { status, stdout } = spawnSync(program, args, {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  return status === 0 ? (stdout.trim().split('\n')[0] ?? null) : null;
}

function examineCanvas(): Finding {
  const name = 'node-canvas';
  try {
    const { version } = requireFromRoot('canvas/package.json');
    requireFromRoot('canvas');
    return { name, ok: true, says: version, next: null };
  } catch (error) {
    const [says = ''] = (error as Error).message.split('\n');
    return { name, ok: false, says, next: 'npm ci, then npm run doctor' };
  }
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
    const next = 'git checkout scripts/heatmap/fonts';
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

const remedies: Record<EngineName, string> = {
  'tfjs-node-gpu': 'npm run setup:native',
  'tfjs-wasm': 'npm ci',
  'tfjs-cpu': 'npm ci',
};

function examineEngine(name: EngineName): EngineFinding {
  const found = probe(name, { again: true });
  const absent = { version: null, tensorflow: null, gpu: null, milliseconds: null };
  if (!found.ok) return { name, ok: false, says: found.reason, next: remedies[name], ...absent };
  const { label, tensorflow, milliseconds } = found;
  const version = label.split(' ')[1] ?? null;
  const gpu = found.gpu
    ? (ask('nvidia-smi', ['--query-gpu=name', '--format=csv,noheader']) ?? 'a GPU')
    : null;
  return { name, ok: true, says: label, next: null, version, tensorflow, gpu, milliseconds };
}

/** The whole examination. */
export function examine(): DoctorReport {
  const engines = engineNames.map(examineEngine);
  const forced = process.env.KATA_ENGINE || null;
  const allowed = engines.filter(({ name }) => !forced || name === forced);
  const answers = allowed.find(({ ok }) => ok)?.says ?? null;
  return { ok: answers !== null, machine: examineMachine(), engines, answers, forced };
}
