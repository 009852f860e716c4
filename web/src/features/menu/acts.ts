import type { Kind, Objects, Route } from '../../api/types';
import type { IconName } from '../../components/ui/Icon';
import { t } from '../../lib/i18n';
import { palette, show } from '../../lib/ui-state';
import { duplicate, setEnabled, setGain } from '../../live/commands';
import { toggleListening } from '../../live/listening';
import { remove } from '../../live/many';
import { toggleSolo } from '../../live/solo';
import { stars } from '../../live/stars';

/** A line of the menu of a row. */
export interface Act {
  label: string;
  icon: IconName;
  /** The letter that does the same, in the menu and without it. */
  hotkey?: string;
  /** For what is on or off. */
  on?: boolean;
  /** Changes what plays where, for all. */
  changes: boolean;
  danger?: boolean;
  /** Begins a part of the menu. */
  begins?: boolean;
  run: () => void;
}

/** What is the case with it now. */
export interface Now {
  heard: boolean;
  starred: boolean;
  alone: boolean;
}

/** Everything that can be done with a source, sink or route without its panel. */
export function actsOf<K extends Kind>(kind: K, object: Objects[K], { heard, starred, alone }: Now): Act[] {
  const { config_id: id, enabled } = object;
  const endpoint: 'sources' | 'sinks' | null = kind === 'sources' || kind === 'sinks' ? kind : null;
  const group = 'is_group' in object && object.is_group;
  const acts: (Act | false)[] = [
    { label: t('keys.open'), icon: 'settings', changes: false, run: () => show(kind, id) },
    !group && { label: t('keys.listen'), icon: 'listen', hotkey: 'L', on: heard, changes: false, run: () => toggleListening(kind, id) },
    endpoint !== null && { label: t('keys.star'), icon: starred ? 'starred' : 'star', hotkey: 'F', on: starred, changes: false, run: () => stars.toggle(id) },
    { label: t('keys.mute'), icon: 'mute', hotkey: 'M', on: !enabled, changes: true, begins: true, run: () => void setEnabled(kind, id, !enabled) },
    endpoint !== null && { label: t('keys.solo'), icon: 'pulse', hotkey: 'S', on: alone, changes: true, run: () => toggleSolo(id) },
    { label: t('keys.reset'), icon: 'gain', hotkey: '0', changes: true, run: () => setGain(kind, id, 0) },
    { label: t('keys.equaliser'), icon: 'stats', hotkey: 'E', changes: false, run: () => show(kind, id, 'eq') },
    kind === 'sources' && { label: t('keys.route'), icon: 'arrow', hotkey: 'R', changes: true, begins: true, run: () => palette.set({ mode: 'routeFrom', sourceId: id }) },
    endpoint !== null && { label: t('panel.duplicate'), icon: 'copy', changes: true, begins: kind === 'sinks', run: () => void duplicate(endpoint, id) },
    { label: t('panel.remove'), icon: 'close', changes: true, danger: true, begins: kind === 'routes', run: () => void remove(kind, id) },
  ];
  return acts.filter((act) => act !== false);
}

/** A route is called by its two ends. */
export const nameOf = <K extends Kind>(kind: K, object: Objects[K]): string =>
  kind === 'routes' ? `${(object as Route).source} → ${(object as Route).sink}` : object.name;
