/**
 * What may reach a terminal. Submissions, models, hubs and file names hold any text, and some of it
 * is no text to a terminal: it colours, moves, deletes, reorders or hides what stands around it.
 * Such characters are shown by their code. What is written in a script is left as it is, with the
 * joiners that it needs; so are emoji, and the styles that this process itself gave.
 */
import { randomInt } from 'node:crypto';

/**
 * Four numbers that no terminal gives a meaning to, at the head of each style that this process
 * gives. Text from elsewhere cannot hold them, so its styles are known for what they are.
 */
const key = Array.from({ length: 4 }, () => randomInt(1000, 10_000)).join(';');
const ESC = '\u001b';

/** A style's code, marked as this process's own. */
export const sign = (code: string): string => code.replaceAll(`${ESC}[`, `${ESC}[${key};`);

/** Scripts whose letters take another form beside a joiner. */
const joining = [
  ...['Arab', 'Syrc', 'Mand', 'Nkoo', 'Adlm', 'Rohg', 'Mong', 'Phag', 'Sogd'],
  ...['Deva', 'Beng', 'Guru', 'Gujr', 'Orya', 'Taml', 'Telu', 'Knda', 'Mlym', 'Sinh'],
  ...['Khmr', 'Mymr', 'Tibt', 'Bali', 'Java', 'Newa', 'Cakm'],
]
  .map((script) => `\\p{Script_Extensions=${script}}`)
  .join('');

const kept = [
  `${ESC}\\[${key}[;\\d]*m`,
  '\\r(?=\\n)',
  `(?<=(?=[\\p{L}\\p{M}])[${joining}])[\\u200c\\u200d]`,
  // One picture out of several, and the flags of parts of a country.
  '(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f\\u20e3])\\u200d(?=\\p{Extended_Pictographic})',
  '(?<=\\u{1f3f4})[\\u{e0020}-\\u{e007e}]+\\u{e007f}',
].join('|');

/** A stretch that cannot turn the text around it. */
const isolated = '\\u2068([^\\n\\u2066-\\u2069]*)\\u2069';

/** Controls, line separators, halves of a character, and what formats without being seen. */
const unseen =
  '(?![\\n\\t])[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\ufff9-\\ufffb]|(?=\\p{Default_Ignorable_Code_Point})\\p{Cf}';

const special = new RegExp(`(${kept})|${isolated}|(${unseen})`, 'gu');
const plain = /^[\n\x20-\x7e]*$/;

function codeOf(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}

function withCodes(text: string, show: (character: string) => string): string {
  if (plain.test(text)) return text;
  return text.replace(special, (_, keep?: string, inner?: string, hidden?: string) => {
    if (keep !== undefined) return keep === '\r' ? '' : keep;
    return inner === undefined ? show(hidden ?? '') : `\u2068${withCodes(inner, show)}\u2069`;
  });
}

/**
 * The text with each character that a reader cannot see, or that a terminal obeys, as its code.
 * Lines and tabs stay. What it gives it leaves as it is.
 * @example printable('a\u001b[2Jb\u202e') // 'a\\u001b[2Jb\\u202e'
 */
export const printable = (text: string): string => withCodes(text, codeOf);

/**
 * A value as JSON that may be shown on a terminal, too: the same characters stand in it by the codes
 * that JSON has for them, so that what is read back is the value.
 */
export const printableJson = (value: unknown, indent = 0): string =>
  withCodes(JSON.stringify(value, null, indent), (character) =>
    character.split('').map(codeOf).join(''),
  );

/** The same on one line: a name cannot begin another. */
export const printableLine = (text: string): string => printable(text).replace(/[\n\t]/g, codeOf);

/** Printable text as a terminal takes it, this process's own styles among it. */
export const toTerminal = (text: string): string =>
  printable(text).replaceAll(`${ESC}[${key};`, `${ESC}[`);
