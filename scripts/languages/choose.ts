/**
 * Which language a learner reads: the one asked for, else the system's, else English. Knows their
 * names alone; what is said in them lies in one file each.
 */
import { closest, distance } from 'fastest-levenshtein';
import { UserError } from '../../reference/user-error';

/** Codes of ISO 639-1, and each language's own name. */
export const languages = {
  en: 'English',
  es: 'español',
  de: 'Deutsch',
  fr: 'français',
  zh: '中文',
  hi: 'हिन्दी',
} as const;

export type Code = keyof typeof languages;

const isCode = (text: string): text is Code => Object.hasOwn(languages, text);

/** `de_AT.UTF-8`, `zh-Hant-TW` → the language's part. */
const languageIn = (locale: string): string => (locale.split(/[-_.@]/)[0] ?? '').toLowerCase();

/** What POSIX's variables name, the strongest first; a locale without a language is English. */
function posixLocale(environment: NodeJS.ProcessEnv): string | undefined {
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  return LC_ALL || LC_MESSAGES || LANG;
}

/**
 * @param asked of `--lang`
 * @param environment whose LC_ALL, LC_MESSAGES and LANG count where nothing was asked
 * @throws UserError for a language that there is not
 */
export function chooseLanguage(
  asked: string | undefined,
  environment: NodeJS.ProcessEnv = process.env,
): Code {
  if (asked === undefined) {
    const locale = posixLocale(environment) ?? new Intl.DateTimeFormat().resolvedOptions().locale;
    const found = languageIn(locale);
    return isCode(found) ? found : 'en';
  }
  const found = languageIn(asked);
  if (isCode(found)) return found;
  const codes = Object.keys(languages);
  const nearest = closest(found, codes);
  const guess = distance(found, nearest) <= 1 ? `did you mean ${nearest}? ` : '';
  throw new UserError(`--lang ${asked}: ${guess}there are ${codes.join(', ')}`);
}
