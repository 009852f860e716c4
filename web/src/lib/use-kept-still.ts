import { useEffect, type RefObject } from 'react';
import { keepStill } from './press';

/** A list whose rows a finger can hold. `shown` tells when it comes and goes. */
export function useKeptStill(list: RefObject<HTMLElement | null>, shown = true): void {
  useEffect(() => (list.current ? keepStill(list.current) : undefined), [list, shown]);
}
