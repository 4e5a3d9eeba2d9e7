/** What is different where no request may leave the machine. */
import { UserError } from '../../reference/user-error';
import type { HubSettings } from './environment';
import { type Client, makeClient } from './http';
import type { Patience } from './patience';
import type { Progress } from './progress';

/** Off line nothing can be fetched: says where it was looked for. */
export const explainOffline = (name: string, { hubCache, partsCache }: HubSettings): UserError =>
  new UserError(
    `${name}: not in the caches (${hubCache}, ${partsCache}), and HF_HUB_OFFLINE is set; run it once without, or name a folder with the model`,
  );

/** A client that asks nothing of the network where the settings say so. */
export function clientFor(settings: HubSettings, patience: Patience, progress: Progress): Client {
  const { endpoint, login, isOffline } = settings;
  const client = makeClient(endpoint, login.token, patience, progress.add);
  if (!isOffline) return client;
  const persist = async (name: string): Promise<never> => {
    throw explainOffline(name, settings);
  };
  return { ...client, persist };
}

/** Off line nothing can be fetched again: says what is kept where. */
export const explainKept = (error: UserError, place: string): UserError =>
  new UserError(
    `${error.message}; it was kept in ${place}: run it once without HF_HUB_OFFLINE, and it is fetched again`,
    { cause: error },
  );
