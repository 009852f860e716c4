import { request, sentenceOf } from '../api/client';
import { createStore } from '../lib/store';
import { tell } from '../lib/toasts';

/** `config_id`s of what is heard alone, for everyone; empty when everything is heard. */
export const soloed = createStore<ReadonlySet<string>>(new Set());

/** The server's word on it; a snapshot says that nothing is until told otherwise. */
export const receiveSolo = (ids: readonly string[]): void => soloed.set(new Set(ids));

/** Adds to what is heard alone, or takes away. */
export function toggleSolo(id: string): void {
  const next = new Set(soloed.get());
  if (!next.delete(id)) next.add(id);
  put(next);
}

export const endSolo = (): void => put(new Set());

function put(next: ReadonlySet<string>): void {
  const before = soloed.get();
  soloed.set(next);
  request('PUT', '/api/solo', { ids: [...next] }).catch((refusal: unknown) => {
    soloed.set(before);
    tell(sentenceOf(refusal));
  });
}
