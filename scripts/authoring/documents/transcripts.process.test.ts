/**
 * README.md and docs/ show what commands print: each transcript is run again, in order, in a checkout
 * of its own, and compared. After a change that is meant:
 * `KATA_TRANSCRIPTS=write npm test -- transcripts` writes what is printed now; put `…` back where
 * lines are to be left out.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../reference/root';
import { type Checkout, makeCheckout } from '../../testing/checkout';
import { splitCommand } from '../lessons/commands';
import { pages } from './pages';
import { handIn } from './testing/class';
import { type Command, isShown, type Step, stepsOf, trimmed, withPrinted } from './transcripts';

jest.setTimeout(240_000);

const shown = pages.flatMap((page) => {
  const steps = stepsOf(page);
  return steps.some(({ kind }) => kind === 'command') ? [[page, steps] as const] : [];
});

/** Which engine answers depends on the machine, so that one is asked for that runs on each. */
const environment = { KATA_ENGINE: 'tfjs-wasm' };

let kit: Checkout;
beforeAll(() => {
  kit = makeCheckout();
});
afterAll(() => kit.remove());

/** What a command prints to its standard output, as a terminal shows it. */
function printedBy(command: string): string {
  const [program, ...rest] = splitCommand(command);
  const words = rest.slice(1).filter((part) => part !== '--');
  if (program === 'cat' && rest[0]) {
    return readFileSync(join(kit.folder, rest[0]), 'utf8').replace(/^\uFEFF/, '');
  }
  if (program !== 'npm' || rest[0] !== 'run') throw new Error(`no way to run "${command}"`);
  if (rest.includes('submissions')) handIn(kit.folder);
  const { code, stdout, stderr } = kit.run(words, environment);
  expect({ command, code, stderr: code === 2 ? stderr : '' }).not.toMatchObject({ code: 2 });
  return stdout;
}

interface Stale {
  step: Command;
  printed: string[];
}

/** Goes through a page's steps; what came out otherwise than it is shown. */
function staleIn(steps: readonly Step[]): Stale[] {
  return steps.flatMap((step) => {
    if (step.kind === 'file') kit.write(step.path, step.text);
    if (step.kind === 'file') return [];
    const printed = printedBy(step.command).split('\n');
    return isShown(step.shows, printed) ? [] : [{ step, printed: trimmed(printed) }];
  });
}

function rewrite(page: string, stale: readonly Stale[]): void {
  const file = join(root, page);
  // From the last one up, so that none moves the lines of another.
  const text = stale.reduceRight(
    (before, { step, printed }) => withPrinted(before, step, printed),
    readFileSync(file, 'utf8'),
  );
  writeFileSync(file, text);
}

test.each(shown)('%s shows what its commands print', (page, steps) => {
  expect(steps.filter(({ kind }) => kind === 'command').length).toBeGreaterThan(1);
  kit.reset();
  const stale = staleIn(steps);
  if (process.env.KATA_TRANSCRIPTS === 'write') rewrite(page, stale);
  else expect(stale).toEqual([]);
});

describe('a transcript', () => {
  test.each([
    ['the same', ['a', 'b'], ['', 'a  ', 'b', ''], true],
    ['another number', ['2 files'], ['3 files'], false],
    ['a line more', ['a'], ['a', 'b'], false],
    ['a line left out', ['a', '…', 'c'], ['a', 'b', 'b', 'c'], true],
    ['a part left out', ['commit …'], ['commit e46829f'], true],
    ['nothing where a part is left out', ['commit …'], ['commit '], false],
    ['what looks like a pattern', ['(a.c)*'], ['(abc)*'], false],
  ])('%s', (_, shows, printed, is) => {
    expect(isShown(shows, printed)).toBe(is);
  });

  test('is written anew in its place, with parts left out, and nothing around it', () => {
    const shows = ['old', 'commit …'];
    const page = ['```console', '$ one', ...shows, '', '$ two', 'kept', '```'].join('\n');
    const step: Command = { kind: 'command', command: 'one', line: 2, shows };
    const printed = ['new', 'commit e46829f', 'lines', ''];
    expect(withPrinted(page, step, printed).split('\n')).toEqual([
      '```console',
      '$ one',
      'new',
      'commit …',
      'lines',
      '',
      '$ two',
      'kept',
      '```',
    ]);
  });
});
