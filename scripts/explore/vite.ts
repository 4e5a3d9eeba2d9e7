/** Vite as the explorer uses it: modules and saves, nothing of the folder beyond the page. */
import { realpathSync } from 'node:fs';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import type { ViteDevServer } from 'vite';
import { cacheFolder, root } from '../../reference/root';
import { codeFolders } from './choices';
import type { Outside } from './host';
import { learnerCode } from './learner';

/** Milliseconds between two looks at the learner's files. */
const INTERVAL = 200;

const escaped = (path: string): string =>
  path.replaceAll('\\', '/').replace(/[.*+?^${}()|[\]]/g, '\\$&');

/** Where Vite's browser code lies on disk, with slashes. */
export function clientFolder(): string {
  const manifest = createRequire(join(root, 'package.json')).resolve('vite/package.json');
  return join(dirname(realpathSync(manifest)), 'dist', 'client').replaceAll('\\', '/');
}

/** Starts Vite behind a server of ours. */
export async function startVite(server: Server, outside: Outside | null): Promise<ViteDevServer> {
  const { createServer } = await import('vite');
  const folders = codeFolders();
  const isWatched = (path: string): boolean =>
    path === root || folders.some((folder) => path === folder || path.startsWith(folder + sep));
  return createServer({
    root,
    configFile: false,
    envDir: false,
    publicDir: false,
    appType: 'custom',
    cacheDir: join(cacheFolder, 'vite'),
    logLevel: 'silent',
    clearScreen: false,
    css: { postcss: {} },
    optimizeDeps: { noDiscovery: true, include: ['d3-scale-chromatic'] },
    // The plugin transforms these, as `check` does.
    oxc: { exclude: folders.map((folder) => new RegExp(`^${escaped(folder)}/`)) },
    plugins: [learnerCode(folders)],
    server: {
      middlewareMode: true,
      allowedHosts: outside ? [outside.allowed] : [],
      hmr: { server, overlay: false },
      cors: false,
      fs: {
        strict: true,
        allow: [
          ...[
            'scripts/explore/page',
            'scripts/drawing',
            'scripts/models',
            'scripts/scenes',
            'scripts/views',
            'reference',
          ].map((at) => join(root, at)),
          ...folders,
          join(cacheFolder, 'vite'),
        ],
      },
      // Asked for several times a second: events do not arrive from network drives and containers.
      watch: { usePolling: true, interval: INTERVAL, ignored: (path) => !isWatched(path) },
    },
  });
}
