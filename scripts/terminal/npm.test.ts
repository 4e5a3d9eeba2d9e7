/** Flags that npm kept are noticed, and settings of npm's own are left to npm. */
import { takenByNpm } from './npm';

const options = {
  watch: { type: 'boolean' },
  all: { type: 'boolean' },
  'd-model': { type: 'string' },
  json: { type: 'string' },
} as const;

const take = (
  taken: Record<string, string>,
  args: string[] = [],
  settings: readonly string[] = [],
) => {
  const environment = { npm_lifecycle_event: 'check', ...taken };
  return takenByNpm(options, args, { environment, settings });
};

test('a flag that npm took is honoured, and one line shows how to type it', () => {
  expect(take({ npm_config_watch: 'true' }, ['1'])).toEqual({
    flags: ['--watch'],
    says: 'npm took --watch for itself; type: npm run check 1 -- --watch',
  });
});

test('several flags are named together, behind the flags that came through', () => {
  expect(take({ npm_config_watch: 'true', npm_config_all: 'true' })).toEqual({
    flags: ['--watch', '--all'],
    says: 'npm took --watch --all for itself; type: npm run check -- --watch --all',
  });
});

test.each([
  ['no flag was taken', {}],
  ['a flag was taken that is none of the command', { npm_config_loglevel: 'silent' }],
  ['a flag was negated', { npm_config_watch: '' }],
  ['a variable of the environment sets it', { npm_config_all: 'true', NPM_CONFIG_ALL: 'true' }],
])('nothing is said where %s', (_, taken) => {
  expect(take(taken as Record<string, string>)).toBeNull();
});

test.each(['json=true', 'audit=false\n json = true\n', 'json'])(
  'what an .npmrc sets is npm’s own: %j',
  (text) => {
    expect(take({ npm_config_json: 'true' }, [], ['', text])).toBeNull();
  },
);

test.each(['jsonp=true', '; json=true', 'x-json=true'])(
  'an .npmrc with %j sets no json',
  (text) => {
    expect(() => take({ npm_config_json: 'true' }, [], [text])).toThrow(/npm took --json/);
  },
);

test('a flag whose value may have become an argument ends the command in one line', () => {
  expect(() => take({ npm_config_json: 'true' }, ['1', 'out.json'])).toThrow(
    /^npm took --json … for itself; type: npm run check -- --json …$/,
  );
  expect(() => take({ npm_config_d_model: '64', npm_config_watch: 'true' }, ['1'])).toThrow(
    /^npm took --watch --d-model 64 for itself; type: npm run check 1 -- --watch --d-model 64$/,
  );
});
