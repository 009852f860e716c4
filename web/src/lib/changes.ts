import type { ValueChange } from '../api/office';
import { volumeToDb } from './fader';
import { formatGain, formatNumber, withUnit } from './format';
import { shown as live } from '../live/session';
import { t, type Key } from './i18n';

const NAMED = new Set(['volume', 'delay', 'timeshift', 'equalizer', 'speaker_layouts', 'volume_normalization', 'ip', 'port', 'tag', 'sample_rate', 'bit_depth', 'channels', 'channel_layout', 'protocol', 'group_members', 'source', 'sink']);

const keyName = (key: string): string => (NAMED.has(key) ? t(`key.${key}` as Key) : key.replaceAll('_', ' '));

function shown(key: string, value: unknown): string | null {
  if (key === 'volume' && typeof value === 'number') return withUnit(formatGain(volumeToDb(value)), 'dB');
  if (key === 'delay' && typeof value === 'number') return withUnit(formatNumber(value), 'ms');
  if (key === 'timeshift' && typeof value === 'number') return withUnit(formatNumber(value), 's');
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'boolean') return t(value ? 'settings.on' : 'settings.off');
  if (typeof value === 'string') return value === '' ? '–' : value;
  return value === null ? '–' : null;
}

/** A route is called by its two ends, whatever its own name is. */
function spokenName({ kind, name, config_id }: ValueChange): string {
  const route = kind === 'route' ? live.get().routes.find((candidate) => candidate.config_id === config_id) : undefined;
  return route ? `${route.source} → ${route.sink}` : name;
}

/** One change in a sentence. */
export function describeChange(change: ValueChange): string {
  const { key } = change;
  const name = spokenName(change);
  if (change.change !== 'changed' || key === undefined) return t(change.change === 'deleted' ? 'change.deleted' : 'change.added', { name });
  if (key === 'enabled') return t(change.to === true ? 'change.on' : 'change.off', { name });
  if (key === 'name') return t('change.renamed', { from: String(change.from), to: String(change.to) });
  if (key === 'index') return t('change.moved', { name });
  const [from, to] = [shown(key, change.from), shown(key, change.to)];
  const what = capitalised(keyName(key));
  return from === null || to === null ? t('change.other', { key: what, name }) : t('change.value', { key: what, name, from, to });
}

/** Several in one line: the first, and how many more. */
export function describeChanges(changes: readonly ValueChange[]): string {
  const [first] = changes;
  if (!first) return t('change.none');
  const sentence = describeChange(first);
  return changes.length === 1 ? sentence : t('change.more', { first: sentence, count: changes.length - 1 });
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** The right one of two sentences by number. */
export function counted(key: 'scene.values' | 'scene.things' | 'health.alarms' | 'health.warnings' | 'measured.late', count: number): string {
  return t(count === 1 ? `${key}.one` : `${key}.other`, { count: formatNumber(count) });
}
