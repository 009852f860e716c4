import { useSyncExternalStore } from 'react';
import type { EndpointStatus, Kind, Sink, Source } from '../api/types';
import { spokenProblem } from './alarm-words';
import { handOn, hands } from '../live/hands';
import { clipped } from '../live/meters/levels';
import { listening } from '../live/listening';
import { shown } from '../live/session';
import type { LiveState } from '../live/state';
import { t } from './i18n';
import { useStore } from './use-store';

export const useLive = (): LiveState => useStore(shown);

export type Endpoint = { kind: 'sources'; object: Source } | { kind: 'sinks'; object: Sink };

/** What a row says about an endpoint: its one problem, or its kind and format. */
export interface Facts {
  status: EndpointStatus | undefined;
  kindName: string;
  format: string | null;
  problem: string | null;
  /** Nothing can sound here now. */
  dead: boolean;
}

export function factsOf({ object }: Endpoint, status: EndpointStatus | undefined): Facts {
  const off = !object.enabled;
  const broken = status?.state === 'gone' || status?.state === 'unavailable';
  return {
    status,
    kindName: object.is_group ? t('kind.group', { count: object.group_members.length }) : (status?.kind ?? ''),
    format: status?.state === 'waiting' && !off ? t('state.waiting') : (status?.format ?? null),
    problem: off ? null : (spoken(object.config_id, status?.problem) ?? (broken ? t(`state.${status.state as 'gone' | 'unavailable'}`) : null)),
    dead: off || broken,
  };
}

const spoken = (id: string, problem: string | null | undefined): string | null => (typeof problem === 'string' ? spokenProblem(shown.get().alarms, id, problem) : null);

/** Whether a row says the same of two states: latencies change each second, what else is told seldom. */
export const sameFacts = (a: EndpointStatus | undefined, b: EndpointStatus | undefined): boolean =>
  a === b || (a?.state === b?.state && a?.kind === b?.kind && a?.format === b?.format && a?.problem === b?.problem);

export const useHeard = (id: string): boolean => useStore(listening).some((item) => item.id === id);
/** Whose hand was on that gain just now; null when nobody's, or one's own. */
export const useHand = (kind: Kind, id: string): string | null => useSyncExternalStore(hands.subscribe, () => handOn(kind, id));
export const useClipped = (id: string): boolean => useStore(clipped).has(id);
