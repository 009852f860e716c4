import { request } from '../api/client';
import { createLatestSender } from '../lib/latest-sender';
import { createStore } from '../lib/store';

/**
 * What the server remembers for a person: theme, view, stars, what was used last. One document of the server holds that
 * of all people, below `people`; who is not logged in is `anyone`. A change is seen at once and saved behind it.
 */
interface Document {
  people?: Record<string, Record<string, unknown>>;
}

const SAVES_AT_MOST_EACH_MS = 500;

/** This person's, by key. Empty until they are loaded. */
export const preferences = createStore<Readonly<Record<string, unknown>>>({});
/** False until the server has told them, so that what is on the page at the start is not saved over them. */
export const preferencesLoaded = createStore(false);

let person = 'anyone';
let unsaved: Record<string, unknown> = {};
const sender = createLatestSender<null>(send, SAVES_AT_MOST_EACH_MS);

/** A server that does not answer leaves what is known. */
export async function loadPreferences(name: string | null): Promise<void> {
  person = name ?? 'anyone';
  const document = await request('GET', '/preferences').catch(() => null);
  if (document === null) return;
  preferences.set({ ...(document as Document).people?.[person], ...unsaved });
  preferencesLoaded.set(true);
}

export function setPreference(key: string, value: unknown): void {
  preferences.set({ ...preferences.get(), [key]: value });
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
async function send(): Promise<void> {
  const going = unsaved;
  if (Object.keys(going).length === 0) return;
  unsaved = {};
  try {
    await request('PUT', '/preferences', { people: { [person]: going } });
  } catch {
    unsaved = { ...going, ...unsaved };
  }
}

/** Saves what could not be saved before. */
export const savePending = (): void => sender.push(null);
