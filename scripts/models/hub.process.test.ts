/** Models from a hub that answers as hubs do, and from one that does not. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Model, openModel } from './model';
import {
  COMMIT,
  type FakeHub,
  folderOf,
  type Served,
  served,
  startHub,
  type Trick,
} from './testing/hub';
import { multilingualBert } from './testing/mbert';
import {
  attend,
  cacheOf,
  golden,
  ID,
  keptIn,
  patience,
  read,
  readFromDisk,
  refusalOf,
} from './testing/visits';

/** For a hub that says nothing; any other may be slow on a busy machine. */
const impatience = { ...patience, silence: 300 };

let home: string;
let hub: FakeHub;
let env: NodeJS.ProcessEnv;
let said: string[];

async function start(files: (file: string) => Served | null = folderOf(golden)): Promise<void> {
  await hub?.close();
  hub = await startHub(ID, files);
  env = { HF_ENDPOINT: hub.endpoint, HF_HOME: home };
}

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'kata-hub-'));
  said = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said.push(String(text));
    return true;
  });
  await start();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await hub.close();
  rmSync(home, { recursive: true });
});

const open = (name = ID, more: NodeJS.ProcessEnv = {}): Promise<Model> =>
  openModel(name, { env: { ...env, ...more }, patience });

const readFromHub = async (layer = 0, more: NodeJS.ProcessEnv = {}) =>
  read(await open(ID, more), layer);

/** What the caches hold, by path below HF_HOME. */
const kept = (): string[] => keptIn(home);

/** A trick for the first requests for weights that the storage gets. */
const early =
  (until: number, trick: Trick): Trick =>
  (request, response) =>
    request.host === 'storage' && request.nth <= until ? trick(request, response) : undefined;

