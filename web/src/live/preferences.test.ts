import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isBoolean, loadPreferences, preference, preferences, savePending, setPreference } from './preferences';

const saved: unknown[] = [];
let works = true;

beforeEach(() => {
  vi.useFakeTimers();
  saved.length = 0;
  works = true;
  vi.stubGlobal('fetch', (_path: string, { method, body }: RequestInit) => {
    if (!works) return Promise.reject(new TypeError('no network'));
    if (method === 'PUT') saved.push(JSON.parse(body as string));
    return Promise.resolve(new Response(JSON.stringify({ people: { anna: { letters: false }, anyone: { letters: true } }, tutorial: {} })));
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  preferences.set({});
});

describe('preferences', () => {
  it('are those of the person who is logged in', async () => {
    await loadPreferences('anna');
    expect(preference('letters', isBoolean, true)).toBe(false);
    await loadPreferences(null);
    expect(preference('letters', isBoolean, false)).toBe(true);
  });

  it('of another kind than expected are as if they were not there', async () => {
    await loadPreferences('anna');
    setPreference('letters', 'no');
    expect(preference('letters', isBoolean, true)).toBe(true);
    await vi.runAllTimersAsync();
  });

  it('are seen at once, and saved together', async () => {
    await loadPreferences('anna');
    setPreference('theme', 'dark');
    setPreference('view', 'list');
    setPreference('view', 'patch');
    expect(preferences.get()['view']).toBe('patch');
    await vi.runAllTimersAsync();
    expect(saved).toEqual([{ people: { anna: { theme: 'dark' } } }, { people: { anna: { view: 'patch' } } }]);
  });

  it('that could not be saved are saved when the server is back', async () => {
    await loadPreferences('anna');
    works = false;
    setPreference('theme', 'light');
    await vi.runAllTimersAsync();
    works = true;
    await loadPreferences('anna');
    expect(preferences.get()['theme']).toBe('light');
    savePending();
    await vi.runAllTimersAsync();
    expect(saved).toEqual([{ people: { anna: { theme: 'light' } } }]);
  });
});
