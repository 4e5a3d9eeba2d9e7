/** A hub that was wrong once: nothing of that is kept, and what was kept wrongly heals. */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../reference/user-error';
import { gitHash } from './hash';
import { COMMIT, type FakeHub, folderOf, served, startHub, type Trick } from './testing/hub';
import {
  cacheOf,
  golden,
  ID,
  keptIn,
  patience,
  poison,
  readFromDisk,
  refusalOf,
  visit,
} from './testing/visits';

const OFFLINE = { env: { HF_HUB_OFFLINE: '1' } };

let home: string;
let hub: FakeHub;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'kata-hub-'));
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  hub = await startHub(ID, folderOf(golden));
});
afterEach(async () => {
  jest.restoreAllMocks();
  await hub.close();
  rmSync(home, { recursive: true });
});

/** Another answer for one file, as long as the test wants it. */
const instead =
  (file: string, body: string | Buffer, headers: Record<string, string> = {}): Trick =>
  ({ path }, response) => {
    if (!path.includes(`/${file}`)) return undefined;
    response.writeHead(200, { 'x-repo-commit': COMMIT, ...headers }).end(body);
    return true;
  };

/** Changes what the storage sends of the weights, in their true length. */
const garble =
  (change: (bytes: Buffer, from: number) => Buffer): Trick =>
  ({ host, range }, response) => {
    const [, from, to] = /=(\d+)-(\d+)/.exec(range ?? '') ?? [];
    const weights = folderOf(golden)('model.safetensors');
    if (host !== 'storage' || !weights) return undefined;
    const bytes = Buffer.from(weights.slice(Number(from), Number(to) + 1));
    response
      .writeHead(206, { 'content-range': `bytes ${from}-${to}/${weights.size}` })
      .end(change(bytes, Number(from)));
    return true;
  };

const BEGIN = 3824;
const numbers =
  (change: (bytes: Buffer) => Buffer) =>
  (bytes: Buffer, from: number): Buffer => {
    const start = Math.max(0, BEGIN - from);
    return Buffer.concat([bytes.subarray(0, start), change(bytes.subarray(start))]);
  };

const config = folderOf(golden)('config.json')?.bytes ?? Buffer.alloc(0);
const tokenizer = folderOf(golden)('tokenizer.json')?.bytes ?? Buffer.alloc(0);
const asText = (bytes: Buffer, from: string | RegExp, to: string): string =>
  bytes.toString().replace(from, to);

