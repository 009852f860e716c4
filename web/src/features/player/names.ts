import type { Kind } from '../../api/types';
import { heardSink } from '../../lib/heard-sink';
import type { LiveState } from '../../live/state';

/** What people call a thing that is heard; a route by its ends, a group with the sink in which it is heard. Dots for what is not known, yet or any more. */
export function nameOf({ sources, sinks, routes }: LiveState, kind: Kind, id: string): string {
  const heard = kind === 'sinks' ? heardSink(sinks, id) : undefined;
  const sink = sinks.find((object) => object.config_id === id);
  if (sink && heard && heard !== sink) return `${sink.name} (${heard.name})`;
  if (kind !== 'routes') return { sources, sinks }[kind].find((object) => object.config_id === id)?.name ?? '…';
  const route = routes.find((object) => object.config_id === id);
  return route ? `${route.source} → ${route.sink}` : '…';
}
