/** JSON that is nearly right: a valid value, changed in a few places, for fast-check. */
import fc from 'fast-check';

/** What a stranger's file may have anywhere. */
const junk = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    '',
    'x',
    '[CLS]',
    [],
    {},
    [[]],
    -1,
    0,
    1,
    2,
    0.5,
    -7,
    1e9,
    1e21,
    2 ** 53,
    Number.MAX_VALUE,
    'a'.repeat(5000),
    { __proto__: null, type: 'BPE' },
    { type: 'nothing' },
    Array.from({ length: 3000 }, () => 1),
  ),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string({ maxLength: 8 }),
);

type Node = Record<string | number, unknown>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Each place in a value, as the object that has it and the key; the first entries of long lists. */
function placesIn(value: unknown): [Node, string][] {
  if (!isNode(value)) return [];
  const keys = Object.keys(value).slice(0, 40);
  return keys.flatMap((key) => [[value, key], ...placesIn(value[key])] as [Node, string][]);
}

const change = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('replace', 'remove', 'copy', 'rename'),
  value: junk,
});

export type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

export const changes: fc.Arbitrary<Change[]> = fc.array(change, { minLength: 1, maxLength: 3 });

/** Makes one change, in place. */
function apply(json: unknown, { at, how, value }: Change): void {
  const places = placesIn(json);
  const [node, key] = places[at % places.length] ?? [];
  if (!node || key === undefined) return;
  const [other, otherKey] = places[(at * 31) % places.length] ?? [];
  if (how === 'replace') node[key] = structuredClone(value);
  if (how === 'copy' && other && otherKey) node[key] = structuredClone(other[otherKey]);
  if (how === 'rename' && !Array.isArray(node)) node[`${key}${at % 10}`] = node[key];
  if (how === 'remove' || how === 'rename') {
    if (Array.isArray(node)) node.splice(Number(key), 1);
    else delete node[key];
  }
}

/** The text of a JSON file with some changes. */
export function mutate(text: string, made: readonly Change[]): string {
  const json = JSON.parse(text);
  for (const each of made) apply(json, each);
  return JSON.stringify(json);
}
