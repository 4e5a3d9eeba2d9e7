/** The house keeps its order: every arrow runs down, as the table of rooms says. */
import { type Arrow, findArrows, listSources, roomOf } from './arrows';
import { rooms } from './rooms';

const allowed = new Map(
  Object.entries(rooms).map(([room, below]) => [room, below.split(/\s+/).filter(Boolean)]),
);
const arrows = findArrows();
const show = ({ from, to }: Arrow): string => `${from} imports ${to}`;
const between = arrows.filter(({ from, to }) => roomOf(from) !== roomOf(to));

test('every file lies in a room of the table', () => {
  expect(listSources().filter((path) => !allowed.has(roomOf(path)))).toEqual([]);
});

test('the table has no circle: each room stands above those that it may import', () => {
  const names = [...allowed.keys()];
  for (const [room, below] of allowed) {
    const above = below.filter((name) => names.indexOf(name) > names.indexOf(room));
    // Set-up imports nothing, and lies with the other scripts.
    expect({ room, above: above.filter((name) => name !== 'setup') }).toEqual({ room, above: [] });
  }
  expect(allowed.get('setup')).toEqual([]);
});

test('no room imports what the table does not allow', () => {
  const astray = between.filter(({ from, to }) => !allowed.get(roomOf(from))?.includes(roomOf(to)));
  expect(astray.map(show)).toEqual([]);
});

test('the table allows nothing that is not used', () => {
  const used = new Set(between.map(({ from, to }) => `${roomOf(from)} ${roomOf(to)}`));
  const unused = [...allowed].flatMap(([room, below]) =>
    below.filter((name) => !used.has(`${room} ${name}`)).map((name) => `${room} ${name}`),
  );
  expect(unused).toEqual([]);
});

test('nothing imports a command or a test', () => {
  const isEntry = (path: string): boolean => roomOf(path) === 'commands' || /\.test\./.test(path);
  expect(arrows.filter(({ to }) => isEntry(to)).map(show)).toEqual([]);
});

test('an import by expression is followed', () => {
  const to = (file: string) => arrows.filter(({ from }) => from === file).map((arrow) => arrow.to);
  expect(to('scripts/check/open-suite.ts')).toContain('scripts/check/hidden.kit.ts');
  expect(to('scripts/grade/plans.ts')).toContain('reference/specs/01-softmax.spec.ts');
  expect(to('reference/running/target.ts')).toContain('reference/running/calls.child.ts');
  expect(to('reference/jest/build.ts')).toContain('scripts/setup.mjs');
});