describe('a hub', () => {
  test.each([0, 1])('gives what the folder gives for layer %i', async (layer) => {
    expect(await readFromHub(layer)).toEqual(await readFromDisk(layer));
  });

  test('sends the header, the rows in use and the asked layer, and says so', async () => {
    await readFromHub();
    const ranges = hub.seen.filter(({ host }) => host === 'storage').map(({ range }) => range);
    const bytes = ranges
      .map(
        (range) =>
          /=(\d+)-(\d+)/
            .exec(range ?? '')
            ?.slice(1)
            .map(Number) ?? [],
      )
      .reduce((sum, [from = 0, to = 0]) => sum + to + 1 - from, 0);
    const tensors = 4 * (32 * 32 + 32) + 2 * 32;
    // 14 tokens, all different, 14 positions, one type.
    const rows = (14 + 14 + 1) * 32;
    expect(bytes).toBe(8 + 3816 + 4 * (tensors + rows));
    expect(said.join('')).toMatch(
      /^owner\/tiny-bert: fetched 3\d\.\d kB in \d+ requests; model\.safetensors has 132\.1 kB\n$/,
    );
  });

  test('is asked nothing the second time', async () => {
    const first = await readFromHub();
    hub.seen.length = 0;
    expect(await readFromHub()).toEqual(first);
    expect(hub.seen).toEqual([]);
    expect(said).toHaveLength(1);
  });

  test.each(['HF_HUB_OFFLINE', 'TRANSFORMERS_OFFLINE'])(
    'is not needed by %s for what was fetched before',
    async (variable) => {
      const first = await readFromHub();
      await hub.close();
      expect(await readFromHub(0, { [variable]: '1' })).toEqual(first);
      expect(await refusalOf(readFromHub(1, { [variable]: '1' }))).toMatch(/HF_HUB_OFFLINE/);
    },
  );

  test('is pinned to one commit', async () => {
    await readFromHub();
    const revisions = hub.seen.map(({ path }) => /resolve\/(\w+)/.exec(path)?.[1]);
    expect(revisions.filter((revision) => revision === 'main')).toHaveLength(1);
    expect(kept()).toContain(`${cacheOf(hub)}/owner/tiny-bert@${COMMIT}/config.json`);
  });

  /** Leaves the commit out of what the hub says of files. */
  const hideCommit: Trick = (_, response) => {
    const set = response.setHeader.bind(response);
    response.setHeader = (name, value) => (name === 'x-repo-commit' ? response : set(name, value));
    return undefined;
  };
  const answerCommit: Trick = ({ path }, response) =>
    path === `/api/models/${ID}/revision/main` &&
    Boolean(response.end(JSON.stringify({ sha: COMMIT })));
  const hideMain: Trick = ({ path }, response) =>
    path.includes('/resolve/main/') && Boolean(response.writeHead(404).end());

  test.each([
    ['files do not', hideCommit],
    ['main is not served', hideMain],
  ])('names its commit by its interface where %s', async (_, trick) => {
    hub.tricks.push(trick, answerCommit);
    expect(await readFromHub()).toEqual(await readFromDisk());
    expect(kept()).toContain(`${cacheOf(hub)}/owner/tiny-bert@${COMMIT}/tokenizer.json`);
  });

  test('that names no commit is read, and nothing is kept', async () => {
    hub.tricks.push(hideCommit);
    expect(await readFromHub()).toEqual(await readFromDisk());
    expect(kept()).toEqual([]);
  });

  test.each([
    ['in HF_TOKEN', (): NodeJS.ProcessEnv => ({ HF_TOKEN: 'secret' })],
    ['in the older variable', () => ({ HUGGING_FACE_HUB_TOKEN: 'secret' })],
    [
      'that hf auth login saved',
      () => {
        writeFileSync(join(home, 'token'), 'secret\n');
        return {};
      },
    ],
    [
      'in another file',
      () => {
        writeFileSync(join(home, 'login'), 'secret');
        return { HF_TOKEN_PATH: join(home, 'login') };
      },
    ],
  ])('gets the token %s, its storage does not', async (_, login) => {
    await readFromHub(0, login());
    const tokens = (host: string) =>
      new Set(hub.seen.filter((entry) => entry.host === host).map((entry) => entry.authorization));
    expect(tokens('hub')).toEqual(new Set(['Bearer secret']));
    expect(tokens('storage')).toEqual(new Set([undefined]));
    expect(said.join('')).not.toContain('secret');
  });

  test('gets no token where HF_HUB_DISABLE_IMPLICIT_TOKEN is set', async () => {
    await readFromHub(0, { HF_TOKEN: 'secret', HF_HUB_DISABLE_IMPLICIT_TOKEN: '1' });
    expect(new Set(hub.seen.map(({ authorization }) => authorization))).toEqual(
      new Set([undefined]),
    );
  });
});

