import { volumeToDb } from '../../lib/fader';
import { factsOf } from '../../lib/use-live';
import type { LiveState } from '../../live/state';
import type { DrawnRoute } from './routes-painter';

/** The routes whose both ends are there, as the painter needs them. */
export function drawnRoutes({ sources, sinks, routes, status }: LiveState): DrawnRoute[] {
  const sourceByName = new Map(sources.map((source) => [source.name, source]));
  const sinkByName = new Map(sinks.map((sink) => [sink.name, sink]));
  return routes.flatMap((route) => {
    const [source, sink] = [sourceByName.get(route.source), sinkByName.get(route.sink)];
    if (!source || !sink) return [];
    return {
      id: route.config_id,
      sourceId: source.config_id,
      sinkId: sink.config_id,
      pathGainDb: volumeToDb(route.volume) + volumeToDb(sink.volume),
      off: !route.enabled || !source.enabled || !sink.enabled,
      gone: factsOf({ kind: 'sinks', object: sink }, status[sink.config_id]).dead,
    };
  });
}

export function deadIds({ sources, sinks, status }: LiveState): ReadonlySet<string> {
  const dead = [
    ...sources.filter((object) => factsOf({ kind: 'sources', object }, status[object.config_id]).dead),
    ...sinks.filter((object) => factsOf({ kind: 'sinks', object }, status[object.config_id]).dead),
  ];
  return new Set(dead.map((object) => object.config_id));
}
