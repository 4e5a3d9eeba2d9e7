/**
 * Who is timed: every multi-head attention that the catalogue asks the target for, and the
 * reference on every engine that runs here.
 */
import { catalog } from '../../exercises/catalog';
import { type EngineName, engineNames } from '../../reference/engines';
import { probe } from '../../reference/probe';
import type { Target } from '../../reference/target';
import { UserError } from '../../reference/user-error';

/** A function of the target. */
export interface CodeContender {
  kind: 'code';
  /** The function's name. */
  name: string;
  exercise: (typeof catalog)[number];
  target: Target;
}

/** The reference on one engine. */
export interface EngineContender {
  kind: 'engine';
  name: EngineName;
  /** `tfjs-wasm 4.22.0` */
  label: string;
}

export type Contender = CodeContender | EngineContender;

/** `multiHeadAttention`, `tfMultiHeadAttention` …: all take and return the same. */
export const codeContenders = (target: Target): CodeContender[] =>
  catalog.flatMap((exercise) =>
    exercise.exports
      .filter((name) => /multiHeadAttention$/i.test(name))
      .map((name) => ({ kind: 'code' as const, name, exercise, target })),
  );

/** The engines that run here, best first, and why the others do not. */
export interface Engines {
  present: [EngineContender, ...EngineContender[]];
  absent: { name: EngineName; reason: string }[];
}

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
  const [first, ...rest] = present;
  if (first) return { present: [first, ...rest], absent };
  const reasons = absent.map(({ name, reason }) => `${name}: ${reason}`).join('; ');
  throw new UserError(`no reference engine can run (${reasons}); npm run doctor says what to do`);
}
