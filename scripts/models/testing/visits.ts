/** Visits to a hub: a model is read from it, with a home on this machine for what is kept. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../reference/root';
import { UserError } from '../../../reference/user-error';
import { type Below, type Model, openModel } from '../model';
import { type Patience, usualPatience } from '../patience';
import type { FakeHub } from './hub';

export const ID = 'owner/tiny-bert';
export const golden = join(root, 'reference/oracle/goldens/hf-bert-tiny');

/** For tests: as patient as people, but for the pauses. */
export const patience: Patience = { ...usualPatience, pause: 1 };

export const attend: Below = (x) => x;

/** What a layer's attention is given for a text. */
export async function read(model: Model, layer = 0) {
  const { ids, typeIds } = model.encode('The cat drinks milk in the kitchen.');
  return model.attentionInput(ids, typeIds, layer, attend);
}

export const readFromDisk = async (layer = 0) => read(await openModel(golden), layer);

/** Reads the model from a hub. */
export const visit = async (
  { endpoint }: Pick<FakeHub, 'endpoint'>,
  home: string,
  {
    layer = 0,
    env = {},
    patient = patience,
  }: { layer?: number; env?: NodeJS.ProcessEnv; patient?: Patience } = {},
) =>
  read(
    await openModel(ID, {
      env: { HF_ENDPOINT: endpoint, HF_HOME: home, ...env },
      patience: patient,
    }),
    layer,
  );

/** What the caches hold, by path below HF_HOME. */
export const keptIn = (home: string): string[] =>
  existsSync(home)
    ? readdirSync(home, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(home.length + 1))
        .sort()
    : [];

/** Changes each kept file whose path matches. */
export function poison(home: string, path: RegExp, change: (bytes: Buffer) => Buffer | string) {
  const found = keptIn(home).filter((name) => path.test(name));
  expect(found).not.toEqual([]);
  for (const name of found) {
    writeFileSync(join(home, name), change(readFileSync(join(home, name))));
  }
}

/** The cache's folder for a hub, below HF_HOME. */
export const cacheOf = ({ endpoint }: Pick<FakeHub, 'endpoint'>): string =>
  `attention-kata/${encodeURIComponent(endpoint)}`;

/** The error's text, which a person can act on. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => new Error('nothing was refused'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UserError);
  return (error as Error).message;
}
