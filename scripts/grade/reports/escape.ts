/** Text that strangers wrote, made harmless for the format it goes into. */
import { toUSVString } from 'node:util';

/** What no reader can see, or what turns the text around it; only a rejected id has any. */
const unseen = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const showUnseen = (text: string): string => toUSVString(text).replace(unseen, '\ufffd');

/** What a spreadsheet would run as a formula, also in its full-width form. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

/** A cell of a CSV file, always quoted, never a formula. */
export function csvText(text: string): string {
  const visible = showUnseen(text).replaceAll('"', '""');
  return formula.test(text) ? `"'${visible}"` : `"${visible}"`;
}

/** Characters that XML 1.0 has no way to write. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to take out
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/g;

const xmlCodes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Text for an XML attribute or element; `>` goes too, so that no `]]>` is left. */
export const xmlText = (text: string): string =>
  toUSVString(text)
    .replace(notXml, '\ufffd')
    .replace(/[&<>"'\t\n\r]/g, (character) => xmlCodes[character] ?? '');

const htmlCodes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for HTML, as an element's or in a quoted attribute. */
export const htmlText = (text: string): string =>
  showUnseen(text).replace(/[&<>"']/g, (character) => htmlCodes[character] ?? '');

/**
 * Text for Markdown that is shown as HTML: every sign of either is written by its number, and it
 * stands in `<code>`, where GitHub makes neither links nor mentions of it.
 */
export function markdownCode(text: string): string {
  const escaped = showUnseen(text).replace(/[!-/:-@[-`{-~]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<code>${escaped}</code>`;
}

/**
 * The same outside of tables, readable as it stands in the file, too: a code span, whose backticks
 * are one more than any run of them in the text.
 */
export function markdownSpan(text: string): string {
  const visible = showUnseen(text).replace(/^(?=[ `])|(?<=[ `])$/g, ' ');
  const longest = Math.max(0, ...(visible.match(/`+/g) ?? []).map((run) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${visible || ' '}${ticks}`;
}

/** Our own prose in Markdown: only what would end a cell or begin a tag or an emphasis. */
export const markdownText = (text: string): string => text.replace(/[\\`*_<>|[\]]/g, '\\$&');

/** JSON in which every character can be seen, so that a reviewer reads what a program reads. */
export const visibleJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent).replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
