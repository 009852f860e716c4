import type { Sink } from '../api/types';
import { groupsOf } from './groups';

/** What is heard of a sink: of a group its first sink that is switched on, as all of them play the same. */
export function heardSink(sinks: readonly Sink[], id: string): Sink | undefined {
  const sink = sinks.find(({ config_id }) => config_id === id);
  return sink?.is_group ? groupsOf(sinks).leavesOf(sink.name).find(({ enabled }) => enabled) : sink;
}
