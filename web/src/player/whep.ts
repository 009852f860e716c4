/** One listening session at the server. */
export interface WhepSession {
  answer: string;
  /** Where the session is spoken to; empty when the server named none. */
  location: string;
  /** Helpers for the way through firewalls that the server names (draft-ietf-wish-whep, section 4.6). */
  iceServers: RTCIceServer[];
}

/** The server's refusal. `message` is its sentence for people. */
export class WhepRefusal extends Error {
  constructor(message: string, readonly status: number, readonly retryAfterMs: number | null) {
    super(message);
    this.name = 'WhepRefusal';
  }

  /** Whether asking again can help: the server, or a place in it, may be free later. */
  get isPassing(): boolean {
    return this.status >= 500 || [408, 425, 429].includes(this.status);
  }
}

/** Helpers that the server names before there is a session (draft-ietf-wish-whep, section 4.6); null when it does not answer. */
export async function askForIceServers(address: string, signal: AbortSignal): Promise<RTCIceServer[] | null> {
  try {
    const response = await fetch(address, { method: 'OPTIONS', signal });
    return response.ok ? readIceServers(response.headers.get('Link') ?? '') : [];
  } catch {
    return null;
  }
}

/** Posts an offer. Throws `WhepRefusal` when the server answers anything but a session. */
export async function startSession(address: string, offer: string, signal: AbortSignal): Promise<WhepSession> {
  const response = await fetch(address, { method: 'POST', headers: { 'Content-Type': 'application/sdp' }, body: offer, signal });
  const body = await response.text();
  if (response.status !== 201) throw refusal(response, body);
  const location = response.headers.get('Location');
  return {
    answer: body,
    location: location === null ? '' : new URL(location, new URL(response.url || address, document.baseURI)).href,
    iceServers: readIceServers(response.headers.get('Link') ?? ''),
  };
}

function refusal(response: Response, body: string): WhepRefusal {
  const seconds = Number(response.headers.get('Retry-After') ?? NaN);
  return new WhepRefusal(sentenceIn(body) ?? `The server answered ${response.status}.`, response.status, Number.isFinite(seconds) ? 1000 * seconds : null);
}

/** `message` or `error` of a JSON object, or the plain sentence that other servers send. */
function sentenceIn(body: string): string | null {
  let fields: Record<string, unknown>;
  try {
    const read: unknown = JSON.parse(body);
    fields = typeof read === 'object' && read !== null ? { ...read } : {};
  } catch {
    fields = { message: body.trimStart().startsWith('<') ? '' : body.trim() };
  }
  const sentence = fields['message'] ?? fields['error'];
  return typeof sentence === 'string' && sentence !== '' ? sentence : null;
}

/** Tells the server of a way to this browser that was found after the offer. It may not care. */
export function sendCandidate(location: string, candidate: RTCIceCandidate): void {
  const body = JSON.stringify({ candidate: candidate.candidate, sdpMid: candidate.sdpMid ?? '0' });
  fetch(location, { method: 'PATCH', headers: { 'Content-Type': 'application/json' }, body }).catch(() => undefined);
}

/** Asks for an ICE restart (draft-ietf-wish-whep, section 4.4.3). Null when the server knows none: a new session is due. */
export async function restartSession(location: string, fragment: string, signal: AbortSignal): Promise<string | null> {
  const headers = { 'Content-Type': 'application/trickle-ice-sdpfrag', 'If-Match': '*' };
  const response = await fetch(location, { method: 'PATCH', headers, body: fragment, signal });
  return response.status === 200 ? response.text() : null;
}

export type Pulse = 'alive' | 'forgotten' | 'unreachable' | 'not-kept';

/** Says that the player is there, and learns whether the session is; `not-kept` by servers that want no such word. */
export async function keepSession(location: string): Promise<Pulse> {
  try {
    const { status } = await fetch(location, { method: 'POST' });
    if (status === 404) return 'forgotten';
    return status === 405 || status === 501 ? 'not-kept' : 'alive';
  } catch {
    return 'unreachable';
  }
}

/** Also while the page closes: the server forgets a lost session by itself, so the answer does not matter. */
export function endSession(location: string): void {
  fetch(location, { method: 'DELETE', keepalive: true }).catch(() => undefined);
}

const LINK = /<([^>]*)>((?:\s*;\s*[\w-]+\s*=\s*(?:"[^"]*"|[^;,"]*))*)/g;
const PARAMETER = /;\s*([\w-]+)\s*=\s*(?:"([^"]*)"|([^;,"]*))/g;

/** The ICE servers of a Link header (RFC 8288), as WHEP has them. */
export function readIceServers(link: string): RTCIceServer[] {
  return [...link.matchAll(LINK)].flatMap(([, url = '', rest = '']) => {
    const parameters = new Map([...rest.matchAll(PARAMETER)].map(([, name = '', quoted, bare]) => [name.toLowerCase(), quoted ?? bare?.trim() ?? '']));
    if (parameters.get('rel') !== 'ice-server') return [];
    const username = parameters.get('username');
    const credential = parameters.get('credential');
    return [username === undefined || credential === undefined ? { urls: url } : { urls: url, username, credential }];
  });
}
