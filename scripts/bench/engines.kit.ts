/** The reference as a contender, on every engine that runs here. No student is handed this file. */
import { loadEngine } from '../../reference/oracle/engine';
import { engineNames } from '../../reference/oracle/engines';
import { multiHeadAttention } from '../../reference/oracle/ops';
import { probe } from '../../reference/oracle/probe';
import { UserError } from '../../reference/user-error';
import type { Engines } from './contenders';

/**
 * Tries the engines; `KATA_ENGINE` leaves only one.
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
  if (present.length > 0) return { present, absent };
  const reasons = absent.map(({ name, reason }) => `${name}: ${reason}`).join('; ');
  throw new UserError(`no reference engine can run (${reasons}); npm run doctor says what to do`);
}

/** The reference's attention, on one engine for the rest of this process. */
export async function attendOn(name: string): Promise<typeof multiHeadAttention> {
  process.env.KATA_ENGINE = name;
  await loadEngine();
  return multiHeadAttention;
}
