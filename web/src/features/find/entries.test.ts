import { describe, expect, it } from 'vitest';
import { settingWanted } from '../../lib/ui-state';
import { EMPTY, type LiveState } from '../../live/state';
import { entriesOf } from './api/settings';
import { matching, recentFirst, thingEntries, typedEntries, type Entry } from './entries';

const common = { enabled: true, volume: 1, is_group: false, group_members: [] };
const live = {
  ...EMPTY,
  sources: [{ ...common, name: 'Turntable', config_id: 's1' }, { ...common, name: 'Kitchen radio', config_id: 's2' }],
  sinks: [{ ...common, name: 'Kitchen', config_id: 'k1' }, { ...common, name: 'Old kitchen', config_id: 'k2' }],
  routes: [],
} as unknown as LiveState;

const all = thingEntries(live, new Set());
const labels = (entries: Entry[]): string[] => entries.map(({ label }) => label);

describe('the palette', () => {
  it('puts what begins with the word before what holds it', () => {
    expect(labels(matching(all.filter(({ group }) => group === 'find.goto'), 'kit'))).toEqual(['Kitchen radio', 'Kitchen', 'Old kitchen']);
  });
  it('puts what was used last first among equals', () => {
    expect(labels(matching(all.filter(({ group }) => group === 'find.goto'), 'kit', ['go-k1']))).toEqual(['Kitchen', 'Kitchen radio', 'Old kitchen']);
  });
  it('finds by kind, too', () => {
    expect(labels(matching(all, 'kitchen sink'))).toEqual(['Kitchen', 'Old kitchen']);
  });
  it('finds settings by their explanation, after what is called so', () => {
    const settings = entriesOf({ tuning: [{ group: 'g', key: 'late_packet_threshold_ms', meaning: 'a kitchen', min: 0, max: 1, whole: false, default: 1, value: 1 }], program: [] });
    expect(labels(matching([...settings, ...all.filter(({ group }) => group === 'find.goto')], 'kit')).slice(0, 2)).toEqual(['Kitchen radio', 'Kitchen']);
    expect(labels(matching(settings, 'late'))).toHaveLength(1);
    matching(settings, 'language')[0]?.run();
    expect(settingWanted.get()).toEqual({ name: 'language', group: 'mine' });
  });
  it('begins with what was used last, once', () => {
    const shown = recentFirst(all, ['mute-k1', 'gone', 'go-s1']);
    expect(shown.slice(0, 2).map(({ key, group }) => [key, group])).toEqual([['mute-k1', 'find.recent'], ['go-s1', 'find.recent']]);
    expect(shown).toHaveLength(all.length);
  });
  it('sets a gain that is typed behind a name', () => {
    expect(labels(typedEntries(live, 'old kit −6,5 dB'))).toEqual(['Set Old kitchen to −6.5\u00a0dB']);
    expect(typedEntries(live, 'kitchen 11')).toEqual([]);
    expect(typedEntries(live, 'kitchen')).toEqual([]);
  });
  it('makes a route of two names with an arrow between them', () => {
    expect(labels(typedEntries(live, 'turn > old'))).toEqual(['Route Turntable to Old kitchen']);
    expect(labels(typedEntries(live, 'turntable to '))).toEqual([]);
    expect(labels(typedEntries(live, 'turntable to kit'))).toEqual(['Route Turntable to Kitchen', 'Route Turntable to Old kitchen']);
  });
});
