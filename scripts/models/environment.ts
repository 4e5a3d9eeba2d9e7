/**
 * Where models come from and where they are kept: the environment variables of Hugging Face's own
 * tools, older names included, with their meaning, their defaults and their precedence. Only an
 * empty variable counts as none throughout, where theirs take some for a path.
 *
 * @see https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables
 */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../reference/user-error';
import { findLogin, type Login } from './login';

export interface HubSettings {
  /** Without a slash at the end. */
  endpoint: string;
  login: Login;
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

const isOn = (text: string | undefined): boolean => /^(1|on|yes|true)$/i.test(text ?? '');

/** A path with the home folder for `~` and with variables, as a shell writes it. */
const expand = (path: string, env: NodeJS.ProcessEnv): string =>
  path
    .replace(/^~(?=$|[/\\])/, () => homedir())
    .replace(/\$(?:(\w+)|\{([^}]*)\})/g, (all, plain, braced) => env[plain ?? braced] ?? all);

/** @throws UserError for an endpoint that is no address, and for a token that cannot be one */
export async function readSettings(env: NodeJS.ProcessEnv): Promise<HubSettings> {
  const endpoint = endpointOf(env.HF_ENDPOINT || 'https://huggingface.co');
  const userCache = env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const home = expand(env.HF_HOME || join(userCache, 'huggingface'), env);
  const namedCache = env.HF_HUB_CACHE || env.HUGGINGFACE_HUB_CACHE;
  const hubCache = expand(namedCache || join(home, 'hub'), env);
  const variables = [
    ['HF_TOKEN', env.HF_TOKEN],
    ['HUGGING_FACE_HUB_TOKEN', env.HUGGING_FACE_HUB_TOKEN],
  ] as const;
  return {
    endpoint,
    login: isOn(env.HF_HUB_DISABLE_IMPLICIT_TOKEN)
      ? { token: null, says: 'no login was sent, because HF_HUB_DISABLE_IMPLICIT_TOKEN is set' }
      : await findLogin(variables, expand(env.HF_TOKEN_PATH || join(home, 'token'), env)),
    isOffline: isOn(env.HF_HUB_OFFLINE || env.TRANSFORMERS_OFFLINE),
    hubCache,
    partsCache: join(namedCache ? hubCache : home, 'attention-kata', folderOf(endpoint)),
  };
}
