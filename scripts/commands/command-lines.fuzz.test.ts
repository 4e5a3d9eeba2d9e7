/**
 * Command lines of any kind are read or refused by a sentence that names what is wrong: of each
 * command the flags it has, and what reads their values.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { UserError } from '../../reference/user-error';
import { readNumbers } from '../authoring/train-tiny/options';
import { readHost } from '../explore/host';
import { readPort } from '../explore/serve';
import { readOutput, readWanted } from '../grade/options';
import { readFormats, readLook } from '../heatmap/look';
import { readTemperature, sceneOptions } from '../scenes/options';
import { type CommandForm, parseCommand, selectExercises } from '../terminal/arguments';
import { chooseExercises } from '../terminal/selection';
import { fuzz } from '../testing/fuzz';
import { values } from './testing/words';

type Form = CommandForm<Record<string, { type: 'string' | 'boolean' }>>;

const mockForms: (Form | Promise<Form>)[] = [];
jest.mock('../terminal/command', () => ({
  runCommand: (form: Form) => void mockForms.push(form),
}));

const folder = __dirname;
const commands = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .filter((name) => readFileSync(join(folder, name), 'utf8').includes('runCommand('))
  .map((name) => basename(name, '.ts'));

const forms = new Map<string, Form>();
beforeAll(async () => {
  for (const command of commands) {
    require(join(folder, command));
    const form = await (mockForms.pop() as Form | Promise<Form>);
    // As `runCommand` does.
    const help = { type: 'boolean', short: 'h' } as const;
    forms.set(command, { ...form, options: { ...form.options, help } });
  }
});

/** Words of a command line, with the flags that a command has among them. */
function linesFor({ options }: Form): fc.Arbitrary<string[]> {
  const known = fc.constantFrom(...Object.keys(options));
  const flag = fc.oneof(
    { weight: 5, arbitrary: known },
    { weight: 1, arbitrary: known.map((name) => `no-${name}`) },
    { weight: 1, arbitrary: known.map((name) => name.slice(1)) },
    { weight: 1, arbitrary: values },
  );
  const word = fc.oneof(
    flag.map((name) => [`--${name}`]),
    fc.tuple(flag, values).map(([name, value]) => [`--${name}`, value]),
    fc.tuple(flag, values).map(([name, value]) => [`--${name}=${value}`]),
    values.map((value) => [value]),
    fc.constantFrom('-h', '-x', '-hx', '--', '-').map((text) => [text]),
  );
  return fc.array(word, { maxLength: 4 }).map((words) => words.flat());
}

/** What a sentence may name of a word: all of it, its flag or value, a part of a list, or a letter of `-hx`. */
const partsOf = (word: string): string[] => [
  ...[word, ...word.split(/=(.*)/s), ...word.split(/[\s,=]+/)].flatMap(
    (part) => part || [`''`, '""'],
  ),
  ...(/^-[^-]/.test(word) ? Array.from(word.slice(1), (letter) => `-${letter}`) : []),
];

/** What comes of it; only a sentence that names some of the words may be thrown. */
function readOr<T>(words: readonly string[], work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const says = error.message;
    const isNamed = words.flatMap(partsOf).some((part) => says.includes(part));
    expect({ says, isNamed }).toEqual({ says, isNamed: true });
    return null;
  }
}

type Values = Record<string, never>;

/** What reads the values of a command's flags before it does anything. */
const readers: Record<string, (values: Values, positionals: string[]) => unknown> = {
  check: (_, positionals) => selectExercises(positionals),
  mutate: (_, positionals) => selectExercises(positionals),
  heatmap: (given) => [
    readTemperature(given),
    sceneOptions(given),
    readLook(given),
    readFormats(given),
  ],
  'train-tiny': (given) => readNumbers(given as never),
  explore: ({ port, host }) => [readPort(port), readHost(host, {})],
  grade: (given, positionals) =>
    positionals[0] === 'merge'
      ? readOutput(given as never, positionals.slice(1))
      : readWanted(given as never, positionals),
  release: ({ only }) => chooseExercises(only),
  autograder: ({ only }) => chooseExercises(only),
};

test('each command is found, and each reader belongs to one', () => {
  expect(commands).toEqual(expect.arrayContaining(Object.keys(readers)));
});

test.each(commands)(
  '%s reads any words, or says which it cannot take',
  (command) => {
    const form = forms.get(command) as Form;
    const property = fc.property(linesFor(form), (words) => {
      const parsed = readOr(words, () => parseCommand(form, words));
      const reader = readers[command];
      if (parsed === null || !reader) return;
      // What is missing is named by the flag to give.
      const flags = Object.keys(form.options).map((name) => `--${name}`);
      readOr([...words, ...flags, 'DIR'], () =>
        reader(parsed.values as Values, parsed.positionals),
      );
    });
    fc.assert(property, { seed: fuzz.seed, numRuns: fuzz.runs(200) });
  },
  fuzz.limit(60_000),
);

test.each(commands)(
  '%s names the nearest flag where there is none of that name',
  (command) => {
    const form = forms.get(command) as Form;
    const unknown = values.filter((name) => /^[a-z]/i.test(name) && !name.includes('='));
    const property = fc.property(unknown, (name) => {
      fc.pre(!Object.hasOwn(form.options, name));
      expect(() => parseCommand(form, [`--${name}`])).toThrow(
        /^unknown flag .*; (?:did you mean|there are) --/s,
      );
    });
    fc.assert(property, { seed: fuzz.seed, numRuns: fuzz.runs(30) });
  },
  fuzz.limit(60_000),
);