describe('an imperfect hub', () => {
  test.each([1, 3])('signs again after %i requests', async (uses) => {
    hub.usesPerSignature = uses;
    expect(await readFromHub()).toEqual(await readFromDisk());
  });

  test.each<[string, Trick]>([
    ['is busy', (_, response) => Boolean(response.writeHead(503).end())],
    [
      'counts requests',
      (_, response) => Boolean(response.writeHead(429, { 'retry-after': '0' }).end()),
    ],
    ['breaks off', (_, response) => Boolean(response.destroy())],
    [
      'breaks off in the middle',
      (_, response) => {
        response.writeHead(206, { 'content-range': 'bytes 0-7/132080', 'content-length': 8 });
        response.write('abc', () => response.destroy());
        return true;
      },
    ],
  ])('%s twice and is asked again', async (_, trick) => {
    hub.tricks.push(early(2, trick));
    expect(await readFromHub()).toEqual(await readFromDisk());
  });

  test('falls silent twice and is asked again', async () => {
    hub.tricks.push(early(2, () => true));
    const model = await openModel(ID, { env, patience: impatience });
    expect(await read(model)).toEqual(await readFromDisk());
  });

  const change =
    (headers: Record<string, string>, body = 'x'.repeat(8), status = 206): Trick =>
    ({ range }, response) =>
      range === 'bytes=0-7' && Boolean(response.writeHead(status, headers).end(body));
  const range = 'bytes 0-7/132080';

  test.each<[string, Trick, RegExp]>([
    [
      'stays busy',
      (_, response) => Boolean(response.writeHead(503).end()),
      /4 attempts.*status 503/,
    ],
    ['cannot send parts', change({}, 'x'.repeat(99), 200), /status 206.*whole file.*folder/],
    ['names no range', change({}), /Content-Range.*none/],
    [
      'names another range',
      change({ 'content-range': 'bytes 1-8/132080' }),
      /bytes 0-7.*bytes 1-8/,
    ],
    ['does not know the size', change({ 'content-range': 'bytes 0-7/*' }), /Content-Range/],
    ['sends too little', change({ 'content-range': range }, 'x'), /expected 8 bytes, got 1/],
    [
      'sends too much',
      change({ 'content-range': range }, 'x'.repeat(9)),
      /expected 8 bytes, got 9/,
    ],
    [
      'announces too much',
      change({ 'content-range': range, 'content-length': '99' }),
      /expected 8 bytes, got 99/,
    ],
    ['packs a part', change({ 'content-range': range, 'content-encoding': 'br' }), /in br/],
    ['has no such part', change({}, '', 416), /status 416/],
  ])('%s: says so and keeps no part', async (_, trick, says) => {
    hub.tricks.push((request, response) =>
      request.host === 'storage' ? trick(request, response) : undefined,
    );
    expect(await refusalOf(readFromHub())).toMatch(says);
    expect(kept().filter((path) => path.includes('safetensors'))).toEqual([]);
  });

  test('changes the size between two parts', async () => {
    hub.tricks.push(({ range }, response) => {
      if (range !== 'bytes=8-3823') return undefined;
      response.writeHead(206, { 'content-range': 'bytes 8-3823/4000' }).end('x'.repeat(3816));
      return true;
    });
    expect(await refusalOf(readFromHub())).toMatch(/132080 bytes, got one of 4000/);
  });

  test('sends half a file: that is not kept', async () => {
    hub.tricks.push(({ path }, response) => {
      if (!path.endsWith('tokenizer.json')) return undefined;
      response.end('{"version":"1.0","mod');
      return true;
    });
    expect(await refusalOf(open())).toMatch(/tokenizer\.json: expected JSON/);
    expect(kept().filter((path) => path.includes('tokenizer'))).toEqual([]);
  });

  test('redirects for ever', async () => {
    hub.tricks.push((_, response) =>
      Boolean(response.writeHead(302, { location: '/again' }).end()),
    );
    expect(await refusalOf(open())).toMatch(/at most 8 redirects/);
  });
});

describe('a model that cannot be had', () => {
  const without =
    (missing: string, also: Record<string, string> = {}) =>
    (file: string) =>
      file in also
        ? served(Buffer.from(also[file] ?? ''))
        : file === missing
          ? null
          : folderOf(golden)(file);

  test('is not there', async () => {
    expect(await refusalOf(open('owner/no-such'))).toMatch(/owner\/no-such.*spelt/);
  });

  const gated =
    (status: number): Trick =>
    (_, response) =>
      Boolean(response.writeHead(status, { 'x-error-code': 'GatedRepo' }).end());

  test.each([
    [
      401,
      {},
      /no login was found \(HF_TOKEN, .*token\); .* ask for access on .*, or set HF_TOKEN$/,
    ],
    [403, { HF_TOKEN: 'secret' }, /the token in HF_TOKEN does not open it; ask for access on/],
    [401, { HF_HUB_DISABLE_IMPLICIT_TOKEN: '1' }, /HF_HUB_DISABLE_IMPLICIT_TOKEN is set; where/],
  ])('is gated (%i, %j): says what to do, and where', async (status, more, says) => {
    hub.tricks.push(gated(status));
    const message = await refusalOf(open(ID, more));
    expect(message).toMatch(says);
    expect(message).toContain(`${hub.endpoint}/${ID}`);
    expect(message).not.toContain('secret');
  });

  test('is gated for a login that was saved: names its file, and not the token', async () => {
    writeFileSync(join(home, 'token'), 'secret\n');
    hub.tricks.push(gated(403));
    const message = await refusalOf(open());
    expect(message).toContain(`the token in ${join(home, 'token')} does not open it`);
    expect(message).not.toContain('secret');
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ['pickled', { 'pytorch_model.bin': 'x' }, /only pytorch_model\.bin/],
    ['without weights', {}, /expected model\.safetensors, the hub has none/],
  ])('is %s', async (_, also, says) => {
    await start(without('model.safetensors', also));
    expect(await refusalOf(readFromHub())).toMatch(says);
  });

  test('has no tokenizer.json', async () => {
    await start(without('tokenizer.json'));
    expect(await refusalOf(open())).toMatch(/expected tokenizer\.json/);
  });

  test('is not reached', async () => {
    await hub.close();
    expect(await refusalOf(open())).toMatch(/4 attempts failed \(ECONNREFUSED\).*network/);
  });

  test.each(['', 'a b', '../up/there', 'https://example.org/a'])('is called %j', async (name) => {
    expect(await refusalOf(open(name))).toMatch(/a folder or a hub id/);
  });

  test('is at no address', async () => {
    expect(await refusalOf(open(ID, { HF_ENDPOINT: 'hub.local' }))).toMatch(/HF_ENDPOINT/);
  });
});

