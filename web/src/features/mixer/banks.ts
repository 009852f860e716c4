import type { Route } from '../../api/types';
import { groupsOf, type Groupable } from '../../lib/groups';
import type { Selection } from '../../lib/ui-state';
import { useStore } from '../../lib/use-store';
import { isBoolean, isTexts, preference, preferences, setPreference } from '../../live/preferences';
import type { LiveState } from '../../live/state';

/** Which strips the mixer shows, from left to right; remembered for the person. */
export const BANKS = ['sources', 'routes', 'sinks'] as const;
export type Bank = (typeof BANKS)[number];

const SHOWN = 'mixerBanks';
const OF_SELECTED = 'mixerRoutesOfSelected';
const AT_FIRST: string[] = ['sources', 'sinks'];

export interface Banks {
  shown: ReadonlySet<Bank>;
  toggle: (bank: Bank) => void;
  /** Only the routes of what is selected. */
  ofSelected: boolean;
  setOfSelected: (on: boolean) => void;
}

export function useBanks(): Banks {
  useStore(preferences);
  const shown = knownBanks(preference(SHOWN, isTexts, AT_FIRST));
  return {
    shown,
    toggle: (bank) => {
      const next = BANKS.filter((each) => (each === bank ? !shown.has(each) : shown.has(each)));
      if (next.length > 0) setPreference(SHOWN, next);
    },
    ofSelected: preference(OF_SELECTED, isBoolean, false),
    setOfSelected: (on) => setPreference(OF_SELECTED, on),
  };
}

/** What a newer or older page may have saved is not shown; something always is. */
export function knownBanks(saved: readonly string[]): ReadonlySet<Bank> {
  const known = BANKS.filter((bank) => saved.includes(bank));
  return new Set(known.length > 0 ? known : BANKS.filter((bank) => AT_FIRST.includes(bank)));
}

/** The routes of a source or sink, those of its groups among them; of a route those of its two ends. */
export function routesOfSelected({ sources, sinks, routes }: LiveState, selected: Selection | null): Route[] {
  if (!selected) return [];
  const route = routes.find(({ config_id }) => config_id === selected.id);
  const above = (list: readonly Groupable[], name: string | undefined): ReadonlySet<string> => new Set(name === undefined ? [] : groupsOf(list).upFrom(name));
  const nameIn = (list: readonly Groupable[]): string | undefined => list.find(({ config_id }) => config_id === selected.id)?.name;
  const [from, to] = [above(sources, route?.source ?? nameIn(sources)), above(sinks, route?.sink ?? nameIn(sinks))];
  return routes.filter((each) => from.has(each.source) || to.has(each.sink));
}
