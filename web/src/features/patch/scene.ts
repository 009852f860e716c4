import { pathsOf } from '../../lib/paths';
import { factsOf } from '../../lib/use-live';
import type { LiveState } from '../../live/state';
import type { DrawnRoute } from './routes-painter';

/** The routes as the painter needs them. */
export const drawnRoutes = (live: LiveState): DrawnRoute[] =>
  pathsOf(live).map(({ route, source, sink, levelIds, gainDb, off, gone }) => ({ id: route.config_id, sourceId: source.config_id, sinkId: sink.config_id, sourceName: source.name, sinkName: sink.name, levelIds, pathGainDb: gainDb, off, gone }));

export function deadIds({ sources, sinks, status }: LiveState): ReadonlySet<string> {
  const dead = [
    ...sources.filter((object) => factsOf({ kind: 'sources', object }, status[object.config_id]).dead),
    ...sinks.filter((object) => factsOf({ kind: 'sinks', object }, status[object.config_id]).dead),
  ];
  return new Set(dead.map((object) => object.config_id));
}
