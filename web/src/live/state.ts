import type { Alarm, ChangeMessage, EndpointStatus, EngineStatus, Kind, Objects, SnapshotMessage, StatusMessage } from '../api/types';

/** All that the server has told about what plays where. Immutable: a change makes a new one. */
export interface LiveState {
  /** False until the first snapshot. */
  loaded: boolean;
  seq: number;
  sources: Objects['sources'][];
  sinks: Objects['sinks'][];
  routes: Objects['routes'][];
  status: Record<string, EndpointStatus>;
  engine: EngineStatus | null;
  alarms: Alarm[];
}

export const EMPTY: LiveState = { loaded: false, seq: 0, sources: [], sinks: [], routes: [], status: {}, engine: null, alarms: [] };

export function applySnapshot(state: LiveState, message: SnapshotMessage): LiveState {
  const { seq, sources, sinks, routes } = message;
  return { ...state, loaded: true, seq, sources, sinks, routes };
}

export type ChangeResult = { outcome: 'applied'; state: LiveState } | { outcome: 'old' } | { outcome: 'gap' };

/** A change is applied only when it is the very next one; after a gap only a new snapshot helps. */
export function applyChange(state: LiveState, message: ChangeMessage): ChangeResult {
  if (!state.loaded || message.seq > state.seq + 1) return { outcome: 'gap' };
  if (message.seq <= state.seq) return { outcome: 'old' };
  const merged = <K extends Kind>(kind: K) =>
    inOrder(mergeList<Objects[K]>(state[kind] as Objects[K][], message[kind] as Record<string, Objects[K]>, message.removals[kind]), message.order?.[kind]);
  return {
    outcome: 'applied',
    state: { ...state, seq: message.seq, sources: merged('sources'), sinks: merged('sinks'), routes: merged('routes') },
  };
}

export function applyStatus(state: LiveState, message: StatusMessage): LiveState {
  return { ...state, status: keptWhereEqual(state.status, message.endpoints), engine: message.engine, alarms: message.alarms ?? [] };
}

/** What is told again as it was stays the same object, so that its row is not drawn again. */
function keptWhereEqual(before: Record<string, EndpointStatus>, now: Record<string, EndpointStatus>): Record<string, EndpointStatus> {
  const kept: Record<string, EndpointStatus> = {};
  for (const [id, status] of Object.entries(now)) {
    const old = before[id];
    kept[id] = old && (Object.keys(status) as (keyof EndpointStatus)[]).every((key) => old[key] === status[key]) ? old : status;
  }
  return kept;
}

/** Keeps the places in the list: an object is known again by its `config_id`, so a rename does not move it. */
function mergeList<T extends { name: string; config_id: string }>(list: T[], changed: Record<string, T>, removed: string[]): T[] {
  const news = new Map(Object.values(changed).map((object) => [object.config_id, object]));
  const gone = new Set(removed);
  if (news.size === 0 && gone.size === 0) return list;
  const kept = list.flatMap((object) => {
    const next = news.get(object.config_id);
    news.delete(object.config_id);
    if (next) return [next];
    return gone.has(object.name) ? [] : [object];
  });
  return [...kept, ...news.values()];
}

function inOrder<T extends { config_id: string }>(list: T[], order: string[] | undefined): T[] {
  if (!order) return list;
  const place = new Map(order.map((id, index) => [id, index]));
  return [...list].sort((a, b) => (place.get(a.config_id) ?? 0) - (place.get(b.config_id) ?? 0));
}
