/** The reference's engines as the doctor sees them. No student is handed this file. */
import { type EngineName, engineNames } from '../../reference/oracle/engines';
import { probe } from '../../reference/oracle/probe';
import { ask, type EngineFinding, type Engines } from './examine';

const remedies: Record<EngineName, string | null> = {
  // Elsewhere it is the package's own install that brings it, or nothing does.
  'tfjs-node-gpu': process.platform === 'linux' ? 'npm run setup:native' : null,
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

/** Every engine tried afresh, and which of them answers. */
export function examineEngines(): Engines {
  const found = engineNames.map(examineEngine);
  const forced = process.env.KATA_ENGINE || null;
  const allowed = found.filter(({ name }) => !forced || name === forced);
  return { engines: found, answers: allowed.find(({ ok }) => ok)?.says ?? null, forced };
}
