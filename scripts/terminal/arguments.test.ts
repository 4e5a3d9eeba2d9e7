/** What is said of arguments that a command does not take. */
import { parseCommand } from './arguments';

const form = { usage: '', options: { out: { type: 'string' }, all: { type: 'boolean' } } } as const;

test.each<[string[], string]>([
  [['--constructor'], 'unknown flag --constructor; there are --out, --all'],
  [['--__proto__=1'], 'unknown flag --__proto__; there are --out, --all'],
  [['a. b'], "Unexpected argument 'a. b'; --help shows what there is"],
  [['--out', '--all'], "Option '--out' argument is ambiguous; --help shows what there is"],
  [['--out'], "Option '--out <value>' argument missing; --help shows what there is"],
  [['--all=1'], "Option '--all' does not take an argument; --help shows what there is"],
])('%j is refused in one sentence', (args, says) => {
  expect(() => parseCommand(form, args)).toThrow(expect.objectContaining({ message: says }));
});
