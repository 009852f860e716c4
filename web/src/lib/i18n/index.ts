import { de } from './de';
import { allowed, program } from './de/program';
import { en, type Key } from './en';

export type { Key } from './en';

/** The first of the browser's languages that we have; numbers follow it with its region. */
function choose(languages: readonly string[]): { locale: string; catalogue: Record<Key, string>; programWords: ProgramWords } {
  for (const tag of languages) {
    if (/^de\b/i.test(tag)) return { locale: tag, catalogue: de, programWords: { meanings: program, allowed } };
    if (/^en\b/i.test(tag)) return { locale: tag, catalogue: en, programWords: OWN_WORDS };
  }
  return { locale: 'en', catalogue: en, programWords: OWN_WORDS };
}

/** What a language says of the settings of the program, which the server explains in English. */
export interface ProgramWords {
  /** What each is for, by its option. */
  meanings: Readonly<Record<string, string>>;
  /** The server's words for what it may be, in this language; null when their form is not known. */
  allowed: (words: string) => string | null;
}

const OWN_WORDS: ProgramWords = { meanings: {}, allowed: () => null };

/** The preference that holds the person's language; this browser keeps a copy of it, see live/preferences.ts. */
export const LANGUAGE = 'language';
export type Language = 'browser' | 'en' | 'de';

/** Numbers keep the person's region when it goes with the language: "de-AT" for "de". */
function wishes(language: string | null): readonly string[] {
  return language === null || language === 'browser' ? navigator.languages : [navigator.languages.find((tag) => tag.startsWith(language)) ?? language];
}

/** The locale that a choice of language leads to. */
export const localeOf = (language: string): string => choose(wishes(language)).locale;

const chosen = choose(wishes(localStorage.getItem(LANGUAGE)));
export const { locale, programWords } = chosen;

export type Params = Record<string, string | number>;

export function t(key: Key, params: Params = {}): string {
  return chosen.catalogue[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
