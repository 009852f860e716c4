import { isTexts, preference, preferences, setPreference } from './preferences';
import type { Store } from '../lib/store';

/** Sets of `config_id`s that the server remembers for a person. */
export interface RememberedSet extends Pick<Store<ReadonlySet<string>>, 'get' | 'subscribe'> {
  toggle: (id: string) => void;
}

function remembered(key: string): RememberedSet {
  let list: string[] | null = null;
  let set: ReadonlySet<string> = new Set();
  const get = (): ReadonlySet<string> => {
    const now = preference(key, isTexts, EMPTY);
    if (now !== list) [list, set] = [now, new Set(now)];
    return set;
  };
  return {
    get,
    subscribe: preferences.subscribe,
    toggle: (id) => {
      const next = new Set(get());
      if (!next.delete(id)) next.add(id);
      setPreference(key, [...next]);
    },
  };
}

const EMPTY: string[] = [];

/** What a person wants to find first. */
export const stars = remembered('stars');
/** Groups whose members are hidden. */
export const folded = remembered('folded');
