/** The languages that are handed out: of what the kit says no more than what is said in the release. */
import { occursIn } from '../languages/occurs';
import type { Phrases } from '../languages/phrases';

export const isLanguage = (path: string): boolean => /^scripts\/languages\/\w+\.json$/.test(path);

/**
 * A language's file without the sentences of hidden tests, and of exercises that are not chosen.
 * @param text all that is handed out besides
 */
export function onlySaid(language: string, text: string): string {
  const phrases: Phrases = JSON.parse(language);
  const said = Object.entries(phrases).filter(([english]) => occursIn(text, english));
  return `${JSON.stringify(Object.fromEntries(said), null, 2)}\n`;
}
