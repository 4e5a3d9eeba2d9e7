/** The one more host: as it is typed, and as editors in the cloud say theirs. */
import { refusal, sayRefusal } from './guard';
import { readHost } from './host';

const nameFor = (given: string | undefined, env: NodeJS.ProcessEnv = {}): string | undefined =>
  readHost(given, env)?.nameFor(4747);

test('--host is a name, in any letter case, with a port or without', () => {
  expect(nameFor('Pad.Example.org')).toBe('pad.example.org');
  expect(nameFor('pad.example.org:8443')).toBe('pad.example.org:8443');
  expect(readHost('pad.example.org:8443', {})?.allowed).toBe('pad.example.org');
});

test.each(['https://pad.example.org/', 'a b', '', '-x', 'x'.repeat(300), 'a\nb'])(
  '--host %j is refused',
  (given) => {
    expect(() => readHost(given, {})).toThrow(/expected the name alone/);
  },
);

test('an editor that says its host lets it in, and --host is stronger', () => {
  const codespace = {
    CODESPACE_NAME: 'fuzzy-potato-x1',
    GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN: 'app.github.dev',
  };
  expect(nameFor(undefined, codespace)).toBe('fuzzy-potato-x1-4747.app.github.dev');
  expect(nameFor('pad.example.org', codespace)).toBe('pad.example.org');
  const gitpod = { GITPOD_WORKSPACE_URL: 'https://kata-abc.ws-eu1.gitpod.io' };
  expect(nameFor(undefined, gitpod)).toBe('4747-kata-abc.ws-eu1.gitpod.io');
  expect(readHost(undefined, gitpod)?.allowed).toBe('.ws-eu1.gitpod.io');
  expect(readHost(undefined, {})).toBeNull();
});

describe('a guard with one more host', () => {
  const gate = { port: 4747, host: 'pad.example.org', client: '/client' };
  const asking = (headers: Record<string, string>, by = gate as Parameters<typeof refusal>[1]) =>
    refusal({ method: 'GET', url: '/', headers }, by);

  test('lets it in, also as the origin behind a proxy that keeps its own name', () => {
    expect(asking({ host: 'pad.example.org' })).toBeNull();
    expect(asking({ host: 'PAD.example.org' })).toBeNull();
    expect(asking({ host: 'localhost:4747', origin: 'https://pad.example.org' })).toBeNull();
  });

  test('and no other', () => {
    expect(asking({ host: 'evil.pad.example.org' })).toBe(403);
    expect(asking({ host: 'pad.example.org', origin: 'https://attacker.example' })).toBe(403);
    expect(asking({ host: 'pad.example.org' }, { ...gate, host: null })).toBe(403);
  });

  test('tells who is refused by which name it would be let in, and repeats nothing else', () => {
    const by = { ...gate, host: null };
    expect(sayRefusal({ headers: { host: 'pad.example.org' } }, by)).toMatch(
      /answers to 127\.0\.0\.1:4747, localhost:4747, and not to pad\.example\.org\.\n.*--host pad\.example\.org\n$/,
    );
    expect(sayRefusal({ headers: { host: '<script>' } }, by)).toBe('Not served here.\n');
  });

  test('tells who mistyped the name of a page which there are', () => {
    expect(sayRefusal({ headers: { host: 'localhost:4747' } }, gate)).toMatch(
      /^Not served here\. The pages are \/ \/01-softmax .*\/07-multilingual\n$/,
    );
  });
});
