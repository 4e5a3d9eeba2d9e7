/** What the code of one exercise leaves behind reaches no other, although processes serve again. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CatalogEntry, catalog, sourceOf } from '../../exercises/catalog';
import { root } from '../../reference/root';
import { type Checkout, makeCheckout } from '../testing/checkout';

let checkout: Checkout;
beforeAll(() => {
  checkout = makeCheckout();
});
afterAll(() => checkout.remove());

const [first, second] = catalog as readonly [CatalogEntry, CatalogEntry];

/** A right answer with a line behind it. */
function write(exercise: CatalogEntry, more = ''): void {
  const right = readFileSync(join(root, 'solutions', sourceOf(exercise)), 'utf8');
  checkout.write(`exercises/${sourceOf(exercise)}`, `${right}\n${more}\n`);
}

beforeEach(() => {
  for (const exercise of catalog) write(exercise);
});

/** Programs that ran, by their names. */
function programsOf(args: string[]): string[] {
  const log = join(checkout.folder, 'programs.txt');
  checkout.write('programs.txt', '');
  checkout.write(
    'note.cjs',
    `const { appendFileSync } = require('node:fs');
const { basename } = require('node:path');
appendFileSync(${JSON.stringify(log)}, basename(process.argv.at(-1)) + '\\n');`,
  );
  const { code, stderr } = checkout.run(['check', ...args], {
    NODE_OPTIONS: `--require=./note.cjs`,
  });
  expect([code, stderr]).toEqual([0, '']);
  const names = readFileSync(log, 'utf8').split('\n');
  return names.filter((name) => name.endsWith('.child.cjs')).sort();
}

test('right code is judged in the two processes that are there', () => {
  expect(programsOf(['1', '2', '3'])).toEqual(['calls.child.cjs', 'examples.child.cjs']);
});

test('what libraries were loaded into serves no other', () => {
  expect(programsOf(['6', '7'])).toEqual([
    ...['calls.child.cjs', 'calls.child.cjs'],
    ...['examples.child.cjs', 'examples.child.cjs'],
  ]);
});

/** What the first exercise leaves behind, and how the second would see it. */
const traces: Record<string, [leaves: string, sees: string]> = {
  'a global': ['(globalThis as any).left = 1;', "'left' in globalThis"],
  'a method of all arrays': [
    "Object.defineProperty(Array.prototype, 'left', { value: 1 });",
    "'left' in []",
  ],
  'a function that works as before': [
    'const { abs } = Math; Math.abs = (x) => abs(x);',
    '!/native/.test(String(Math.abs))',
  ],
  'what no global leads to': [
    'Object.getPrototypeOf([].values()).left = 1;',
    "'left' in [].values()",
  ],
  'what a class of a namespace gives': [
    '(Intl.Collator.prototype as any).left = 1;',
    "'left' in Intl.Collator.prototype",
  ],
  'something frozen': ['Object.preventExtensions(JSON);', '!Object.isExtensible(JSON)'],
  'a variable of the environment': [
    "(globalThis as any).process.env.LEFT = '1';",
    "'LEFT' in (globalThis as any).process.env",
  ],
  'a listener': [
    "(globalThis as any).process.on('left', () => {});",
    "(globalThis as any).process.listenerCount('left') > 0",
  ],
  'a timer': [
    'setInterval(() => {}, 60_000);',
    "(globalThis as any).process.getActiveResourcesInfo().includes('Timeout')",
  ],
  'a timer that lets the process end': [
    'const left = setInterval(() => { (globalThis as any).left = 1; }, 1); (left as any).unref();',
    'false',
  ],
  'a count of the console': ["console.count('left');", 'false'],
  'a stream that is mute': [
    '(globalThis as any).process.stdout.write = () => true;',
    "String((globalThis as any).process.stdout.write) === '() => true'",
  ],
};

test.each(Object.entries(traces))('%s is left behind', (_, [leaves, sees]) => {
  write(first, leaves);
  write(second, `if (${sees}) throw new Error('saw it');`);
  // Two for each exercise: none of those in which it was left serves again.
  expect(programsOf(['1', '2'])).toHaveLength(4);
});

test('what a file prints while it is loaded is told of that file', () => {
  write(second, "console.log('printed by the second');\nthrow new Error('ends here');");
  const alone = checkout.run(['check', '2']).stdout;
  const after = checkout.run(['check', '1', '2']).stdout;
  const told = (stdout: string): string => stdout.slice(stdout.indexOf('cannot be loaded'));
  expect(told(after)).toContain('printed by the second');
  expect(told(after)).toBe(told(alone));
});
