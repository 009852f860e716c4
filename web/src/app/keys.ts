import { useEffect } from 'react';
import { keySheet } from '../lib/shortcuts';
import { tell } from '../lib/toasts';
import { closePanel, drawer, palette, panel, selection, show } from '../lib/ui-state';
import { isBoolean, preference } from '../live/preferences';
import { ACTIONS, barredWhy, target, type Action } from './actions';

/** Name of the preference: single letters can be switched off (WCAG 2.2, 2.1.4). */
export const LETTER_KEYS = 'letterKeys';

const BY_KEY = new Map(ACTIONS.flatMap(({ actions }) => actions.flatMap((action) => action.keys.map((key): [string, Action] => [key, action]))));

/** The action of a press. Shift is part of the key for signs like `?`, so it is named only for plus and minus. */
export function actionOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): Action | undefined {
  if (event.altKey) return undefined;
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) return BY_KEY.get(`mod+${event.shiftKey ? 'shift+' : ''}${key}`);
  if (event.shiftKey && ['+', '*', '-', '_'].includes(key)) return BY_KEY.get(key === '-' || key === '_' ? 'shift+-' : 'shift++');
  return BY_KEY.get(key);
}

function escape(): void {
  if (keySheet.get()) keySheet.set(false);
  else if (drawer.get() !== 'none') drawer.set('none');
  else if (panel.get() !== 'none') closePanel();
  else selection.set(null);
}

const typing = (element: EventTarget | null): boolean => element instanceof HTMLElement && element.matches('input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]');

const isCovered = (): boolean => palette.get().mode !== 'closed' || document.querySelector('[popover]:popover-open, dialog[open]') !== null;

/** A row of the patch is opened by Enter or Space. */
function opensRow(event: KeyboardEvent): boolean {
  const row = document.activeElement?.getAttribute('role') === 'option' ? target() : null;
  if (!row || (event.key !== 'Enter' && event.key !== ' ')) return false;
  show(row.kind, row.id);
  return true;
}

/** Keys of the whole page. Single letters only outside fields, and not where they are switched off. */
export function useKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      const withModifier = event.ctrlKey || event.metaKey;
      const action = actionOf(event);
      if (withModifier) {
        // Ctrl-Z in a field takes back what was typed there.
        if (!action || (typing(event.target) && !action.keys.includes('mod+k'))) return;
      } else {
        if (typing(event.target) || isCovered()) return;
        if (event.key === 'Escape') {
          escape();
          return;
        }
        if (opensRow(event)) {
          event.preventDefault();
          return;
        }
        if (!action || !preference(LETTER_KEYS, isBoolean, true)) return;
      }
      event.preventDefault();
      const why = barredWhy(action);
      if (why === null) action.run(event);
      else tell(why);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}
