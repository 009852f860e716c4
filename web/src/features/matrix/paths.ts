import type { Route } from '../../api/types';
import { groupsOf } from '../../lib/groups';
import { pairKey, pairsOf, pathsOf, type Path } from '../../lib/paths';
import { soloed } from '../../live/solo';
import type { LiveState } from '../../live/state';

/** What a crossing of the matrix holds. */
export type Crossing =
  | { is: 'empty' }
  | { is: 'route'; path: Path }
  /** A route of a group gives this path. */
  | { is: 'given'; path: Path };

const EMPTY: Crossing = { is: 'empty' };

/** Finds what stands between two ends, by their names. */
export type CrossingOf = (source: string, sink: string) => Crossing;

const known = new WeakMap<LiveState, { alone: ReadonlySet<string>; of: CrossingOf }>();

/** All crossings of a state. A pair's own route counts before one that its groups give it. */
export function crossingsOf(live: LiveState): CrossingOf {
  const alone = soloed.get();
  const before = known.get(live);
  if (before?.alone === alone) return before.of;
  const paths = new Map(pathsOf(live).map((path) => [path.route, path]));
  const pairs: ReadonlyMap<string, Route> = pairsOf(live.routes);
  const [from, to] = [groupsOf(live.sources), groupsOf(live.sinks)];
  const pathOf = (source: string, sink: string): Path | undefined => {
    const route = pairs.get(pairKey(source, sink));
    return route && paths.get(route);
  };
  const of: CrossingOf = (source, sink) => {
    const own = pathOf(source, sink);
    if (own) return { is: 'route', path: own };
    for (const up of from.upFrom(source)) {
      for (const over of to.upFrom(sink)) {
        const given = pathOf(up, over);
        if (given?.route.enabled) return { is: 'given', path: given };
      }
    }
    return EMPTY;
  };
  known.set(live, { alone, of });
  return of;
}
