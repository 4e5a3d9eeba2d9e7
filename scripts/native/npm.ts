/** The npm that belongs to this run, for folders other than the kit's own. */
import type { Program } from './programs';

/** npm's own variables of an outer `npm run` would send it to the kit's folder. */
export function npmEnvironment(): NodeJS.ProcessEnv {
  const inherited = /^npm_(package_|lifecycle_|config_(local_prefix|prefix|global|allow)|command)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !inherited.test(name)));
}

export const npm = (): Program => {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js') ? [process.execPath, script] : ['npm'];
};
