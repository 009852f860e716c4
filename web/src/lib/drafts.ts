import { useState } from 'react';

/** What was typed and not yet taken by the server, with the value that stood there when typing began. */
export interface Draft {
  text: string;
  base: string;
}

const kept = new Map<string, Draft>();

/**
 * A draft outlives its field: another selection, a closed panel and a lost connection do not lose it. The key says which
 * field of which object it is; a component keeps one key for its life.
 */
export function useDraft(key: string): [Draft | null, (draft: Draft | null) => void] {
  const [draft, setDraft] = useState<Draft | null>(() => kept.get(key) ?? null);
  const keep = (next: Draft | null): void => {
    if (next === null) kept.delete(key);
    else kept.set(key, next);
    setDraft(next);
  };
  return [draft, keep];
}
