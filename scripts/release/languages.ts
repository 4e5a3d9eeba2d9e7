/** The languages that are handed out, without sentences of what stays in the kit. */
import { occursIn, unescaped } from '../languages/occurs';
import type { Phrases } from '../languages/phrases';

export const isLanguage = (path: string): boolean => /^scripts\/languages\/\w+\.json$/.test(path);

/** Code and data of the rooms whose sentences `check` says. */
export const isSaying = (path: string): boolean =>
  /^(?:exercises|reference\/(?:judging|running|visible|specs)|scripts\/check)\/.*\.(?:ts|json)$/.test(
    path,
  );

/**
 * Takes out of a language's file what only hidden tests, their misconceptions and exercises that are
 * not chosen say.
 * @param out what is said of what is handed out
 * @param kept the same of all that the kit has
 */
export function createSieve(out: string, kept: string): (language: string) => string {
  const [said, known] = [unescaped(out), unescaped(kept)];
  const stays = new Map<string, boolean>();
  const isOut = (english: string): boolean => {
    const found = stays.get(english) ?? (occursIn(said, english) || !occursIn(known, english));
    stays.set(english, found);
    return found;
  };
  return (language) => {
    const phrases: Phrases = JSON.parse(language);
    const left = Object.entries(phrases).filter(([english]) => isOut(english));
    return `${JSON.stringify(Object.fromEntries(left), null, 2)}\n`;
  };
}
