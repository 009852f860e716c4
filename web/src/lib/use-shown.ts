import { useEffect, useEffectEvent } from 'react';

/** Brings what is selected into sight when a view opens, and whenever something else is selected. */
export function useShown(selectedId: string | undefined, bring: () => void): void {
  const shown = useEffectEvent(bring);
  useEffect(() => shown(), [selectedId]);
}
