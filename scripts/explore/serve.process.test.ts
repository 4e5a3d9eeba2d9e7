/** What the explorer's server answers, and to whom: this machine alone, and nothing but the page. */
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { dirname, join } from 'node:path';
import { type Checkout, makeCheckout } from '../testing/checkout';
import { onPosix } from '../testing/posix';
import { type Running, startExplorer } from './testing/browser';
import { multiHead } from './testing/solved';

jest.setTimeout(120_000);

const posix = onPosix('Windows links files for administrators alone');

let checkout: Checkout;
let running: Running;
beforeAll(async () => {
  checkout = makeCheckout();
  running = await startExplorer(checkout);
});
afterAll(async () => {
  await running?.stop();
  checkout?.remove();
});

/** Status of a request as it is written, which `fetch` would tidy first. */
function statusOf(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<number>((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port: running.port, path, method, headers },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    asked.once('error', reject);
    asked.end();
  });
}

test('starts again from what was kept of the first start', async () => {
  await running.stop();
  running = await startExplorer(checkout);
  expect(await statusOf('/')).toBe(200);
});

describe('the server', () => {
  test('serves the page and what the page needs', async () => {
    for (const path of ['/', '/scripts/explore/page/main.ts', `/${multiHead}`, '/@vite/client']) {
      expect([path, await statusOf(path)]).toEqual([path, 200]);
    }
  });

  test.each([
    '/@fs/etc/passwd',
    '/@fs/etc/passwd?raw',
    '/@fs//etc/passwd?import&raw??',
    '/../../../../etc/passwd',
    '/exercises/../package.json',
    '/exercises/%2e%2e/package.json',
    '/exercises/..%2fpackage.json',
    '/exercises/%252e%252e/package.json',
    '/package.json',
    '/package.json?raw',
    '/.git/config',
    '/reference/recordings/pytorch-multihead-attention.json',
    '/reference/specs/01-softmax.spec.ts',
    '/exercises/01-softmax/README.md',
    '/scripts/drawing/fonts/OFL.txt?url',
    '/__open-in-editor?file=package.json',
    '/@id/__x00__node:fs',
    '/node_modules/vite/package.json',
  ])('refuses %s', async (path) => {
    expect([403, 404]).toContain(await statusOf(path));
  });

  /** Links something outside the kit into the exercises, and asks for it. */
  async function statusThrough(name: string, to: string, path: string): Promise<number> {
    const link = join(checkout.folder, 'exercises', name);
    symlinkSync(to, link, 'junction');
    try {
      return await statusOf(`/exercises/${path}`);
    } finally {
      rmSync(link);
    }
  }

  test('follows no link to a folder out of the kit', async () => {
    const outside = dirname(checkout.folder);
    writeFileSync(join(outside, 'outside.ts'), 'export const secret = 1;\n');
    expect(await statusThrough('folder', outside, 'folder/outside.ts')).toBe(404);
  });

  posix('follows no link to a file out of the kit', async () => {
    const outside = join(dirname(checkout.folder), 'outside.ts');
    writeFileSync(outside, 'export const secret = 1;\n');
    for (const path of ['linked.ts', 'linked.ts?raw']) {
      expect([path, await statusThrough('linked.ts', outside, path)]).toEqual([path, 404]);
    }
  });

  test('answers to its own names alone, and to no other site', async () => {
    const { port } = running;
    expect(await statusOf('/', { host: `localhost:${port}` })).toBe(200);
    expect(await statusOf('/', { host: 'attacker.example' })).toBe(403);
    expect(await statusOf('/', { host: `attacker.example:${port}` })).toBe(403);
    expect(await statusOf('/', { host: `127.0.0.1:${port + 1}` })).toBe(403);
    expect(await statusOf('/', { origin: 'http://attacker.example' })).toBe(403);
    expect(await statusOf(`/${multiHead}`, { 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await statusOf('/kata/scene', { 'content-type': 'text/plain' }, 'POST')).toBe(422);
    expect(await statusOf('/', {}, 'DELETE')).toBe(405);
  });

  test('gives no socket to another site', async () => {
    const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' };
    const headers = { ...upgrade, 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' };
    const asking = statusOf('/', { ...headers, origin: 'http://attacker.example' });
    await expect(asking).rejects.toThrow();
  });

  test.each(['{"text": "\u001b', '', 'null', '[1'])(
    'tells of a question that is %j',
    async (body) => {
      const response = await fetch(`${running.url}kata/scene`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      const told = (await response.json()) as { trouble: string };
      expect([response.status, told.trouble]).toEqual([
        422,
        expect.stringMatching(/^a question has to be a JSON object: \{"text": "…"\}; got /),
      ]);
    },
  );

  test('reads no model from a folder that a page names', async () => {
    const response = await fetch(`${running.url}kata/scene`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: '/etc' }),
    });
    expect([response.status, await response.json()]).toEqual([
      422,
      { trouble: 'there is no model "/etc" on this page' },
    ]);
  });
});
