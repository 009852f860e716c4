import { de } from './de';
import { en, type Key } from './en';

export type { Key } from './en';

/** The first of the browser's languages that we have; numbers follow it with its region. */
function choose(languages: readonly string[]): { locale: string; catalogue: Record<Key, string> } {
  for (const tag of languages) {
    if (/^de\b/i.test(tag)) return { locale: tag, catalogue: de };
    if (/^en\b/i.test(tag)) return { locale: tag, catalogue: en };
  }
  return { locale: 'en', catalogue: en };
}

/** The key under which this browser keeps the language that the person chose; without one it is the browser's. */
export const LANGUAGE_SAVED_AS = 'language';

/** Numbers keep the person's region when it goes with the language: "de-AT" for "de". */
function wishes(): readonly string[] {
  const language = localStorage.getItem(LANGUAGE_SAVED_AS);
  return language === null ? navigator.languages : [navigator.languages.find((tag) => tag.startsWith(language)) ?? language];
}

const chosen = choose(wishes());
export const { locale } = chosen;

export type Params = Record<string, string | number>;

export function t(key: Key, params: Params = {}): string {
  return chosen.catalogue[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
