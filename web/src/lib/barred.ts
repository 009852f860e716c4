import { createContext, useContext } from 'react';

/** Why who is here cannot change what is around; null when they can. */
export const Barred = createContext<string | null>(null);

export const useBarred = (): string | null => useContext(Barred);

export interface BarredProps {
  'aria-disabled'?: true;
  title?: string;
}

/** What a control wears that is barred: it keeps its place in the order of Tab, so that its reason can be heard. */
export const barredProps = (why: string | null): BarredProps => (why === null ? {} : { 'aria-disabled': true, title: why });
