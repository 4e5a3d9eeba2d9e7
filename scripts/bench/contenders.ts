/**
 * Who is timed: every multi-head attention that the catalogue asks the target for, the reference on
 * every engine that runs here, and the same layer in other libraries where they are installed.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type CatalogEntry, catalog } from '../../exercises/catalog';
import { root } from '../../reference/root';
import type { Target } from '../../reference/running/target';

/** A function of the target. */
export interface CodeContender {
  kind: 'code';
  /** The function's name. */
  name: string;
  exercise: CatalogEntry;
  target: Target;
}

/** The reference on one engine, or the same layer in another library. */
export interface EngineContender {
  kind: 'engine';
  /** `tfjs-wasm`, `onnxruntime-node`, `numpy` */
  name: string;
  /** `tfjs-wasm 4.22.0` */
  label: string;
  /** The Python that runs it; none for what runs in Node. */
  python?: string;
}

export type Contender = CodeContender | EngineContender;

/** `multiHeadAttention`, `tfMultiHeadAttention` …: all take and return the same. */
export const codeContenders = (target: Target): CodeContender[] =>
  catalog.flatMap((exercise) =>
    exercise.exports
      .filter((name) => /multiHeadAttention$/i.test(name))
      .map((name) => ({ kind: 'code' as const, name, exercise, target })),
  );

/** The engines that run here, best first, then the other libraries, and why the rest does not. */
export interface Engines {
  present: EngineContender[];
  absent: { name: string; reason: string }[];
}

/**
 * The reference's engines and the other libraries, where this checkout has a reference: students
 * are handed none.
 * @throws UserError when there is one and no engine can run, because nothing could be checked then
 */
export async function findEngines(): Promise<Engines> {
  const name = 'engines';
  const isHere = existsSync(join(root, 'scripts', 'bench', `${name}.kit.ts`));
  return isHere ? (await import(`./${name}.kit.ts`)).findEngines() : { present: [], absent: [] };
}
