import type { Equalizer } from '../api/types';
import { preference, setPreference } from './preferences';

/** Curves that somebody took out to hear without, until they come back: by `config_id`, remembered for the person. */
const KEY = 'bypassed';

type Kept = [id: string, equalizer: Equalizer];

const isKept = (value: unknown): value is Kept[] =>
  Array.isArray(value) && value.every((one: unknown) => Array.isArray(one) && typeof one[0] === 'string' && typeof one[1] === 'object' && one[1] !== null);

const NONE: Kept[] = [];

/** The curve that was taken out of something; undefined when none is. */
export const bypassedOf = (id: string): Equalizer | undefined => preference(KEY, isKept, NONE).find(([kept]) => kept === id)?.[1];

export function keepBypassed(id: string, equalizer: Equalizer): void {
  setPreference(KEY, [...others(id), [id, equalizer]]);
}

export function forgetBypassed(id: string): void {
  if (bypassedOf(id)) setPreference(KEY, others(id));
}

const others = (id: string): Kept[] => preference(KEY, isKept, NONE).filter(([kept]) => kept !== id);
