import type { MouseEvent, PointerEvent } from 'react';
import type { Kind } from '../api/types';
import { followPress } from './press';
import { createStore } from './store';

/** Whose menu is open, and where it was asked for. */
export interface RowMenu {
  kind: Kind;
  id: string;
  x: number;
  y: number;
  /** Asked for by a key: its first line has the focus then. */
  byKey: boolean;
}

export const rowMenu = createStore<RowMenu | null>(null);

export const openRowMenu = (kind: Kind, id: string, x: number, y: number, byKey = false): void => rowMenu.set({ kind, id, x, y, byKey });

export const closeRowMenu = (): void => rowMenu.set(null);

/** A right click, or the key for menus. */
export function onMenuAsked(event: MouseEvent, kind: Kind, id: string): void {
  if (event.target instanceof Element && event.target.closest('input:not([type=checkbox])')) return;
  event.preventDefault();
  event.stopPropagation();
  const box = event.currentTarget.getBoundingClientRect();
  const byKey = event.button !== 2 && !(event.nativeEvent as Partial<globalThis.PointerEvent>).pointerType;
  openRowMenu(kind, id, byKey ? box.left + 16 : event.clientX, byKey ? box.top + 24 : event.clientY, byKey);
}

/** What gives a row its menu where it has no drag of its own. */
export const menuOf = (kind: Kind, id: string) => ({
  onContextMenu: (event: MouseEvent) => onMenuAsked(event, kind, id),
  onPointerDown: (event: PointerEvent) => {
    if (event.pointerType === 'touch') followPress(event, { onRest: (x, y) => openRowMenu(kind, id, x, y) });
  },
});
