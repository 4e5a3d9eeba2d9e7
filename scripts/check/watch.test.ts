/** The watch judges at each save, goes on at a key, and needs no terminal. */
import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { selectExercises } from '../terminal/arguments';
import { keepWatching } from './watch';

/** A terminal that a test types on. */
class FakeKeyboard extends EventEmitter {
  isRaw = false;
  constructor(readonly isTTY: boolean) {
    super();
  }
  setRawMode(isRaw: boolean): void {
    this.isRaw = isRaw;
  }
  resume(): void {}
  pause(): void {}
  type(key: string): void {
    this.emit('data', Buffer.from(key));
  }
}

const work = mkdtempSync(join(tmpdir(), 'watch '));
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** Starts a watch; `heard` waits for the next line that it says. */
function startWatch(names: string[], keyboard: FakeKeyboard, codes: number[]) {
  const file = join(work, `${names.join()}.ts`);
  writeFileSync(file, '0');
  const judged: string[][] = [];
  const lines = new EventEmitter();
  const heard = (): Promise<string> => new Promise((resolve) => lines.once('line', resolve));
  const said = heard();
  const ended = keepWatching(
    selectExercises(names),
    {
      files: [file],
      judge: async (exercises) => {
        judged.push(exercises.map(({ slug }) => slug));
        const code = codes.shift();
        if (code === undefined) throw new Error('no code is left');
        return code;
      },
      tell: (line) => setImmediate(() => lines.emit('line', line)),
      prepare: () => {},
    },
    keyboard,
  );
  const save = (): void => writeFileSync(file, 'saved');
  return { judged, heard, said, ended, save, remove: () => rmSync(file) };
}

test.each(['\r', '\n', 'n', 'N'])(
  'goes on to the next exercise at %j, and q ends it',
  async (key) => {
    const keyboard = new FakeKeyboard(true);
    const watch = startWatch(['1', '3'], keyboard, [0, 1]);
    expect(await watch.said).toBe(
      'Watching; Enter goes on to 04 Single-head attention, a save judges again, q ends.',
    );
    expect(keyboard.isRaw).toBe(true);
    const then = watch.heard();
    keyboard.type(key);
    expect(await then).toBe('Watching; save a file to judge again, q ends.');
    keyboard.type('q');
    expect(await watch.ended).toBe(1);
    expect(watch.judged).toEqual([['01-softmax', '03-split-heads'], ['04-single-head']]);
    expect(keyboard.isRaw).toBe(false);
  },
);

test('stays with an exercise that does not pass, and with the last one', async () => {
  for (const [name, code] of [
    ['1', 1],
    ['7', 0],
  ] as const) {
    const keyboard = new FakeKeyboard(true);
    const watch = startWatch([name], keyboard, [code]);
    expect(await watch.said).toBe('Watching; save a file to judge again, q ends.');
    keyboard.type('\r');
    keyboard.type('q');
    expect(await watch.ended).toBe(code);
    expect(watch.judged).toHaveLength(1);
  }
});

test('judges the same exercises again at a save', async () => {
  const keyboard = new FakeKeyboard(true);
  const watch = startWatch(['1'], keyboard, [1, 0]);
  await watch.said;
  const then = watch.heard();
  watch.save();
  expect(await then).toMatch(/^Watching; Enter goes on to 02/);
  keyboard.type('q');
  expect(await watch.ended).toBe(0);
  expect(watch.judged).toEqual([['01-softmax'], ['01-softmax']]);
});

test('without a terminal no key is read and saves are judged', async () => {
  const pipe = new FakeKeyboard(false);
  const watch = startWatch(['2'], pipe, [0, 1]);
  expect(await watch.said).toBe('Watching; save a file to judge again, Ctrl-C ends.');
  expect(pipe.listenerCount('data')).toBe(0);
  const then = watch.heard();
  watch.save();
  await then;
  expect(watch.judged).toHaveLength(2);
  // No key can end this watch, so the judge does.
  watch.remove();
  await expect(watch.ended).rejects.toThrow('no code is left');
});
