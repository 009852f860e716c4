import { useEffect } from 'react';
import type { Kind } from '../api/types';
import { stepDb, volumeToDb } from '../lib/fader';
import { closePanel, page, palette, panel, selection, show, view, type View } from '../lib/ui-state';
import { findObject, setEnabled, setGain } from '../live/commands';
import { toggleListening } from '../live/listening';
import { VIEWS } from './places';
import { toggleTheme } from './theme';

interface Target {
  kind: Kind;
  id: string;
}

/** What single letters are about: the row with the focus, else what is selected. */
function target(): Target | null {
  const row = document.activeElement?.closest<HTMLElement>('[data-row]');
  const id = row?.dataset['row'];
  if (row && id) return { kind: row.dataset['side'] === 'in' ? 'sources' : 'sinks', id };
  return selection.get();
}

function nudge(at: Target, step: number | null): void {
  const object = findObject(at.kind, at.id);
  if (object) setGain(at.kind, at.id, step === null ? 0 : stepDb(volumeToDb(object.volume), step));
}

const onTarget = (act: (at: Target) => void) => () => {
  const at = target();
  if (at) act(at);
};

function mute(at: Target): void {
  const object = findObject(at.kind, at.id);
  if (object) void setEnabled(at.kind, at.id, !object.enabled);
}

function openView(name: View): void {
  page.set('live');
  view.set(name);
}

const ACTIONS: Record<string, (event: KeyboardEvent) => void> = {
  ...Object.fromEntries(VIEWS.map(({ name }, index) => [String(index + 1), () => openView(name)])),
  '/': () => palette.set({ mode: 'find' }),
  t: toggleTheme,
  l: onTarget(({ kind, id }) => toggleListening(kind, id)),
  m: onTarget(mute),
  r: onTarget(({ kind, id }) => {
    if (kind === 'sources') palette.set({ mode: 'routeFrom', sourceId: id });
  }),
  '+': (event) => onTarget((at) => nudge(at, event.shiftKey ? 0.1 : 0.5))(),
  '-': (event) => onTarget((at) => nudge(at, event.shiftKey ? -0.1 : -0.5))(),
  0: onTarget((at) => nudge(at, null)),
};

function escape(): void {
  if (panel.get() !== 'none') closePanel();
  else selection.set(null);
}

const typing = (element: EventTarget | null): boolean => element instanceof HTMLElement && element.matches('input:not([type=radio]), select, textarea');

/** Keys of the whole page. Single letters only outside fields. */
export function useKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        palette.set(palette.get().mode === 'closed' ? { mode: 'find' } : { mode: 'closed' });
        return;
      }
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || palette.get().mode !== 'closed') return;
      if (event.key === 'Escape') {
        escape();
        return;
      }
      const option = document.activeElement?.getAttribute('role') === 'option' ? target() : null;
      if (option && (event.key === 'Enter' || event.key === ' ')) {
        event.preventDefault();
        show(option.kind, option.id);
        return;
      }
      const action = ACTIONS[event.key.toLowerCase()];
      if (!action) return;
      event.preventDefault();
      action(event);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}
