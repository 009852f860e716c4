import type { Loudness } from '../api/types';
import { createStore } from '../lib/store';

/** Loudness of what somebody looks at; the server measures nothing else. Outside React. */
const readings = new Map<string, Loudness>();
const lookers = new Map<string, number>();

/** Whose loudness is looked at now. */
export const loudnessWanted = createStore<readonly string[]>([]);

export const loudnessOf = (id: string): Loudness | undefined => readings.get(id);

/** Asks for the loudness of these until the returned function is called. */
export function wantLoudness(ids: readonly string[]): () => void {
  count(ids, 1);
  return () => count(ids, -1);
}

function count(ids: readonly string[], by: number): void {
  for (const id of ids) {
    const now = (lookers.get(id) ?? 0) + by;
    if (now > 0) lookers.set(id, now);
    else lookers.delete(id);
  }
  loudnessWanted.set([...lookers.keys()].sort());
}

export function receiveLoudness(told: Record<string, Loudness>): void {
  readings.clear();
  for (const [id, loudness] of Object.entries(told)) readings.set(id, loudness);
}
