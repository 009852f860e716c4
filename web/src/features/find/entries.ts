import type { IconName } from '../../components/ui/Icon';
import { t } from '../../lib/i18n';
import { panel, show } from '../../lib/ui-state';
import { connect, routeBetween, setEnabled } from '../../live/commands';
import { toggleListening } from '../../live/listening';
import type { LiveState } from '../../live/state';

/** One line of the palette. */
export interface Entry {
  key: string;
  group: string;
  label: string;
  /** A dot in the colour of its kind, or an icon. */
  mark: 'in' | 'out' | 'mid' | IconName;
  note?: string;
  run: () => void;
}

/** Everything that can be jumped to or done. */
export function findEntries(live: LiveState, heardIds: ReadonlySet<string>): Entry[] {
  return [...goEntries(live), ...doEntries(live, heardIds)];
}

function goEntries({ sources, sinks, routes }: LiveState): Entry[] {
  const group = t('find.goto');
  return [
    ...sources.map((object): Entry => ({ key: `go-${object.config_id}`, group, label: object.name, mark: 'in', note: t('kind.source'), run: () => show('sources', object.config_id) })),
    ...sinks.map((object): Entry => ({ key: `go-${object.config_id}`, group, label: object.name, mark: 'out', note: t('kind.sink'), run: () => show('sinks', object.config_id) })),
    ...routes.map((object): Entry => ({ key: `go-${object.config_id}`, group, label: `${object.source} → ${object.sink}`, mark: 'mid', note: t('kind.route'), run: () => show('routes', object.config_id) })),
  ];
}

function doEntries({ sources, sinks }: LiveState, heardIds: ReadonlySet<string>): Entry[] {
  const group = t('find.do');
  const mute = (kind: 'sources' | 'sinks', id: string, name: string, enabled: boolean): Entry =>
    ({ key: `mute-${id}`, group, label: t(enabled ? 'find.mute' : 'find.unmute', { name }), mark: 'mute', run: () => void setEnabled(kind, id, !enabled) });
  return [
    ...sinks.map(({ config_id: id, name }): Entry => ({ key: `listen-${id}`, group, label: t(heardIds.has(id) ? 'find.stopListeningTo' : 'find.listenTo', { name }), mark: 'listen', run: () => toggleListening('sinks', id) })),
    { key: 'add-source', group, label: t('add.source'), mark: 'plus', run: () => panel.set('addSource') },
    { key: 'add-sink', group, label: t('add.sink'), mark: 'plus', run: () => panel.set('addSink') },
    ...sources.map(({ config_id, name, enabled }) => mute('sources', config_id, name, enabled)),
    ...sinks.map(({ config_id, name, enabled }) => mute('sinks', config_id, name, enabled)),
  ];
}

/** The sinks that a source is not routed to yet. */
export function routeEntries({ sources, sinks }: LiveState, sourceId: string): Entry[] {
  const source = sources.find((candidate) => candidate.config_id === sourceId);
  if (!source) return [];
  return sinks.filter((sink) => !routeBetween(source, sink)).map((sink) => ({
    key: sink.config_id, group: t('kind.sinks'), label: t('find.routeTo', { name: sink.name }), mark: 'out', run: () => void connect(sourceId, sink.config_id),
  }));
}

/** Every word of the query must occur; entries that begin with it come first. */
export function matching(entries: Entry[], query: string): Entry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = entries.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)));
  const first = words[0];
  if (first === undefined) return found;
  return [...found.filter(({ label }) => label.toLowerCase().startsWith(first)), ...found.filter(({ label }) => !label.toLowerCase().startsWith(first))];
}
