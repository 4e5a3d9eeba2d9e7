/**
 * The explorer's server: guarded requests go to the page's questions, its one document, or Vite,
 * which serves the modules. It listens on the loopback address alone.
 */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { ViteDevServer } from 'vite';
import { root } from '../../reference/root';
import { UserError } from '../../reference/user-error';
import { faultOf, tellFault } from '../terminal/fault';
import { printError } from '../terminal/output';
import { type Asked, answer, closeAnswers, type FindBroken } from './answers';
import { type Choices, HEADS } from './choices';
import { type Gate, isDocument, refusal, sayRefusal, setHeaders } from './guard';
import type { Outside } from './host';
import { clientFolder, startVite } from './vite';

const HOST = '127.0.0.1';
const DEFAULT_PORT = 4747;
const TRIED_PORTS = 20;
/** Bytes of a question; 128 words of any script fit many times. */
const LARGEST_QUESTION = 1 << 17;

/** @throws UserError for what is no port */
export function readPort(given: string | undefined): number | null {
  if (given === undefined) return null;
  const port = Number(given);
  if (/^\d+$/.test(given) && port < 65_536) return port;
  throw new UserError(`--port has to be a whole number from 0 to 65535, got "${given}"`);
}

/** The answers of a form: JSON that is one object. */
function parseQuestion(text: string): Asked {
  const form = 'a question has to be a JSON object: {"text": "…"}';
  let asked: unknown;
  try {
    asked = JSON.parse(text);
  } catch (cause) {
    throw new UserError(`${form}; got what is no JSON`, { cause });
  }
  if (typeof asked !== 'object' || asked === null) throw new UserError(`${form}; got ${asked}`);
  return Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, String(value)]));
}

async function readQuestion(request: IncomingMessage): Promise<Asked> {
  if (request.headers['content-type'] !== 'application/json') {
    throw new UserError('a question has to be JSON');
  }
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LARGEST_QUESTION) throw new UserError('the text is too long; shorten it');
    parts.push(part);
  }
  return parseQuestion(Buffer.concat(parts).toString());
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, {
    'Content-Type': `${type}; charset=utf-8`,
    'Cache-Control': 'no-store',
  });
  response.end(text);
}

async function tell(request: IncomingMessage, response: ServerResponse, site: Site): Promise<void> {
  const question = (request.url ?? '').slice('/kata/'.length);
  try {
    if (request.method !== 'POST') throw new UserError('questions are sent with POST');
    const asked = await readQuestion(request);
    const load = (url: string) => site.vite.environments.client.transformRequest(url);
    const told = await answer(question, asked, site.choices, load, site.findBroken);
    send(response, 200, 'application/json', JSON.stringify(told));
  } catch (error) {
    const { isBug, says } = faultOf(error);
    if (isBug) printError(says);
    const trouble = isBug ? `a mistake in the kit: ${error}` : says;
    send(response, isBug ? 500 : 422, 'application/json', JSON.stringify({ trouble }));
  }
}

interface Site {
  vite: ViteDevServer;
  choices: Choices;
  gate: Gate;
  findBroken: FindBroken;
}

async function handle(request: IncomingMessage, response: ServerResponse, site: Site) {
  const { url = '/' } = request;
  setHeaders(response, site.gate);
  const status = refusal(request, site.gate);
  if (status !== null) return send(response, status, 'text/plain', sayRefusal(request, site.gate));
  if (url.startsWith('/kata/')) return tell(request, response, site);
  const path = url.replace(/[?#].*$/s, '');
  if (!isDocument(path)) return site.vite.middlewares(request, response);
  const slug = path.slice(1) || site.choices.home;
  const name = slug === HEADS ? 'index.html' : 'view.html';
  const page = readFileSync(join(root, 'scripts', 'explore', 'page', name), 'utf8');
  send(response, 200, 'text/html', await site.vite.transformIndexHtml('/', page));
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Listens on the port asked for, or on the first that is free from the default one up. */
async function findPort(server: Server, wanted: number | null): Promise<number> {
  for (let port = wanted ?? DEFAULT_PORT; ; port += 1) {
    try {
      return await listen(server, port);
    } catch (cause) {
      const isTaken = (cause as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (wanted === null && isTaken && port < DEFAULT_PORT + TRIED_PORTS) continue;
      const why = isTaken ? 'something listens there already' : (cause as Error).message;
      throw new UserError(`port ${port} cannot be used: ${why}; try --port 0`, { cause });
    }
  }
}

/** Serves the page until the process is told to end. */
export async function serveExplorer(
  choices: Choices,
  wanted: number | null,
  findBroken: FindBroken,
  outside: Outside | null = null,
) {
  const server = createServer();
  // Before Vite's own listener, so that it can refuse.
  server.on('upgrade', (request, socket) => {
    const { method, headers } = request;
    if (refusal({ method, headers, url: '/' }, site.gate) !== null) socket.destroy();
  });
  const gate: Gate = { port: 0, host: null, client: clientFolder() };
  const site: Site = { vite: await startVite(server, outside), choices, gate, findBroken };
  server.on('request', (request, response) => {
    handle(request, response, site).catch((error) => {
      tellFault(error);
      response.destroy();
    });
  });
  try {
    gate.port = await findPort(server, wanted);
    gate.host = outside?.nameFor(gate.port) ?? null;
  } catch (error) {
    await site.vite.close();
    throw error;
  }
  const ended = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  }).then(async () => {
    server.close();
    server.closeAllConnections();
    await Promise.all([site.vite.close(), closeAnswers()]);
  });
  return { url: `http://${HOST}:${gate.port}/`, host: gate.host, ended };
}
