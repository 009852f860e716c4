import type { LiveState } from '../live/state';
import type { Route, Sink, Source } from '../api/types';
import { soloed } from '../live/solo';
import { volumeToDb } from './fader';
import { groupsOf } from './groups';
import { factsOf } from './use-live';

/** What a route is with all that stands before and behind it. */
export interface Path {
  route: Route;
  source: Source;
  sink: Sink;
  /** Whose levels it carries: the source, or the members of its group. */
  levelIds: readonly string[];
  /** Gains of the route, the sink and their groups together; a source's level is measured behind its own gain. */
  gainDb: number;
  /** Switched off here or at one of its ends, or not among what is heard alone. */
  off: boolean;
  /** The sink cannot sound. */
  gone: boolean;
}

/** The routes whose both ends are there. */
export function pathsOf({ sources, sinks, routes, status }: LiveState): Path[] {
  const [from, to] = [groupsOf(sources), groupsOf(sinks)];
  const alone = soloed.get();
  const [aloneFrom, aloneTo] = [leavesAlone(sources, alone), leavesAlone(sinks, alone)];
  return routes.flatMap((route) => {
    const [source, sink] = [from.byName.get(route.source), to.byName.get(route.sink)];
    if (!source || !sink) return [];
    const [starts, ends] = [from.leavesOf(source.name), to.leavesOf(sink.name)];
    const cut = (aloneFrom.size > 0 && !starts.some(({ config_id }) => aloneFrom.has(config_id))) || (aloneTo.size > 0 && !ends.some(({ config_id }) => aloneTo.has(config_id)));
    return {
      route,
      source,
      sink,
      levelIds: starts.map(({ config_id }) => config_id),
      gainDb: volumeToDb(route.volume) + volumeToDb(sink.volume) + (source.is_group ? volumeToDb(source.volume) : 0),
      off: cut || !route.enabled || !source.enabled || !sink.enabled,
      gone: ends.length > 0 && ends.every((end) => factsOf({ kind: 'sinks', object: end }, status[end.config_id]).dead),
    };
  });
}

function leavesAlone(list: readonly (Source | Sink)[], alone: ReadonlySet<string>): ReadonlySet<string> {
  if (alone.size === 0) return alone;
  return new Set(list.filter(({ config_id }) => alone.has(config_id)).flatMap(({ name }) => groupsOf(list).leavesOf(name).map(({ config_id }) => config_id)));
}

/** Route of exactly this pair, by names. */
export function pairsOf(routes: readonly Route[]): ReadonlyMap<string, Route> {
  const pairs = new Map<string, Route>();
  for (const route of routes) if (!pairs.has(pairKey(route.source, route.sink))) pairs.set(pairKey(route.source, route.sink), route);
  return pairs;
}

export const pairKey = (source: string, sink: string): string => `${source}\n${sink}`;
