import { ApiError, request } from '../api/client';
import { WhepRefusal } from '../player';

const PATHS = { sources: 'source', routes: 'route' } as const;

/** Asks for the temporary sink that plays one source or one route; the server ends it with its last listener. */
export async function setUpListening(kind: keyof typeof PATHS, id: string): Promise<string> {
  try {
    const made = (await request('POST', `/api/listen/${PATHS[kind]}/${encodeURIComponent(id)}/setup`)) as { sink_id: string };
    return made.sink_id;
  } catch (refusal) {
    throw refusal instanceof ApiError && refusal.status !== 0 ? new WhepRefusal(refusal.message, refusal.status, null) : refusal;
  }
}
