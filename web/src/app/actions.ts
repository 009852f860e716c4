import type { IconName } from '../components/ui/Icon';
import type { Kind } from '../api/types';
import { openHistory, redo, undo } from '../features/history/undo';
import { stepDb, volumeToDb } from '../lib/fader';
import { t, type Key } from '../lib/i18n';
import { mayOperate, me } from '../lib/me';
import { keySheet, MODIFIER } from '../lib/shortcuts';
import { drawer, page, palette, panel, selection, show, view, type View } from '../lib/ui-state';
import { findObject, setEnabled, setGain } from '../live/commands';
import { stopAll, toggleListening } from '../live/listening';
import { toggleSolo } from '../live/solo';
import { stars } from '../live/stars';
import { VIEWS } from './places';
import { toggleTheme } from './theme';

interface Target {
  kind: Kind;
  id: string;
}

/** Something that a key does; the sheet of keys and the palette list it by its sentence. */
export interface Action {
  label: Key;
  /** As `KeyboardEvent.key` has it, in lower case; with `mod+` before it Ctrl or Cmd is held, with `shift+` Shift. */
  keys: readonly string[];
  /** In the palette too, with that mark; without one it is about the row with the focus. */
  icon?: IconName;
  /** It changes something, which not everybody may. */
  changes?: boolean;
  run: (event?: KeyboardEvent) => void;
}

/** Why who is here cannot do it; null when they can. */
export const barredWhy = ({ changes = false }: Action): string | null => (changes && !mayOperate(me.get()) ? t('barred.listener') : null);

export interface ActionGroup {
  title: Key;
  actions: readonly Action[];
}

/** What single letters are about: the row with the focus, else what is selected. */
export function target(): Target | null {
  const row = document.activeElement?.closest<HTMLElement>('[data-row]');
  const id = row?.dataset['row'];
  if (row && id) return { kind: kindOf(row.dataset['side']), id };
  return selection.get();
}

const kindOf = (side: string | undefined): Kind => (side === 'in' ? 'sources' : side === 'mid' ? 'routes' : 'sinks');

const onTarget = (act: (at: Target) => void) => () => {
  const at = target();
  if (at) act(at);
};

function nudge({ kind, id }: Target, step: number | null): void {
  const object = findObject(kind, id);
  if (object) setGain(kind, id, step === null ? 0 : stepDb(volumeToDb(object.volume), step));
}

function mute({ kind, id }: Target): void {
  const object = findObject(kind, id);
  if (object) void setEnabled(kind, id, !object.enabled);
}

export function openView(name: View): void {
  page.set('live');
  view.set(name);
}

const find = (): void => palette.set({ mode: 'find' });

export const ACTIONS: readonly ActionGroup[] = [
  {
    title: 'keys.go',
    actions: [
      { label: 'keys.find', keys: ['mod+k', '/'], run: () => (palette.get().mode === 'closed' ? find() : palette.set({ mode: 'closed' })) },
      ...VIEWS.map(({ name }, index): Action => ({ label: `keys.view.${name}` as Key, keys: [String(index + 1)], icon: 'live', run: () => openView(name) })),
      { label: 'health.title', keys: ['h'], icon: 'pulse', run: () => drawer.set(drawer.get() === 'health' ? 'none' : 'health') },
      { label: 'history.open', changes: true, keys: [], icon: 'clock', run: openHistory },
      { label: 'theme.toggle', keys: ['t'], icon: 'theme', run: toggleTheme },
      { label: 'keys.sheet', keys: ['?'], icon: 'keys', run: () => keySheet.set(!keySheet.get()) },
    ],
  },
  {
    title: 'keys.thing',
    actions: [
      { label: 'keys.listen', keys: ['l'], run: onTarget(({ kind, id }) => toggleListening(kind, id)) },
      { label: 'keys.mute', changes: true, keys: ['m'], run: onTarget(mute) },
      { label: 'keys.solo', changes: true, keys: ['s'], run: onTarget(({ kind, id }) => {
        if (kind !== 'routes') toggleSolo(id);
      }) },
      { label: 'keys.star', keys: ['f'], run: onTarget(({ kind, id }) => {
        if (kind !== 'routes') stars.toggle(id);
      }) },
      { label: 'keys.route', changes: true, keys: ['r'], run: onTarget(({ kind, id }) => {
        if (kind === 'sources') palette.set({ mode: 'routeFrom', sourceId: id });
      }) },
      { label: 'keys.equaliser', keys: ['e'], run: onTarget(({ kind, id }) => show(kind, id, 'eq')) },
      { label: 'keys.up', changes: true, keys: ['+'], run: onTarget((at) => nudge(at, 0.5)) },
      { label: 'keys.down', changes: true, keys: ['-'], run: onTarget((at) => nudge(at, -0.5)) },
      { label: 'keys.fine', changes: true, keys: ['shift++', 'shift+-'], run: (event) => onTarget((at) => nudge(at, event?.key === '-' || event?.key === '_' ? -0.1 : 0.1))() },
      { label: 'keys.reset', changes: true, keys: ['0'], run: onTarget((at) => nudge(at, null)) },
    ],
  },
  {
    title: 'keys.all',
    actions: [
      { label: 'undo.undo', changes: true, keys: ['mod+z'], icon: 'undo', run: () => void undo() },
      { label: 'undo.redo', changes: true, keys: ['mod+shift+z'], icon: 'redo', run: () => void redo() },
      { label: 'player.stopAll', keys: [], icon: 'stop', run: stopAll },
      { label: 'add.source', changes: true, keys: [], icon: 'plus', run: () => add('addSource') },
      { label: 'add.sink', changes: true, keys: [], icon: 'plus', run: () => add('addSink') },
    ],
  },
];

/** Keys that are heard elsewhere: on rows, in the matrix, on what is topmost. Only for the sheet. */
export const KEYS_ELSEWHERE: readonly { label: Key; keys: readonly string[] }[] = [
  { label: 'keys.move', keys: ['arrowup', 'arrowdown', 'arrowleft', 'arrowright'] },
  { label: 'keys.open', keys: ['enter'] },
  { label: 'keys.escape', keys: ['escape'] },
];

function add(what: 'addSource' | 'addSink'): void {
  page.set('live');
  panel.set(what);
}

const SHOWN: Record<string, string> = { mod: MODIFIER, shift: '⇧', arrowup: '↑', arrowdown: '↓', arrowleft: '←', arrowright: '→', enter: 'Enter', escape: 'Esc', '-': '\u2212', ' ': 'Space' };

/** The caps to press together for `mod+k`: Ctrl and K. */
export function capsOf(key: string): string[] {
  const last = key.endsWith('+') ? '+' : (key.split('+').at(-1) ?? key);
  const held = key.slice(0, -last.length).split('+').filter((part) => part !== '');
  return [...held, last].map((part) => SHOWN[part] ?? part.toUpperCase());
}