describe('a hub that once', () => {
  test.each<[string, Trick, RegExp]>([
    ['had an empty config', instead('config.json', '{}'), /config\.json: expected model_type/],
    ['had a page for a config', instead('config.json', '<html>'), /config\.json: expected JSON/],
    ['had an empty tokenizer', instead('tokenizer.json', '{}'), /tokenizer\.json: expected model/],
    [
      'had a negative id',
      instead('tokenizer.json', asText(tokenizer, /:\s*7,/, ':-7,')),
      /tokenizer\.json: expected the id of .* whole number .*, got -7/,
    ],
    [
      'had a tokenizer whose hash is another',
      instead('tokenizer.json', asText(tokenizer, '"cat"', '"cut"'), {
        etag: `"${gitHash(tokenizer)}"`,
      }),
      /tokenizer\.json: .* the hash \w{40}, got others/,
    ],
    [
      'had a config whose size is another',
      instead('config.json', config, { 'x-linked-size': '99' }),
      /config\.json: .*expected 99 bytes, got 662/,
    ],
    [
      'had another header of the right length',
      garble((bytes, from) => (from === 8 ? Buffer.alloc(bytes.length, ' ') : bytes)),
      /model\.safetensors \(header\): expected JSON/,
    ],
    [
      'had a header for other shapes',
      garble((bytes, from) =>
        from === 8 ? Buffer.from(bytes.toString().replaceAll('[32,32]', '[16,64]')) : bytes,
      ),
      /expected .* of shape \[32,32\], got \[16,64\]/,
    ],
    [
      'had zeros for weights',
      garble(numbers((bytes) => bytes.fill(0))),
      /model\.safetensors: .*weight: expected numbers in row \d+, got 32 zeros.*fetch it again/,
    ],
    [
      'had a page for weights',
      garble(numbers((bytes) => bytes.fill('<p>Sign in to go on</p>'))),
      /model\.safetensors: .*: expected numbers up to 1000000000, got/,
    ],
    [
      'had weights of another size',
      ({ host, range }, response) =>
        host === 'storage' && range === 'bytes=0-7'
          ? Boolean(
              response
                .writeHead(206, { 'content-range': 'bytes 0-7/132081' })
                .end(Buffer.from([0xe8, 14, 0, 0, 0, 0, 0, 0])),
            )
          : undefined,
      /expected a file of 132080 bytes, got one of 132081/,
    ],
    [
      'named a commit that is not there',
      (_, response) => {
        const set = response.setHeader.bind(response);
        response.setHeader = (name, value) => set(name, name === 'x-repo-commit' ? 'dead' : value);
        return undefined;
      },
      /expected config\.json, the hub has none/,
    ],
  ])('%s says so, and is right the next time', async (_, trick, says) => {
    hub.tricks.push(trick);
    expect(await refusalOf(visit(hub, home))).toMatch(says);
    hub.tricks.length = 0;
    expect(await visit(hub, home)).toEqual(await readFromDisk());
  });

  test('sent zeros for any one part is right the next time at the latest', async () => {
    const ranges: string[] = [];
    hub.tricks.push(({ host, range }) => {
      if (host === 'storage' && range) ranges.push(range);
      return undefined;
    });
    const right = await visit(hub, home);
    expect(ranges.length).toBeGreaterThan(5);
    for (const [nth] of [...ranges].entries()) {
      rmSync(home, { recursive: true });
      let asked = 0;
      const zeros = garble((bytes) => Buffer.alloc(bytes.length));
      hub.tricks.splice(0, 1, (request, response) =>
        request.host === 'storage' && asked++ === nth ? zeros(request, response) : undefined,
      );
      const first = await visit(hub, home).catch((error) => {
        if (error instanceof UserError) return right;
        throw error;
      });
      expect(first).toEqual(right);
      expect(await visit(hub, home)).toEqual(right);
    }
  });

  test.each([
    ['a tag that is no hash', '"5f3c-61a2"'],
    ["the plain SHA-1 in place of git's", `"${createHash('sha1').update(config).digest('hex')}"`],
  ])('named %s is believed', async (_, etag) => {
    hub.tricks.push(instead('config.json', config, { etag }));
    expect(await visit(hub, home)).toEqual(await readFromDisk());
  });

  test('named right weights by the hash of others: all of the model is kept in the end', async () => {
    hub.tricks.push((_, response) => {
      const set = response.setHeader.bind(response);
      response.setHeader = (name, value) =>
        set(name, name === 'x-linked-etag' ? `"${'0'.repeat(64)}"` : value);
      return undefined;
    });
    expect(await visit(hub, home)).toEqual(await readFromDisk());
    hub.tricks.length = 0;
    expect(await visit(hub, home, { layer: 1 })).toEqual(await readFromDisk(1));
    expect(await visit(hub, home, { layer: 1, ...OFFLINE })).toEqual(await readFromDisk(1));
  });
});

