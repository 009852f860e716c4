import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { office, type Step, type ValueChange } from '../api/office';
import { shown } from '../live/session';
import { mayOperate } from './me';
import { useMe } from './use-person';

const SETTLED_MS = 80;

/** The last changes; asked again after each change of the configuration, whoever made it. */
export function useHistory() {
  const queries = useQueryClient();
  const person = useMe();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let seen = shown.get().seq;
    const stop = shown.subscribe(() => {
      const { seq } = shown.get();
      if (seq === seen) return;
      seen = seq;
      clearTimeout(timer);
      timer = setTimeout(() => void queries.invalidateQueries({ queryKey: ['history'] }), SETTLED_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [queries]);
  return useQuery({ queryKey: ['history'], queryFn: office.history, enabled: mayOperate(person), retry: 1 });
}

/** What was changed of one thing last, in steps from the newest on. */
export function lastOf(steps: readonly Step[], id: string): { step: Step; change: ValueChange } | undefined {
  for (const step of steps) {
    const change = step.what.find(({ config_id }) => config_id === id);
    if (change) return { step, change };
  }
  return undefined;
}
