import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isBoolean, loadPreferences, preference, preferences, saveNow, savePending, setPreference } from './preferences';

const saved: unknown[] = [];
let works = true;
let told: object = {};

beforeEach(() => {
  vi.useFakeTimers();
  saved.length = 0;
  works = true;
  told = { letterKeys: false, stars: ['a'] };
  localStorage.clear();
  vi.stubGlobal('fetch', (path: string, { method, body }: RequestInit) => {
    expect(path).toBe('/api/preferences');
    if (!works) return Promise.reject(new TypeError('no network'));
    if (method === 'PUT') saved.push(JSON.parse(body as string));
    return Promise.resolve(new Response(JSON.stringify(told)));
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  preferences.set({});
});

describe('preferences', () => {
  it('are those of the person who is logged in, with a copy of how the page looks for the next first paint', async () => {
    localStorage.setItem('theme', 'light'); // of who was here before
    await loadPreferences('anna');
    expect(preference('letterKeys', isBoolean, true)).toBe(false);
    expect([localStorage.getItem('letterKeys'), localStorage.getItem('theme'), localStorage.getItem('stars')]).toEqual(['false', null, null]);
  });

  it('of how the page looks are the browser’s where nobody has a name; the rest is the server’s', async () => {
    localStorage.setItem('theme', 'light');
    told = { theme: 'dark', stars: ['a'] };
    await loadPreferences(null);
    expect(preferences.get()).toEqual({ theme: 'light', stars: ['a'] });
    setPreference('view', 'mixer');
    setPreference('stars', ['b']);
    await vi.runAllTimersAsync();
    expect(saved).toEqual([{ stars: ['b'] }]);
    expect(localStorage.getItem('view')).toBe('mixer');
  });

  it('of another kind than expected are as if they were not there', async () => {
    await loadPreferences('anna');
    setPreference('letterKeys', 'no');
    expect(preference('letterKeys', isBoolean, true)).toBe(true);
    await vi.runAllTimersAsync();
  });

  it('are seen at once, and saved together', async () => {
    await loadPreferences('anna');
    setPreference('theme', 'dark');
    setPreference('view', 'list');
    setPreference('view', 'patch');
    expect(preferences.get()['view']).toBe('patch');
    await vi.runAllTimersAsync();
    expect(saved).toEqual([{ theme: 'dark' }, { view: 'patch' }]);
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
    expect(saved).toEqual([{ theme: 'light' }]);
  });

  it('are saved before the page is left', async () => {
    await loadPreferences('anna');
    setPreference('theme', 'dark');
    setPreference('language', 'de');
    await saveNow();
    expect(saved).toEqual([{ theme: 'dark' }, { language: 'de' }]);
    await vi.runAllTimersAsync();
  });
});
