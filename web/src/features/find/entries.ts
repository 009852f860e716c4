import type { Kind, Objects } from '../../api/types';
import type { IconName } from '../../components/ui/Icon';
import { MAX_DB } from '../../lib/fader';
import { formatGain, parseGain, withUnit } from '../../lib/format';
import { t, type Key } from '../../lib/i18n';
import { mayOperate, me } from '../../lib/me';
import { page, palette, show } from '../../lib/ui-state';
import { connect, routeBetween, setEnabled, setGain } from '../../live/commands';
import { toggleListening } from '../../live/listening';
import type { LiveState } from '../../live/state';

/** One line of the palette. */
export interface Entry {
  key: string;
  group: Key;
  label: string;
  /** A dot in the colour of its kind, or an icon. */
  mark: 'in' | 'out' | 'mid' | IconName;
  note?: string;
  /** Searched too, and not shown. */
  also?: string;
  /** Opens another list: what is used last is then its choice, not this line. */
  leads?: boolean;
  /** Why who is here cannot do it; null when they can. */
  why?: () => string | null;
  run: () => void;
}

/** Of what changes something. */
export const forOperators = (): string | null => (mayOperate(me.get()) ? null : t('barred.listener'));

const MARKS = { sources: 'in', sinks: 'out', routes: 'mid' } as const;
const KIND_NAMES = { sources: 'kind.source', sinks: 'kind.sink', routes: 'kind.route' } as const;

interface Thing {
  kind: Kind;
  object: Objects[Kind];
  name: string;
}

function thingsOf({ sources, sinks, routes }: LiveState): Thing[] {
  return [
    ...sources.map((object): Thing => ({ kind: 'sources', object, name: object.name })),
    ...sinks.map((object): Thing => ({ kind: 'sinks', object, name: object.name })),
    ...routes.map((object): Thing => ({ kind: 'routes', object, name: `${object.source} → ${object.sink}` })),
  ];
}

/** Everything of the house that can be jumped to or done. */
export function thingEntries(live: LiveState, heardIds: ReadonlySet<string>): Entry[] {
  const things = thingsOf(live);
  return [...things.map(goEntry), ...things.flatMap((thing) => doEntries(thing, heardIds))];
}

function goEntry({ kind, object: { config_id: id }, name }: Thing): Entry {
  return {
    key: `go-${id}`, group: 'find.goto', label: name, mark: MARKS[kind], note: t(KIND_NAMES[kind]),
    run: () => {
      page.set('live');
      show(kind, id);
    },
  };
}

function doEntries({ kind, object: { config_id: id, enabled }, name }: Thing, heardIds: ReadonlySet<string>): Entry[] {
  const entries: Entry[] = [
    { key: `listen-${id}`, group: 'find.do', label: t(heardIds.has(id) ? 'find.stopListeningTo' : 'find.listenTo', { name }), mark: 'listen', run: () => toggleListening(kind, id) },
    { key: `mute-${id}`, group: 'find.do', label: t(enabled ? 'find.mute' : 'find.unmute', { name }), mark: 'mute', why: forOperators, run: () => void setEnabled(kind, id, !enabled) },
  ];
  if (kind === 'sources') entries.push({ key: `route-${id}`, group: 'find.do', label: t('find.routeFrom', { name }), mark: 'arrow', leads: true, why: forOperators, run: () => palette.set({ mode: 'routeFrom', sourceId: id }) });
  return entries;
}

/** The sinks that a source is not routed to yet. */
export function routeEntries({ sources, sinks }: LiveState, sourceId: string): Entry[] {
  const source = sources.find((candidate) => candidate.config_id === sourceId);
  if (!source) return [];
  return sinks.filter((sink) => !routeBetween(source, sink)).map((sink) => ({
    key: `route-${sourceId}-${sink.config_id}`, group: 'kind.sinks', label: t('find.routeTo', { name: sink.name }), mark: 'out', why: forOperators, run: () => void connect(sourceId, sink.config_id),
  }));
}

const MOST_TYPED = 6;
const GAIN_TYPED = /^(.*\S)\s+([+\-−–]?\d+(?:[.,]\d+)?|[-−–](?:inf|∞))\s*(?:db)?$/i;
const ROUTE_TYPED = /^(.+?)\s*(?:->|>|→|\s(?:to|nach)\s)\s*(.*)$/i;

/** What only the words themselves say: "kitchen −6" sets a gain, "radio > bed" makes a route. */
export function typedEntries(live: LiveState, query: string): Entry[] {
  return [...gainsTyped(live, query), ...routesTyped(live, query)];
}

function gainsTyped(live: LiveState, query: string): Entry[] {
  const [, words = '', figure = ''] = GAIN_TYPED.exec(query.trim()) ?? [];
  const gainDb = parseGain(figure);
  if (words === '' || gainDb === null || gainDb > MAX_DB) return [];
  const value = withUnit(formatGain(gainDb), 'dB');
  return thingsOf(live).filter(({ name }) => holds(name, words)).slice(0, MOST_TYPED).map(({ kind, object: { config_id: id }, name }): Entry => ({
    key: `gain-${id}-${gainDb}`, group: 'find.do', label: t('find.setGain', { name, value }), mark: 'gain', note: t(KIND_NAMES[kind]), why: forOperators, run: () => setGain(kind, id, gainDb),
  }));
}

function routesTyped({ sources, sinks }: LiveState, query: string): Entry[] {
  const [, from = '', to = ''] = ROUTE_TYPED.exec(query.trim()) ?? [];
  if (from === '') return [];
  return sources.filter(({ name }) => holds(name, from)).slice(0, MOST_TYPED).flatMap((source) =>
    sinks.filter((sink) => holds(sink.name, to) && !routeBetween(source, sink)).slice(0, MOST_TYPED).map((sink): Entry => ({
      key: `route-${source.config_id}-${sink.config_id}`, group: 'find.do', label: t('find.route', { source: source.name, sink: sink.name }), mark: 'mid', why: forOperators, run: () => void connect(source.config_id, sink.config_id),
    })),
  );
}

const wordsOf = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean);

const holds = (name: string, query: string): boolean => wordsOf(query).every((word) => name.toLowerCase().includes(word));

/**
 * Every word of the query must occur in what is said. First what begins with the first word, then where a word begins
 * with it, then where it stands in the name, then the rest; among equals what was used last, and else as it stands.
 */
export function matching(entries: readonly Entry[], query: string, recent: readonly string[] = []): Entry[] {
  const words = wordsOf(query);
  const first = words[0] ?? '';
  const usedAt = new Map(recent.map((key, place) => [key, place]));
  const rank = ({ key, label }: Entry): number => {
    const text = label.toLowerCase();
    const fit = text.startsWith(first) ? 0 : text.includes(` ${first}`) ? 1 : text.includes(first) ? 2 : 3;
    return fit * 1000 + (usedAt.get(key) ?? 999);
  };
  return entries
    .filter(({ label, note = '', also = '' }) => words.every((word) => `${label} ${note} ${also}`.toLowerCase().includes(word)))
    .map((entry) => ({ entry, at: rank(entry) }))
    .sort((one, other) => one.at - other.at)
    .map(({ entry }) => entry);
}

/** Before anything is typed: what was used last, then the rest. */
export function recentFirst(entries: readonly Entry[], recent: readonly string[]): Entry[] {
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  const used = recent.flatMap((key): Entry[] => {
    const entry = byKey.get(key);
    return entry ? [{ ...entry, group: 'find.recent' }] : [];
  });
  const keys = new Set(used.map(({ key }) => key));
  return [...used, ...entries.filter(({ key }) => !keys.has(key))];
}
