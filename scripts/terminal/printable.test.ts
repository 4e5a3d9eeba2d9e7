/** What may reach a terminal: every character that is not seen is shown by its code, no letter is. */
import * as fc from 'fast-check';
import { paint } from './colour';
import { printable, printableJson, printableLine, toTerminal } from './printable';

const every = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code));
const matching = (form: RegExp): string[] => every.filter((character) => form.test(character));

/** What a terminal obeys, what turns text, what takes no room, and halves of a character. */
const dangerous =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}\u00ad\u200b-\u200f\u2060-\u2064\ufeff\ufff9-\ufffb\u{e0001}\u{e0020}-\u{e007f}]/u;

test('each character that is not seen is shown by its code, whatever stands beside it', () => {
  for (const character of matching(dangerous)) {
    if (character === '\n' || character === '\t') continue;
    const code = (character.codePointAt(0) ?? 0).toString(16);
    const shown = printable(`a${character}b`);
    expect(shown).toMatch(new RegExp(`^a\\\\u\\{?0*${code}\\}?b$`));
  }
});

test('in JSON as well, from which the same value is read', () => {
  const value = {
    [matching(dangerous).join('')]: ['\\u{e0001}', 'क्\u200dष', '\u2068\u009b\u2069'],
  };
  const json = printableJson(value, 2);
  expect(JSON.parse(json)).toEqual(value);
  const [found] = json.replace(/[\n\u2068\u2069]|(?<=्)\u200d/g, '').match(dangerous) ?? [];
  expect(found).toBeUndefined();
});

test('letters, marks, digits, signs and emoji of every script are left as they are', () => {
  const seen = matching(/[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]/u);
  const changed = seen.filter((character) => printable(character) !== character);
  expect(changed).toEqual([]);
});

test.each([
  ['a Persian word', 'می\u200cخواهم'],
  ['a Hindi conjunct that is kept apart', 'क्\u200dष'],
  ['a Sinhala conjunct', 'ශ්\u200dරී'],
  ['a Malayalam letter that ends in a joiner', 'അവന്\u200d'],
  ['a family', '👩‍👩‍👧‍👦'],
  ['a flag out of two', '🏳️‍🌈'],
  ['the flag of Scotland', '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'],
  ['a word that is kept from turning the line', '\u2068القطة\u2069'],
])('%s keeps what joins it', (_, text) => expect(printable(text)).toBe(text));

test.each([
  ['a joiner between Latin letters', 'admin\u200dx', 'admin\\u200dx'],
  ['a joiner alone', '\u200c', '\\u200c'],
  ['a tag that no flag needs', 'a\u{e0067}\u{e007f}', 'a\\u{e0067}\\u{e007f}'],
  ['an isolate that does not end', '\u2067x', '\\u2067x'],
  ['an isolate that holds a control', '\u2068a\u001bb\u2069', '\u2068a\\u001bb\u2069'],
  ['a line end of Windows', 'one\r\ntwo', 'one\ntwo'],
  ['a line that would be written over', 'one\rtwo', 'one\\u000dtwo'],
])('%s is shown', (_, text, shown) => expect(printable(text)).toBe(shown));

test('a name takes one line', () => {
  expect(printableLine('a\n\tb')).toBe('a\\u000a\\u0009b');
});

describe('colours', () => {
  const before = process.env.FORCE_COLOR;
  beforeAll(() => {
    process.env.FORCE_COLOR = '1';
    delete process.env.NO_COLOR;
  });
  afterAll(() => {
    if (before === undefined) delete process.env.FORCE_COLOR;
    else process.env.FORCE_COLOR = before;
  });

  test("of the kit's own are kept, and those that a text brings are shown", () => {
    const text = paint('green', 'passed \u001b[31mfailed\u001b[39m');
    expect(toTerminal(text)).toBe('\u001b[32mpassed \\u001b[31mfailed\\u001b[39m\u001b[39m');
  });

  test('nest', () => {
    expect(toTerminal(paint('bold', `a ${paint('red', 'b')}`))).toBe(
      '\u001b[1ma \u001b[31mb\u001b[39m\u001b[22m',
    );
  });
});

test('what is printable stays as it is, and nothing of a text is lost', () => {
  const known = [
    'a',
    '0',
    '{',
    '\n',
    '\r',
    '\u001b',
    '\u2068',
    '\u2069',
    '\u200d',
    '猫',
    '👩',
    'क्',
    '\ud800',
  ];
  const letters = fc.oneof(fc.constantFrom(...known), fc.string({ unit: 'binary', maxLength: 1 }));
  const texts = fc.array(letters, { maxLength: 20 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(texts, (text) => {
      const once = printable(text);
      expect(printable(once)).toBe(once);
      const back = once.replace(/\\u(?:([\da-f]{4})|\{([\da-f]+)\})/g, (_, short, long) =>
        String.fromCodePoint(Number.parseInt(short ?? long, 16)),
      );
      if (!text.includes('\\u')) expect(back).toBe(text.replaceAll('\r\n', '\n'));
    }),
    { seed: 7, numRuns: 300 },
  );
});
