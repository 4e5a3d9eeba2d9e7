/**
 * Where models come from and where they are kept: the environment variables of Hugging Face's own
 * tools, with their meaning and their defaults.
 *
 * @see https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables
 */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../reference/user-error';

export interface HubSettings {
  /** Without a slash at the end. */
  endpoint: string;
  token: string | null;
  isOffline: boolean;
  /** Hugging Face's own cache; read, never written. */
  hubCache: string;
  /** Ours, for the parts of files that Hugging Face's cache has no place for. */
  partsCache: string;
}

function endpointOf(text: string): string {
  const endpoint = text.replace(/\/+$/, '');
  if (URL.canParse(endpoint) && /^https?:/.test(endpoint)) return endpoint;
  throw new UserError(
    `HF_ENDPOINT: expected an address such as https://huggingface.co, got ${text}`,
  );
}

const atHome = (path: string): string => path.replace(/^~(?=$|[/\\])/, () => homedir());

/**
 * @param env `HF_ENDPOINT`, `HF_TOKEN`, `HF_HUB_OFFLINE`, `HF_HUB_CACHE`, `HF_HOME`,
 *   `XDG_CACHE_HOME`; an empty variable counts as none
 */
export function readSettings(env: NodeJS.ProcessEnv): HubSettings {
  const userCache = env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const home = atHome(env.HF_HOME || join(userCache, 'huggingface'));
  const hubCache = atHome(env.HF_HUB_CACHE || join(home, 'hub'));
  return {
    endpoint: endpointOf(env.HF_ENDPOINT || 'https://huggingface.co'),
    token: env.HF_TOKEN?.trim() || null,
    isOffline: /^(1|on|yes|true)$/i.test(env.HF_HUB_OFFLINE ?? ''),
    hubCache,
    partsCache: join(env.HF_HUB_CACHE ? hubCache : home, 'attention-kata'),
  };
}
