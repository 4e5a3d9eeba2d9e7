/** What is made of the environment, beside what huggingface_hub makes of it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os, { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../../reference/root';
import { describeOnPosix } from '../testing/posix';
import { readSettings } from './environment';

interface Case {
  env: Record<string, string>;
  endpoint: string;
  token: string | null;
  cache: string;
  isOffline: boolean;
}

const golden = join(root, 'reference/oracle/goldens/hub-settings.json');
const { note, files, cases }: { note: string; files: Record<string, string>; cases: Case[] } =
  JSON.parse(readFileSync(golden, 'utf8'));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kata-environment-'));
  jest.spyOn(os, 'homedir').mockReturnValue(join(folder, 'home'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const here = (text: string): string => text.replaceAll('$ROOT', folder);

describeOnPosix('recorded there', `the environment as ${note} reads it`, () => {
  test('gives the same endpoint, token, cache and network in each of 200 cases', async () => {
    expect(cases).toHaveLength(200);
    for (const { env, ...expected } of cases) {
      const own = Object.entries(env).map(([name, value]) => [name, here(value)]);
      const { endpoint, login, hubCache, isOffline } = await readSettings(Object.fromEntries(own));
      const got = { env, endpoint, token: login.token, cache: hubCache, isOffline };
      expect(got).toEqual({ env, ...expected, cache: here(expected.cache) });
    }
  });
});

test('an empty variable counts as none', async () => {
  const empty = { HF_ENDPOINT: '', HF_HOME: '', HF_HUB_CACHE: '', HF_TOKEN_PATH: '' };
  expect(await readSettings(empty)).toEqual(await readSettings({}));
});

test.each([
  ['in HF_TOKEN', { HF_TOKEN: 'hf_gehe\u00efm' }, 'HF_TOKEN'],
  ['in the file of the login', { HF_TOKEN_PATH: '$ROOT/odd' }, '$ROOT/odd'],
])('a token that no request can carry is refused %s, and not shown', async (_, env, place) => {
  writeFileSync(join(folder, 'odd'), 'hf_gehe\u00efm');
  const own = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, here(value)]));
  const message = await readSettings(own).catch((error) => error.message);
  expect(message).toContain(`${here(place)}: expected a token`);
  expect(message).not.toContain('gehe');
});

test('a login that cannot be read is a sentence about its file', async () => {
  const settings = readSettings({ HF_TOKEN_PATH: folder });
  await expect(settings).rejects.toThrow(`${folder}: expected the token that hf auth login saved`);
});
