import type { Kind } from '../api/types';
import type { Group } from './settings';
import { createStore } from './store';

/** What is selected, in every view the same. */
export interface Selection {
  kind: Kind;
  id: string;
}

/** A setting to be looked at, and the group that it stands in. */
export interface SettingWanted {
  name: string;
  group: Group;
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
/** The settings page opens at it. */
export const settingWanted = createStore<SettingWanted | null>(null);
/** The `config_id` whose changes alone the history shows; null for all. */
export const historyOf = createStore<string | null>(null);
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
