import type { Kind } from '../../api/types';
import type { LiveState } from '../../live/state';

/** What people call a thing that is heard; a route by its ends. Dots for what is not known, yet or any more. */
export function nameOf({ sources, sinks, routes }: LiveState, kind: Kind, id: string): string {
  if (kind !== 'routes') return { sources, sinks }[kind].find((object) => object.config_id === id)?.name ?? '…';
  const route = routes.find((object) => object.config_id === id);
  return route ? `${route.source} → ${route.sink}` : '…';
}
