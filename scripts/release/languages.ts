/** The languages that are handed out, without sentences of what stays in the kit. */
import { occursIn } from '../languages/occurs';
import type { Phrases } from '../languages/phrases';

export const isLanguage = (path: string): boolean => /^scripts\/languages\/\w+\.json$/.test(path);

/**
 * A language's file without what only hidden tests, their misconceptions and exercises that are not
 * chosen say.
 * @param out all code and data that is handed out besides
 * @param kept the same of what stays in the kit
 */
export function withoutKept(language: string, out: string, kept: string): string {
  const phrases: Phrases = JSON.parse(language);
  const said = Object.entries(phrases).filter(
    ([english]) => occursIn(out, english) || !occursIn(kept, english),
  );
  return `${JSON.stringify(Object.fromEntries(said), null, 2)}\n`;
}
