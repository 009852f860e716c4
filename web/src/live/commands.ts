import { api, sentenceOf } from '../api/client';
import type { Kind, Objects, Route, Sink, Source } from '../api/types';
import { dbToVolume } from '../lib/fader';
import { t } from '../lib/i18n';
import { mayOperate, me } from '../lib/me';
import { tell } from '../lib/toasts';
import { selection, show } from '../lib/ui-state';
import { edits, shown } from './session';

/** What people do, one function each; refusals are told in a toast with the server's sentence. */

const APPEARS_WITHIN_MS = 5000;

export const findObject = <K extends Kind>(kind: K, id: string): Objects[K] | undefined =>
  (shown.get()[kind] as Objects[K][]).find((object) => object.config_id === id);

export function setGain(kind: Kind, id: string, gainDb: number): void {
  edits.drag(kind, id, 'volume', dbToVolume(gainDb));
}

export async function setEnabled(kind: Kind, id: string, enabled: boolean): Promise<void> {
  await orTell(edits.set(kind, id, { enabled }));
}

/** The object after it has arrived by the live connection, or undefined when it does not. */
export function appeared<K extends Kind>(kind: K, name: string): Promise<Objects[K] | undefined> {
  const look = (): Objects[K] | undefined => (shown.get()[kind] as Objects[K][]).find((object) => object.name === name);
  const there = look();
  if (there) return Promise.resolve(there);
  return new Promise((resolve) => {
    const finish = (object: Objects[K] | undefined): void => {
      clearTimeout(timer);
      unsubscribe();
      resolve(object);
    };
    const timer = setTimeout(() => finish(undefined), APPEARS_WITHIN_MS);
    const unsubscribe = shown.subscribe(() => {
      const object = look();
      if (object) finish(object);
    });
  });
}

/** Creates and waits until the object is part of the page. Throws the server's refusal, for a form. */
export async function create<K extends Kind>(kind: K, object: Partial<Objects[K]> & { name: string }): Promise<Objects[K] | undefined> {
  await api.create(kind, object);
  return appeared(kind, object.name);
}

/** Connects at 0 dB, selects the new route unless something else shall stay selected, and offers to take it back. */
export async function connect(sourceId: string, sinkId: string, selects = true): Promise<void> {
  const source = findObject('sources', sourceId);
  const sink = findObject('sinks', sinkId);
  if (!source || !sink) return;
  if (!mayOperate(me.get())) {
    tell(t('barred.listener'));
    return;
  }
  if (routeBetween(source, sink)) {
    tell(t('toast.already', { source: source.name, sink: sink.name }));
    return;
  }
  const route = await orTell(create('routes', newRoute(source, sink)));
  if (!route) return;
  if (selects) selection.set({ kind: 'routes', id: route.config_id });
  tell(t('toast.routed', { source: source.name, sink: sink.name }), () => void orTell(api.remove('routes', route.name)));
}

export const routeBetween = (source: Source, sink: Sink): Route | undefined =>
  shown.get().routes.find((route) => route.source === source.name && route.sink === sink.name);

/** A route's name is its own, so that two routes of one pair of names never meet. */
export function newRoute(source: Source, sink: Sink, volume = 1): Partial<Route> & { name: string } {
  const name = freeName(`${source.name} → ${sink.name}`, shown.get().routes);
  return { name, source: source.name, sink: sink.name, enabled: true, volume };
}

export function freeName(wish: string, taken: readonly { name: string }[]): string {
  const names = new Set(taken.map((object) => object.name));
  let name = wish;
  for (let number = 2; names.has(name); number++) name = `${wish} ${number}`;
  return name;
}

/** Moves to a place in the list, counted without what is moved. */
export async function reorder(kind: Kind, id: string, place: number): Promise<void> {
  if (findObject(kind, id)) await orTell(edits.move(kind, id, place));
}

/** Makes a group of some sources or sinks and opens it. */
export async function groupThem(kind: 'sources' | 'sinks', ids: readonly string[]): Promise<void> {
  const members = ids.flatMap((id) => findObject(kind, id)?.name ?? []);
  const name = freeName(t('group.new'), shown.get()[kind]);
  const group = await orTell<Source | Sink | undefined>(create<'sources' | 'sinks'>(kind, { name, is_group: true, group_members: members }));
  if (group) show(kind, group.config_id);
}

/** A copy under a free name, without routes. The copy of a sink is off: two of one address would both send to it. */
export async function duplicate(kind: 'sources' | 'sinks', id: string): Promise<void> {
  const object = findObject(kind, id);
  if (!object) return;
  // The server gives a new identity where none is told.
  const rest = Object.fromEntries(Object.entries(object).filter(([key]) => key !== 'config_id'));
  const copy = { ...rest, name: freeName(object.name, shown.get()[kind]), ...(kind === 'sinks' && !object.is_group ? { enabled: false } : {}) };
  const made = await orTell(create(kind, copy));
  if (!made) return;
  show(kind, made.config_id);
  tell(t('toast.copied', { name: made.name }), () => void orTell(api.remove(kind, made.name)));
}

export const routesOf = (name: string, kind: Kind): Route[] =>
  shown.get().routes.filter((route) => (kind === 'sources' ? route.source : route.sink) === name);

/** The answer; a refusal is told, and there is none. */
export async function orTell<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (refusal) {
    tell(sentenceOf(refusal));
    return undefined;
  }
}
