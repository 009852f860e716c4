import { afterEach, expect, it, vi } from 'vitest';
import { FLAT, withGains } from '../lib/equalizer';
import { bypassedOf, forgetBypassed, keepBypassed } from './bypassed';
import { loadPreferences, preferences, saveNow } from './preferences';

afterEach(() => {
  preferences.set({});
  vi.unstubAllGlobals();
});

it('a curve that is bypassed comes back after a reload', async () => {
  let kept = {};
  vi.stubGlobal('fetch', (_path: string, { method, body }: RequestInit) => {
    if (method === 'PUT') kept = { ...kept, ...(JSON.parse(body as string) as object) };
    return Promise.resolve(new Response(JSON.stringify(kept)));
  });
  const curve = withGains(FLAT, Array.from({ length: 18 }, (_, band) => (band === 3 ? 4 : 0)));
  await loadPreferences('anna');
  keepBypassed('k', curve);
  keepBypassed('l', FLAT);
  await saveNow();
  preferences.set({}); // the page begins anew
  await loadPreferences('anna');
  expect(bypassedOf('k')).toEqual(curve);
  forgetBypassed('k');
  expect([bypassedOf('k'), bypassedOf('l')]).toEqual([undefined, FLAT]);
  await saveNow();
});
