/** What else a model's files may be: weights in several files, another revision, an older vocabulary. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describeOnPosix } from '../testing/posix';
import { openModel, openTokenizer } from './model';
import { COMMIT, type FakeHub, folderOf, type Served, served, startHub } from './testing/hub';
import { sharded, shardName } from './testing/shards';
import {
  cacheOf,
  golden,
  ID,
  keptIn,
  patience,
  poison,
  read,
  readFromDisk,
  refusalOf,
  visit,
} from './testing/visits';

const OFFLINE = { env: { HF_HUB_OFFLINE: '1' } };

let home: string;
let hub: FakeHub;
let said: string[];

async function start(files: (file: string) => Served | null): Promise<void> {
  hub = await startHub(ID, files);
}

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'kata-hub-'));
  said = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said.push(String(text));
    return true;
  });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await hub?.close();
  rmSync(home, { recursive: true });
});

/** The shards that were asked for, by their numbers. */
const asked = (): number[] =>
  [1, 2, 3].filter((shard) => hub.seen.some(({ path }) => path.includes(shardName(shard))));

const options = () => ({ env: { HF_ENDPOINT: hub.endpoint, HF_HOME: home }, patience });

describe('weights in several files', () => {
  beforeEach(() => start(sharded(golden)));

  test.each([
    [0, [1, 2]],
    [1, [1, 2, 3]],
  ])('of which layer %i asks for those it needs alone', async (layer, shards) => {
    expect(await visit(hub, home, { layer })).toEqual(await readFromDisk(layer));
    expect(asked()).toEqual(shards);
    expect(said.join('')).toMatch(
      new RegExp(`in \\d+ requests; ${shards.length} files of weights have \\d+\\.\\d kB\n$`),
    );
  });

  test('are asked for by ranges', async () => {
    await visit(hub, home);
    const ranges = hub.seen.filter(({ host }) => host === 'storage').map(({ range }) => range);
    expect(ranges.length).toBeGreaterThan(4);
    expect(ranges.every((range) => /^bytes=\d+-\d+$/.test(range ?? ''))).toBe(true);
  });

  test('are asked nothing the second time, and nothing off line', async () => {
    const first = await visit(hub, home, { layer: 1 });
    hub.seen.length = 0;
    expect(await visit(hub, home, { layer: 1 })).toEqual(first);
    expect(hub.seen).toEqual([]);
    await hub.close();
    expect(await visit(hub, home, { layer: 1, ...OFFLINE })).toEqual(first);
  });

  test('of which one is not here off line: a sentence names it', async () => {
    await visit(hub, home);
    const says = await refusalOf(visit(hub, home, { layer: 1, ...OFFLINE }));
    expect(says).toContain(`${ID}/${shardName(2)}: not in the caches`);
    expect(says).toContain('HF_HUB_OFFLINE');
  });

  test('of which parts were changed on the disk are right again', async () => {
    await visit(hub, home, { layer: 1 });
    poison(home, /safetensors\/\d/, (bytes) => Buffer.alloc(bytes.length));
    expect(await visit(hub, home, { layer: 1 })).toEqual(await readFromDisk(1));
  });

  test('of which one is there no more on the hub: a sentence names it', async () => {
    const files = sharded(golden);
    await hub.close();
    await start((file) => (file === shardName(2) ? null : files(file)));
    const says = await refusalOf(visit(hub, home));
    expect(says).toBe(`${ID}: expected ${shardName(2)}, the hub has none; take another model`);
  });

  test('are read from a folder', async () => {
    const folder = join(home, 'folder');
    const files = sharded(golden);
    mkdirSync(folder);
    const names = ['config.json', 'tokenizer.json', 'model.safetensors.index.json'];
    for (const name of [...names, ...[1, 2, 3].map(shardName)]) {
      const bytes = files(name)?.bytes;
      if (bytes) writeFileSync(join(folder, name), bytes);
    }
    expect(await read(await openModel(folder), 1)).toEqual(await readFromDisk(1));
    rmSync(join(folder, shardName(3)));
    expect(await read(await openModel(folder), 0)).toEqual(await readFromDisk(0));
    expect(await refusalOf(openModel(folder).then((model) => read(model, 1)))).toContain(
      `expected ${shardName(3)}, there is none`,
    );
  });

  const word = 'embeddings.word_embeddings.weight';
  test.each<[string, object, RegExp]>([
    ['has no map', {}, /index\.json: expected weight_map to be the files of tensors, got nothing/],
    ['leads out of its folder', { weight_map: { [word]: '../x.safetensors' } }, /got "\.\.\/x/],
    ['names another kind', { weight_map: { [word]: 'model.bin' } }, /expected a file such as/],
    ['is of another model', { weight_map: { a: shardName(1) } }, /one tensor .*, got 0/],
    ['lacks a tensor', { weight_map: { [word]: shardName(1) } }, /expected a tensor embeddings\.p/],
    [
      'names a tensor that its file lacks',
      { weight_map: { 'a.embeddings.word_embeddings.weight': shardName(1) } },
      /expected a tensor a\.embeddings/,
    ],
  ])('whose index %s are refused, and right once it is', async (_, index, says) => {
    const file = 'model.safetensors.index.json';
    hub.tricks.push(({ path }, response) => {
      if (!path.endsWith(file)) return undefined;
      response.writeHead(200, { 'x-repo-commit': COMMIT }).end(JSON.stringify(index));
      return true;
    });
    expect(await refusalOf(visit(hub, home))).toMatch(says);
    hub.tricks.length = 0;
    expect(await visit(hub, home)).toEqual(await readFromDisk());
  });
});

describe('a revision with a slash', () => {
  const REVISION = 'refs/pr/3';
  const openRevision = () => openModel(`${ID}@${REVISION}`, options());

  beforeEach(async () => {
    await start(folderOf(golden));
    hub.revisions = [COMMIT, REVISION];
  });

  test('is asked for, and kept without a folder for each part of its name', async () => {
    expect(await read(await openRevision())).toEqual(await readFromDisk());
    expect(hub.seen[0]?.path).toBe(`/${ID}/resolve/refs%2Fpr%2F3/config.json`);
    expect(keptIn(home)).toContain(`${cacheOf(hub)}/${ID}@refs%2Fpr%2F3`);
    hub.seen.length = 0;
    await read(await openRevision());
    expect(hub.seen).toEqual([]);
  });

  test('that the hub has not is a sentence with its name', async () => {
    hub.revisions = [COMMIT];
    expect(await refusalOf(openRevision())).toMatch(/no such model \(revision refs\/pr\/3\)/);
  });

  test.each(['..', '../up', 'a/../b', 'a//b', '/a', 'a/'])('is never %j', async (revision) => {
    const says = await refusalOf(openModel(`${ID}@${revision}`, options()));
    expect(says).toMatch(/a folder or a hub id/);
  });
});

describe('a vocabulary without a tokenizer.json', () => {
  const { vocab } = JSON.parse(readFileSync(join(golden, 'tokenizer.json'), 'utf8')).model;
  const lines = Object.keys(vocab).sort((a, b) => vocab[a] - vocab[b]);
  const older =
    (config: Served | null) =>
    (file: string): Served | null => {
      if (file === 'tokenizer.json') return null;
      if (file === 'vocab.txt') return served(Buffer.from(`${lines.join('\n')}\n`));
      return file === 'tokenizer_config.json' ? config : folderOf(golden)(file);
    };
  const cased = served(Buffer.from('{"do_lower_case": false}'));

  test('gives the same tokens, and is there off line', async () => {
    await start(older(cased));
    expect(await visit(hub, home)).toEqual(await readFromDisk());
    await hub.close();
    expect(await visit(hub, home, OFFLINE)).toEqual(await readFromDisk());
  });

  test('nor a tokenizer_config.json lower-cases, and keeps what it fetched', async () => {
    await start(older(null));
    const tokensOf = async () => (await openTokenizer(ID, options())).split('Cat').tokens.join('');
    expect(await tokensOf()).toMatch(/^c|UNK/);
    hub.seen.length = 0;
    await tokensOf();
    expect(hub.seen.map(({ path }) => path)).not.toContain(`/${ID}/resolve/${COMMIT}/vocab.txt`);
  });
});

describeOnPosix('links to blobs', 'a cache as huggingface_hub leaves it', () => {
  /** A snapshot of links, its blobs, and a reference to the commit. */
  function putCache(
    revision: string,
    files: (file: string) => Served | null,
    names: string[],
  ): void {
    const model = join(home, 'hub/models--owner--tiny-bert');
    const snapshot = join(model, 'snapshots', COMMIT);
    mkdirSync(snapshot, { recursive: true });
    mkdirSync(join(model, 'blobs'));
    for (const name of names) {
      writeFileSync(join(model, 'blobs', name), files(name)?.bytes ?? '');
      symlinkSync(join('../../blobs', name), join(snapshot, name));
    }
    const ref = join(model, 'refs', revision);
    mkdirSync(dirname(ref), { recursive: true });
    writeFileSync(ref, COMMIT);
  }
  const small = ['config.json', 'tokenizer.json'];
  const shards = [1, 2, 3].map(shardName);

  test.each([
    ['main', folderOf(golden), [...small, 'model.safetensors']],
    ['refs/pr/3', folderOf(golden), [...small, 'model.safetensors']],
    ['main', sharded(golden), [...small, 'model.safetensors.index.json', ...shards]],
  ])('at %s is read off line', async (revision, files, names) => {
    await start(() => null);
    putCache(revision, files, names);
    const { env } = options();
    for (const offline of [{}, { HF_HUB_OFFLINE: '1' }]) {
      const model = await openModel(`${ID}@${revision}`, { env: { ...env, ...offline }, patience });
      expect(await read(model, 1)).toEqual(await readFromDisk(1));
    }
    expect(hub.seen).toEqual([]);
  });
});