describe('a hub that no longer knows the commit that was kept', () => {
  /** All that was kept is of another commit than the one that the hub has. */
  const leave = (): void => {
    const at = join(home, cacheOf(hub), ID);
    renameSync(`${at}@${COMMIT}`, `${at}@dead`);
    poison(home, /tiny-bert@main$/, () => 'dead');
  };

  test('but has the same files: the weights are fetched, and all of the model is kept', async () => {
    await visit(hub, home);
    leave();
    expect(await visit(hub, home, { layer: 1 })).toEqual(await readFromDisk(1));
    expect(await visit(hub, home, { layer: 1, ...OFFLINE })).toEqual(await readFromDisk(1));
  });

  test.each([
    ['config.json', /config\.json$/, '"layer_norm_eps": 1e-12', '"layer_norm_eps": 0.1'],
    ['tokenizer.json', /tokenizer\.json$/, '"cat"', '"cut"'],
  ])('and has another %s: files of two commits are not mixed', async (file, path, from, to) => {
    await visit(hub, home);
    leave();
    poison(home, path, (bytes) => {
      const changed = asText(bytes, from, to);
      expect(changed).not.toBe(bytes.toString());
      return changed;
    });
    expect(await refusalOf(visit(hub, home, { layer: 1 }))).toBe(
      `${ID}/${file}: expected the file that was read before, the hub has another one now; run the command again`,
    );
    expect(await visit(hub, home, { layer: 1 })).toEqual(await readFromDisk(1));
    expect(await visit(hub, home, { layer: 1, ...OFFLINE })).toEqual(await readFromDisk(1));
  });

  test('and lost a file of it: what was read before is kept of the new commit', async () => {
    await visit(hub, home);
    leave();
    rmSync(join(home, cacheOf(hub), `${ID}@dead`, 'tokenizer.json'));
    expect(await visit(hub, home)).toEqual(await readFromDisk());
    expect(await visit(hub, home, OFFLINE)).toEqual(await readFromDisk());
  });
});

