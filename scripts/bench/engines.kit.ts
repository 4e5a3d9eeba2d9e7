/** The reference on every engine that runs here, and other libraries, as contenders. No student is handed this file. */
import { loadEngine } from '../../reference/oracle/engine';
import { engineNames } from '../../reference/oracle/engines';
import { multiHeadAttention } from '../../reference/oracle/ops';
import { probe } from '../../reference/oracle/probe';
import { UserError } from '../../reference/user-error';
import type { Engines } from './contenders';
import { attendWith, findRuntime, isRuntime, runtimes } from './peers/onnxruntime';
import { findLibrary, libraries } from './peers/python';

export { startPython } from './peers/python';

/** The same layer in other libraries, where a person has installed them. */
function findOthers(): Engines {
  const tried = [
    ...runtimes.map((name) => ({ name, found: findRuntime(name) })),
    ...libraries.map((name) => ({ name, found: findLibrary(name) })),
  ];
  return {
    present: tried.flatMap(({ name, found }) =>
      'label' in found ? [{ kind: 'engine' as const, name, ...found }] : [],
    ),
    absent: tried.flatMap(({ name, found }) =>
      'reason' in found ? [{ name, reason: found.reason }] : [],
    ),
  };
}

/**
 * Tries the engines and the other libraries; `KATA_ENGINE` leaves only one, and no library.
 * @throws UserError when none can run, because nothing could be checked then
 */
export function findEngines(forced = process.env.KATA_ENGINE): Engines {
  const wanted = engineNames.filter((name) => !forced || name === forced);
  if (wanted.length === 0) {
    throw new UserError(`KATA_ENGINE: expected ${engineNames.join(', ')}, got "${forced}"`);
  }
  const tried = wanted.map((name) => ({ name, found: probe(name) }));
  const present = tried.flatMap(({ name, found }) =>
    found.ok ? [{ kind: 'engine' as const, name, label: found.label }] : [],
  );
  const absent = tried.flatMap(({ name, found }) =>
    found.ok ? [] : [{ name, reason: found.reason }],
  );
  if (present.length > 0) {
    const others = forced ? { present: [], absent: [] } : findOthers();
    return {
      present: [...present, ...others.present],
      absent: [...absent, ...others.absent],
    };
  }
  const reasons = absent.map(({ name, reason }) => `${name}: ${reason}`).join('; ');
  throw new UserError(`no reference engine can run (${reasons}); npm run doctor says what to do`);
}

/** The layer in one library, or the reference on one engine, for the rest of this process. */
export async function attendOn(name: string) {
  if (isRuntime(name)) return attendWith(name);
  process.env.KATA_ENGINE = name;
  await loadEngine();
  return multiHeadAttention;
}
