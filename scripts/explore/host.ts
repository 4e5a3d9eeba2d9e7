/**
 * The one more name under which the explorer may be reached: of an editor in the cloud, which passes
 * requests on from a host of its own.
 */
import { UserError } from '../../reference/user-error';

export interface Outside {
  /** The host by which a port of this machine is reached. */
  nameFor(port: number): string;
  /** The same as Vite's `allowedHosts` takes it: a dot in front stands for all below. */
  allowed: string;
}

const form = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/i;

/** Whether a text can be the name of a host, with or without a port. */
export const isHostName = (text: string): boolean => text.length <= 255 && form.test(text);

/** `https://abc.example:1` → `abc.example:1` */
export const hostIn = (origin: string): string => origin.replace(/^https?:\/\//, '');

const withoutPort = (host: string): string => host.replace(/:\d+$/, '');

/**
 * @param given as `--host` says it
 * @throws UserError for what is no host's name
 */
export function readHost(given: string | undefined, env: NodeJS.ProcessEnv): Outside | null {
  if (given !== undefined) {
    const host = given.toLowerCase();
    if (isHostName(host)) return { nameFor: () => host, allowed: withoutPort(host) };
    throw new UserError(
      `--host ${given}: expected the name alone, as it stands between // and / in the address bar`,
    );
  }
  const space = env.CODESPACE_NAME;
  const domain = env.GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN;
  if (space && domain) {
    return { nameFor: (port) => `${space}-${port}.${domain}`, allowed: `.${domain}` };
  }
  const workspace =
    env.GITPOD_WORKSPACE_URL && hostIn(env.GITPOD_WORKSPACE_URL).replace(/\/.*$/, '');
  if (workspace && isHostName(workspace)) {
    return { nameFor: (port) => `${port}-${workspace}`, allowed: workspace.replace(/^[^.]*/, '') };
  }
  return null;
}