describe('weights that change on the hub', () => {
  test('between two parts are not mixed', async () => {
    let nth = 0;
    hub.tricks.push(({ host }, response) => {
      nth += host === 'storage' ? 1 : 0;
      if (host === 'storage') response.setHeader('etag', `"${nth < 4 ? 1 : nth}"`);
      return undefined;
    });
    expect(await refusalOf(visit(hub, home))).toMatch(/each part from the same file \(ETag/);
    hub.tricks.length = 0;
    expect(await visit(hub, home)).toEqual(await readFromDisk());
  });

  test('under the same commit are fetched anew, with none of the old parts', async () => {
    const old = folderOf(golden)('model.safetensors')?.bytes ?? Buffer.alloc(0);
    const other = Buffer.concat([
      old.subarray(0, BEGIN),
      old.subarray(BEGIN).map((byte, i) => (i % 4 === 0 ? byte ^ 1 : byte)),
    ]);
    const wrong = await startHub(ID, (file) =>
      file === 'model.safetensors' ? served(other) : folderOf(golden)(file),
    );
    await visit(wrong, home);
    await wrong.close();
    cpSync(
      join(home, 'attention-kata', encodeURIComponent(wrong.endpoint)),
      join(home, 'attention-kata', encodeURIComponent(hub.endpoint)),
      { recursive: true },
    );
    expect(await visit(hub, home, { layer: 1 })).toEqual(await readFromDisk(1));
    expect(await visit(hub, home)).toEqual(await readFromDisk());
  });
});

describe('a cache in which', () => {
  const zero = (bytes: Buffer): Buffer => Buffer.alloc(bytes.length);
  const cases: [string, RegExp, (bytes: Buffer) => Buffer | string, RegExp][] = [
    ['config.json is empty', /config\.json$/, () => '', /expected JSON/],
    ['config.json is an empty object', /config\.json$/, () => '{}', /expected model_type/],
    ['tokenizer.json is an empty object', /tokenizer\.json$/, () => '{}', /expected model to/],
  ];

  test.each(cases)('%s is filled anew', async (_, path, change, says) => {
    const first = await visit(hub, home);
    poison(home, path, change);
    const offline = await refusalOf(visit(hub, home, OFFLINE));
    expect(offline).toMatch(says);
    expect(offline).toContain(home);
    expect(offline).toMatch(/run it once without HF_HUB_OFFLINE/);
    expect(await visit(hub, home)).toEqual(first);
    expect(await visit(hub, home, OFFLINE)).toEqual(first);
  });

  test.each<[string, RegExp, (bytes: Buffer) => Buffer | string]>([
    ['parts hold zeros', /safetensors\/\d/, zero],
    [
      'parts have one other bit',
      /safetensors\/\d/,
      (bytes) => bytes.fill((bytes[0] ?? 0) ^ 1, 0, 1),
    ],
    [
      'the size of the weights is another',
      /safetensors\.json$/,
      () => '{"size":99999,"hash":null}',
    ],
    ['the size of the weights is a word', /safetensors\.json$/, () => '{"size":"big"}'],
    [
      'the weights are named as others',
      /safetensors\.json$/,
      () => `{"size":132080,"hash":"${'0'.repeat(64)}"}`,
    ],
    ['the commit is another', /tiny-bert@main$/, () => 'dead'],
    ['the commit is no commit', /tiny-bert@main$/, () => '../../..'],
  ])('%s is right again', async (_, path, change) => {
    await visit(hub, home);
    poison(home, path, change);
    expect(await visit(hub, home, { layer: 1 })).toEqual(await readFromDisk(1));
    expect(await visit(hub, home)).toEqual(await readFromDisk());
    expect(await visit(hub, home, OFFLINE)).toEqual(await readFromDisk());
  });

  test('Hugging Face keeps a broken model: that is left, and the hub is asked', async () => {
    const snapshot = join(home, 'hub/models--owner--tiny-bert/snapshots', COMMIT);
    mkdirSync(snapshot, { recursive: true });
    for (const file of ['config.json', 'tokenizer.json', 'model.safetensors']) {
      writeFileSync(join(snapshot, file), '{}');
    }
    const before = keptIn(home);
    expect(await refusalOf(visit(hub, home, OFFLINE))).toContain(snapshot);
    expect(keptIn(home)).toEqual(before);
    expect(await visit(hub, home)).toEqual(await readFromDisk());
  });

  test('another hub left a model of the same name is not asked for it', async () => {
    const model = JSON.parse(config.toString());
    const other = await startHub(ID, (file) =>
      file === 'config.json'
        ? served(Buffer.from(JSON.stringify({ ...model, layer_norm_eps: 0.1 })))
        : folderOf(golden)(file),
    );
    const theirs = await visit(other, home);
    await other.close();
    const ours = await visit(hub, home);
    expect(ours).toEqual(await readFromDisk());
    expect(ours).not.toEqual(theirs);
  });
});

describe('a server that trickles', () => {
  const drip: Trick = ({ path }, response) => {
    if (!path.includes('tokenizer.json')) return undefined;
    response.writeHead(200, { 'x-repo-commit': COMMIT, 'content-length': tokenizer.length });
    const timer = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(timer));
    return true;
  };

  test('is left, with its name and what came', async () => {
    hub.tricks.push(drip);
    const patient = { ...patience, pace: { bytes: 5000, within: 400 } };
    const says = await refusalOf(visit(hub, home, { patient }));
    expect(says).toMatch(/^127\.0\.0\.1:\d+: expected at least 5000 bytes in 0\.4 s, got \d+; try/);
    expect(keptIn(home).filter((path) => path.includes('tokenizer'))).toEqual([]);
  });

  test('but keeps the pace is waited for', async () => {
    hub.tricks.push(({ path }, response) => {
      if (!path.includes('tokenizer.json')) return undefined;
      response.writeHead(200, { 'x-repo-commit': COMMIT, 'content-length': tokenizer.length });
      let at = 0;
      const timer = setInterval(() => {
        response.write(tokenizer.subarray(at, at + 500));
        at += 500;
        if (at < tokenizer.length) return;
        clearInterval(timer);
        response.end();
      }, 50);
      return true;
    });
    const patient = { ...patience, pace: { bytes: 100, within: 400 } };
    expect(await visit(hub, home, { patient })).toEqual(await readFromDisk());
  });
});