describe('the caches', () => {
  const putSnapshot = (folder: string, files: string[]): void => {
    const snapshot = join(folder, 'models--owner--tiny-bert/snapshots', COMMIT);
    mkdirSync(snapshot, { recursive: true });
    for (const file of files) cpSync(join(golden, file), join(snapshot, file));
    const ref = join(folder, 'models--owner--tiny-bert/refs/main');
    mkdirSync(dirname(ref), { recursive: true });
    writeFileSync(ref, COMMIT);
  };
  const all = ['config.json', 'tokenizer.json', 'model.safetensors'];

  test.each([
    ['HF_HUB_CACHE', (folder: string) => folder],
    ['HUGGINGFACE_HUB_CACHE', (folder: string) => folder],
    ['HF_HOME', (folder: string) => join(folder, 'hub')],
    ['XDG_CACHE_HOME', (folder: string) => join(folder, 'huggingface/hub')],
  ])('of Hugging Face by %s is enough', async (variable, hubCacheIn) => {
    putSnapshot(hubCacheIn(home), all);
    const model = await openModel(ID, {
      env: { HF_ENDPOINT: hub.endpoint, [variable]: home },
      patience,
    });
    expect(await read(model)).toEqual(await readFromDisk());
    expect(hub.seen).toEqual([]);
  });

  test('of Hugging Face without weights: they come from the same commit', async () => {
    putSnapshot(join(home, 'hub'), ['config.json', 'tokenizer.json']);
    await readFromHub();
    expect(new Set(hub.seen.filter(({ host }) => host === 'hub').map(({ path }) => path))).toEqual(
      new Set([`/${ID}/resolve/${COMMIT}/model.safetensors`]),
    );
  });

  test('with a part that was cut: it is fetched again', async () => {
    const first = await readFromHub();
    for (const path of kept().filter((name) => /safetensors\/\d+-\d+-\w+$/.test(name))) {
      writeFileSync(join(home, path), 'cut');
    }
    expect(await readFromHub()).toEqual(first);
  });

  test('that cannot be written are done without', async () => {
    rmSync(home, { recursive: true });
    writeFileSync(home, 'no folder');
    expect(await readFromHub()).toEqual(await readFromDisk());
  });
});

test('a model of 714 MB costs less than 12 MB for a sentence of six words, and says so', async () => {
  const tokenizer = JSON.parse(readFileSync(join(golden, 'tokenizer.json'), 'utf8'));
  await start(multilingualBert(tokenizer));
  const model = await openModel(ID, { env, patience: { ...patience, silence: 60_000 } });
  const { ids, typeIds } = model.encode('The cat drinks milk very slowly.');
  const { x, params, nHeads } = await model.attentionInput(ids, typeIds, 0, attend);
  expect([x.length, x[0]?.length, params.wO.length, nHeads]).toEqual([ids.length, 768, 768, 12]);
  expect(hub.sent).toBeLessThan(12e6);
  expect(said.join('')).toMatch(
    /^owner\/tiny-bert: fetched 1[01]\.\d MB in \d+ requests; model\.safetensors has 714\.\d MB\n$/,
  );
});
