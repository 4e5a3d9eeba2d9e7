/**
 * What the explorer's server answers at all: requests that name this machine, or the one more host
 * that a person or an editor in the cloud named, as their host, that no other site sent, and that ask
 * for something the page is made of. Everything else is refused before Vite sees it, whose own checks
 * stand behind these.
 */
import { realpathSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, sep } from 'node:path';
import { catalog } from '../../exercises/catalog';
import { root } from '../../reference/root';
import { hostIn, isHostName } from './host';

/** Below these paths lies all that the page loads. */
const served = [
  '/@vite/client',
  '/@vite/env',
  '/node_modules/.cache/attention-kata/vite/deps/',
  '/node_modules/vite/dist/client/',
  '/scripts/explore/page/',
  '/scripts/drawing/',
  '/scripts/models/mask.ts',
  '/scripts/scenes/',
  '/scripts/views/',
  '/exercises/',
  '/solutions/',
  '/reference/judging/data.ts',
  '/reference/judging/oddities.ts',
  '/reference/judging/shape.ts',
  '/reference/user-error.ts',
  '/kata/',
];

/** Only these kinds of file are the page's, of what lies below those paths. */
const kinds = /\.(?:ts|mjs|js|css|ttf|otf|map)$/;

/** What the guard knows of the server it stands before. */
export interface Gate {
  port: number;
  /** The one more host by which the page may be reached; null for none. */
  host: string | null;
  /** Folder of Vite's own browser code, with slashes, where packages are links to elsewhere. */
  client: string;
}

/** Every host that a request may name. */
const hostsOf = ({ port, host }: Pick<Gate, 'port' | 'host'>): string[] => [
  `127.0.0.1:${port}`,
  `localhost:${port}`,
  ...(host === null ? [] : [host]),
];

const isKnown = (host: string | undefined, gate: Gate): boolean =>
  host !== undefined && hostsOf(gate).includes(host.toLowerCase());

function decoded(url: string): string | null {
  try {
    return decodeURIComponent(url.replace(/[?#].*$/s, ''));
  } catch {
    return null;
  }
}

/** Nothing hidden, no way upwards, nothing encoded twice, no drive and no stream of a file. */
const isPlain = (path: string): boolean =>
  path.startsWith('/') && !/\/\.|\\|\/\/|[\0:%]/.test(path.replace('/.cache/', '/'));

/** Whether a file is the kit's own, and no link to somewhere else; packages may be links. */
function staysInside(path: string): boolean {
  if (path.startsWith('/node_modules/')) return true;
  try {
    return realpathSync(join(root, path)).startsWith(realpathSync(root) + sep);
  } catch {
    return false;
  }
}

/** The pages: the first one, and one for each exercise. */
const documents = ['/', ...catalog.map(({ slug }) => `/${slug}`)];

export const isDocument = (path: string | null): boolean =>
  path !== null && documents.includes(path);

function isServed(url: string, { client }: Gate): boolean {
  const path = decoded(url);
  if (path === null) return false;
  if (isDocument(path)) return true;
  const own = `/@fs/${client.replace(/^\//, '')}/`;
  if (path.startsWith(own)) return /^[\w-]+\.mjs$/.test(path.slice(own.length));
  if (!isPlain(path) || !served.some((beginning) => path.startsWith(beginning))) return false;
  if (path.startsWith('/kata/') || path.startsWith('/@vite/')) return true;
  return kinds.test(path) && staysInside(path);
}

/** Null for a request of the page's own; else the status of the refusal. */
export function refusal(
  { method = 'GET', url = '/', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  gate: Gate,
): number | null {
  if (!isKnown(headers.host, gate)) return 403;
  const { origin } = headers;
  if (origin !== undefined && !isKnown(hostIn(origin), gate)) return 403;
  // A link from elsewhere may lead to the page; nothing else may come from another site.
  if (headers['sec-fetch-site'] === 'cross-site' && !isDocument(decoded(url))) return 403;
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') return 405;
  return isServed(url, gate) ? null : 404;
}

/** What a refused request is told: by which name it would be let in, where that is what it lacks, or what there is. */
export function sayRefusal({ headers }: Pick<IncomingMessage, 'headers'>, gate: Gate): string {
  const { host = '', origin = '' } = headers;
  const named = [host, hostIn(origin)].map((each) => each.toLowerCase());
  const unknown = named.find((each) => isHostName(each) && !isKnown(each, gate));
  if (!unknown) {
    const pages = isKnown(host, gate) ? ` The pages are ${documents.join(' ')}` : '';
    return `Not served here.${pages}\n`;
  }
  return (
    `The explorer answers to ${hostsOf(gate).join(', ')}, and not to ${unknown}.\n` +
    `If that is your own editor's host, end the explorer and type: npm run explore -- --host ${unknown}\n`
  );
}

/** Holds the page, and the learner's code in it, to this server. */
export function setHeaders(response: ServerResponse, gate: Gate): void {
  const outside = gate.host === null ? [] : [`wss://${gate.host}`];
  const sockets = [...hostsOf(gate).map((host) => `ws://${host}`), ...outside].join(' ');
  const rules = [
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    `connect-src 'self' ${sockets}`,
    "frame-ancestors 'none'",
  ];
  response.setHeader('Content-Security-Policy', rules.join('; '));
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
}
