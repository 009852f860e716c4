import { request } from '../api/client';
import { createLatestSender } from '../lib/latest-sender';
import { createStore } from '../lib/store';

/**
 * What is remembered for a person: theme, language, view, stars, what was used last. The server keeps it, of all who are
 * not logged in by name together. A change is seen at once and saved behind it.
 *
 * How the page looks is a matter of this browser where nobody has a name, and known before the first paint: of these keys
 * the browser keeps a copy.
 */
const LOOKS: readonly string[] = ['theme', 'language', 'view', 'letterKeys'];

const SAVES_AT_MOST_EACH_MS = 500;

type Values = Readonly<Record<string, unknown>>;

/** This person's, by key. What the browser has copies of, until they are loaded. */
export const preferences = createStore<Values>(copies());
/** False until the server has told them, so that what is on the page at the start is not saved over them. */
export const preferencesLoaded = createStore(false);

let owner: string | null | undefined;
let unsaved: Record<string, unknown> = {};
let sending: Promise<void> = Promise.resolve();
const sender = createLatestSender<null>(() => send(), SAVES_AT_MOST_EACH_MS);

/** Texts as they are, so that other pages of the server can read them too. */
function copies(): Values {
  const known = LOOKS.flatMap((key): [string, unknown][] => {
    const copy = localStorage.getItem(key);
    return copy === null ? [] : [[key, copy === 'true' ? true : copy === 'false' ? false : copy]];
  });
  return Object.fromEntries(known);
}

function copy(key: string, value: unknown): void {
  if (typeof value === 'string' || typeof value === 'boolean') localStorage.setItem(key, String(value));
  else localStorage.removeItem(key);
}

const without = (values: Values, keys: readonly string[]): Values => Object.fromEntries(Object.entries(values).filter(([key]) => !keys.includes(key)));

/** A server that does not answer leaves what is known. */
export async function loadPreferences(name: string | null): Promise<void> {
  if (name !== owner) {
    unsaved = {};
    preferencesLoaded.set(false);
  }
  owner = name;
  const told = await request('GET', '/api/preferences').catch(() => null);
  if (told === null) return;
  const own = { ...(told as Values), ...unsaved };
  if (name !== null) for (const key of LOOKS) copy(key, own[key]);
  preferences.set(name !== null ? own : { ...without(own, LOOKS), ...copies() });
  preferencesLoaded.set(true);
}

export function setPreference(key: string, value: unknown): void {
  preferences.set({ ...preferences.get(), [key]: value });
  const looks = LOOKS.includes(key);
  if (looks) copy(key, value);
  if (looks && owner === null) return;
  unsaved[key] = value;
  sender.push(null);
}

/** The value under that key when it is of the kind that is expected, else the fallback. */
export function preference<T>(key: string, is: (value: unknown) => value is T, fallback: T): T {
  const value = preferences.get()[key];
  return is(value) ? value : fallback;
}

export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
export const isText = (value: unknown): value is string => typeof value === 'string';
export const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);

/** What cannot be saved now goes out with the next change, or after the connection is back. */
function send(): Promise<void> {
  const going = unsaved;
  if (Object.keys(going).length === 0) return sending;
  unsaved = {};
  sending = request('PUT', '/api/preferences', going).then(
    () => undefined,
    () => {
      unsaved = { ...going, ...unsaved };
    },
  );
  return sending;
}

/** Saves what could not be saved before. */
export const savePending = (): void => sender.push(null);

/** Saves at once, before the page is left; done when the server has answered. */
export const saveNow = (): Promise<void> => send();
