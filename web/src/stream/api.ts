/** A thing that can be streamed. */
export interface StreamSource {
  id: string;
  name: string;
}

/** What the server streams, and what it could. */
export interface StreamStatus {
  source: string;
  sources: StreamSource[];
  /** Names of codecs, the one that the server takes when it may choose first. */
  codecs: string[];
  ice_servers: RTCIceServer[];
}

async function request(method: string, body?: object): Promise<StreamStatus> {
  const response = await fetch('api/stream', body ? { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) } : { method });
  if (response.ok) return (await response.json()) as StreamStatus;
  const refusal = (await response.json().catch(() => ({}))) as { message?: string };
  throw new Error(refusal.message ?? `The server answered ${response.status}.`);
}

export const readStatus = (): Promise<StreamStatus> => request('GET');
/** For all listeners. */
export const chooseSource = (source: string): Promise<StreamStatus> => request('PUT', { source });
