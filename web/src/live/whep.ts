import { toApiError } from '../api/client';

/** One listening session at the server. */
export interface WhepSession {
  answer: string;
  location: string;
}

/** JSON as everywhere, or the plain sentence that WHEP servers send. */
function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text.startsWith('<') ? null : { error: text };
  }
}

async function refuse(response: Response): Promise<never> {
  throw toApiError(response.status, bodyOf(await response.text()));
}

export async function startSession(sinkId: string, offer: string, signal: AbortSignal): Promise<WhepSession> {
  const response = await fetch(`/api/whep/${encodeURIComponent(sinkId)}`, {
    method: 'POST', headers: { 'Content-Type': 'application/sdp' }, body: offer, signal,
  });
  if (response.status !== 201) return refuse(response);
  return { answer: await response.text(), location: response.headers.get('Location') ?? '' };
}

/** False when the server has forgotten the session. A server that does not answer has not forgotten yet. */
export async function keepSession(location: string): Promise<boolean> {
  try {
    return (await fetch(location, { method: 'POST' })).status !== 404;
  } catch {
    return true;
  }
}

/** Also while the page closes: the server forgets a lost session by itself, so the answer does not matter. */
export function endSession(location: string): void {
  fetch(location, { method: 'DELETE', keepalive: true }).catch(() => undefined);
}
