import { api, type Change } from '../api/client';
import type { Kind, Objects, Route, Sink, Source } from '../api/types';
import { dbToVolume } from '../lib/fader';
import { formatGain, withUnit } from '../lib/format';
import { t } from '../lib/i18n';
import { tell } from '../lib/toasts';
import { closePanel, selection } from '../lib/ui-state';
import { findObject, freeName, orTell, routeBetween, routesOf } from './commands';
import { shown } from './session';

/** What people do with many things at once: one change for the server, so that it is all or none and one step to undo. */

export interface Chosen {
  kind: Kind;
  id: string;
}

type Thing = Chosen & { object: Objects[Kind] };

const things = (chosen: readonly Chosen[]): Thing[] => chosen.flatMap(({ kind, id }) => {
  const object = findObject(kind, id);
  return object ? [{ kind, id, object }] : [];
});

/** Makes the changes and tells of them, with the way back. */
async function change(changes: Change[], back: Change[], told: string): Promise<void> {
  if (changes.length === 0) return;
  const done = await orTell(api.changeMany(changes));
  if (done !== undefined) tell(told, () => void orTell(api.changeMany(back)));
}

const valuesOf = (some: readonly Thing[], values: (object: Objects[Kind]) => object): Change[] =>
  some.map(({ kind, object }) => ({ kind, name: object.name, set: values(object) }));

export async function enableMany(chosen: readonly Chosen[], enabled: boolean): Promise<void> {
  const some = things(chosen).filter(({ object }) => object.enabled !== enabled);
  await change(valuesOf(some, () => ({ enabled })), valuesOf(some, () => ({ enabled: !enabled })), t(enabled ? 'many.on' : 'many.off', { count: some.length }));
}

export async function setGainOfMany(chosen: readonly Chosen[], gainDb: number): Promise<void> {
  const some = things(chosen);
  const volume = dbToVolume(gainDb);
  await change(valuesOf(some, () => ({ volume })), valuesOf(some, (object) => ({ volume: object.volume })), t('many.gain', { count: some.length, value: withUnit(formatGain(gainDb), 'dB') }));
}

/** Routes each of the sources to the sink, or the source to each of the sinks; what is routed already stays. */
export async function routeMany(sourceIds: readonly string[], sinkIds: readonly string[]): Promise<void> {
  const taken = [...shown.get().routes];
  const routes: (Partial<Route> & { name: string })[] = [];
  for (const source of sourceIds.map((id) => findObject('sources', id))) {
    for (const sink of sinkIds.map((id) => findObject('sinks', id))) {
      if (!source || !sink || routeBetween(source, sink)) continue;
      const name = freeName(`${source.name} → ${sink.name}`, [...taken, ...routes]);
      routes.push({ name, source: source.name, sink: sink.name, enabled: true, volume: 1 });
    }
  }
  if (routes.length === 0) {
    tell(t('many.routedAlready'));
    return;
  }
  await change(routes.map((add) => ({ kind: 'routes', add })), routes.map(({ name }) => ({ kind: 'routes', name, delete: true })), t('many.routed', { count: routes.length }));
}

/** Asks nothing; the toast brings everything back: endpoints with their routes, in their groups. */
export async function removeMany(chosen: readonly Chosen[]): Promise<void> {
  const some = things(chosen);
  const endpoints = some.filter(({ kind }) => kind !== 'routes');
  const routes = [...new Set([...some.filter(({ kind }) => kind === 'routes').map(({ object }) => object as Route), ...endpoints.flatMap(({ kind, object }) => routesOf(object.name, kind))])];
  if (some.some(({ id }) => id === selection.get()?.id)) {
    selection.set(null);
    closePanel();
  }
  // The server keeps an endpoint that a route names, so routes go first; and a group needs its members, so it comes back last.
  const back = [...endpoints.filter(({ object }) => !(object as Source | Sink).is_group), ...endpoints.filter(({ object }) => (object as Source | Sink).is_group)];
  await change(
    [...routes.map(({ name }): Change => ({ kind: 'routes', name, delete: true })), ...endpoints.map(({ kind, object }): Change => ({ kind, name: object.name, delete: true }))],
    [...back.map(({ kind, object }): Change => ({ kind, add: object })), ...groupsAround(endpoints), ...routes.map((add): Change => ({ kind: 'routes', add }))],
    some.length === 1 && some[0] ? t('toast.removed', { name: some[0].object.name }) : t('many.removed', { count: some.length }),
  );
}

/** The groups that stay, with the members that they have now. */
function groupsAround(endpoints: readonly Thing[]): Change[] {
  const names = new Set(endpoints.map(({ kind, object }) => `${kind}/${object.name}`));
  return (['sources', 'sinks'] as const).flatMap((kind) =>
    (shown.get()[kind] as (Source | Sink)[])
      .filter((group) => !names.has(`${kind}/${group.name}`) && group.group_members.some((member) => names.has(`${kind}/${member}`)))
      .map(({ name, group_members }): Change => ({ kind, name, set: { group_members } })));
}

export const remove = (kind: Kind, id: string): Promise<void> => removeMany([{ kind, id }]);

/** Takes a route away; the toast can bring it back. */
export const disconnect = (routeId: string): Promise<void> => remove('routes', routeId);
