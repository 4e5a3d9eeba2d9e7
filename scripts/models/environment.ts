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
  /**
   * Ours, for what Hugging Face's cache has no place for; another folder for each endpoint, because
   * two hubs may have different models under one name.
   */
  partsCache: string;
}

function endpointOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.username || url?.password) {
    throw new UserError(
      'HF_ENDPOINT: expected an address without a name and a password; a token goes into HF_TOKEN',
    );
  }
  const isPlain = url && /^https?:$/.test(url.protocol) && !url.search && !url.hash;
  if (isPlain) return url.href.replace(/\/+$/, '');
  throw new UserError(
    `HF_ENDPOINT: expected an address such as https://huggingface.co, got ${text}`,
  );
}

/** `https://huggingface.co` → `huggingface.co`; what a file's name may not have is escaped. */
const folderOf = (endpoint: string): string =>
  encodeURIComponent(endpoint.replace(/^https:\/\//, ''));

const atHome = (path: string): string => path.replace(/^~(?=$|[/\\])/, () => homedir());

/**
 * @param env `HF_ENDPOINT`, `HF_TOKEN`, `HF_HUB_OFFLINE`, `HF_HUB_CACHE`, `HF_HOME`,
 *   `XDG_CACHE_HOME`; an empty variable counts as none
 */
export function readSettings(env: NodeJS.ProcessEnv): HubSettings {
  const endpoint = endpointOf(env.HF_ENDPOINT || 'https://huggingface.co');
  const userCache = env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const home = atHome(env.HF_HOME || join(userCache, 'huggingface'));
  const hubCache = atHome(env.HF_HUB_CACHE || join(home, 'hub'));
  return {
    endpoint,
    token: env.HF_TOKEN?.trim() || null,
    isOffline: /^(1|on|yes|true)$/i.test(env.HF_HUB_OFFLINE ?? ''),
    hubCache,
    partsCache: join(env.HF_HUB_CACHE ? hubCache : home, 'attention-kata', folderOf(endpoint)),
  };
}
