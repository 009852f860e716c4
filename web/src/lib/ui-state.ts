import type { Kind } from '../api/types';
import { createStore } from './store';

/** What is selected, in every view the same. */
export interface Selection {
  kind: Kind;
  id: string;
}

export type Page = 'live' | 'scenes' | 'stats' | 'logs' | 'people' | 'settings';
export type View = 'patch' | 'matrix' | 'mixer' | 'list';
export type Drawer = 'none' | 'health' | 'history';
export type Panel = 'none' | 'detail' | 'addSource' | 'addSink';
export type Palette = { mode: 'closed' } | { mode: 'find' } | { mode: 'routeFrom'; sourceId: string };

/** What the panel shows of what is selected. */
export type PanelTab = 'main' | 'eq' | 'layout' | 'delay';

export const selection = createStore<Selection | null>(null);
/** Where one is; the views are those of the page `live`. Both stand in the address, see app/address.ts. */
export const page = createStore<Page>('live');
export const view = createStore<View>('patch');
/** What floats over the right edge on every page. */
export const drawer = createStore<Drawer>('none');
export const panel = createStore<Panel>('none');
export const panelTab = createStore<PanelTab>('main');
export const palette = createStore<Palette>({ mode: 'closed' });

export function select(kind: Kind, id: string): void {
  const now = selection.get();
  if (now?.kind !== kind || now.id !== id) selection.set({ kind, id });
}

/** Selects and opens the panel on it, or on a part of it. */
export function show(kind: Kind, id: string, tab: PanelTab = 'main'): void {
  select(kind, id);
  panelTab.set(tab);
  panel.set('detail');
}

export function closePanel(): void {
  panel.set('none');
}

export function clearSelection(): void {
  selection.set(null);
  if (panel.get() === 'detail') closePanel();
}
